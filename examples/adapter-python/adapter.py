"""An adapter of the port protocol in front of the reference's FHIR API: patients and messages. A system with an API of
its own has fewer lines: most of these spell out FHIR.

    VITALPROOF_FHIR=http://127.0.0.1:8080/fhir VITALPROOF_KEY=... python3 adapter.py
"""
import base64, hashlib, hmac, json, os, sys, time
import urllib.error, urllib.parse, urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../adapter-kit"))
from vitalproof_adapter import Refused, serve  # noqa: E402

FHIR, KEY = os.environ["VITALPROOF_FHIR"], os.environ["VITALPROOF_KEY"]
LOINC = {"glucose": "41653-7", "weight": "29463-7"}
PPC = "http://terminology.hl7.org/CodeSystem/"


def bearer(who):
    """A short token for the person whose credentials are asked for."""
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")
    claims = {"sub": "adapter", "role": who["role"], "exp": int(time.time()) + 300}
    if "subject" in who:
        claims["subject"] = f"{who['subject']['system']}|{who['subject']['value']}"
    signed = part({"alg": "HS256", "typ": "JWT"}) + b"." + part(claims)
    return signed + b"." + base64.urlsafe_b64encode(hmac.new(KEY.encode(), signed, hashlib.sha256).digest()).rstrip(b"=")


def fhir(who, method, path, body=None, **headers):
    request = urllib.request.Request(f"{FHIR}/{path}", method=method, data=None if body is None else json.dumps(body).encode())
    for name, value in {"Content-Type": "application/fhir+json", "Authorization": "Bearer " + bearer(who).decode(), **headers}.items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise
        issue = json.load(error)["issue"][0]
        raise Refused(issue.get("details", {}).get("coding", [{}])[0].get("code"), issue.get("diagnostics"))


def token(identifier):
    return urllib.parse.quote(f"{identifier['system']}|{identifier['value']}")


def find(kind, identifier):
    entries = fhir({"role": "ehr"}, "GET", f"{kind}?identifier={token(identifier)}").get("entry", [])
    return entries[0]["resource"] if entries else None


def patient(call, who):
    one = call["patient"]
    fhir(who, "POST", "Patient", {
        "resourceType": "Patient", "identifier": [one["identifier"]], "gender": one["gender"], "birthDate": one["birthDate"],
        "name": [{"family": one["family"], "given": [one["given"]]}],
        "meta": {"security": [{"system": f"{PPC}v3-ActReason", "code": "HTEST"}]},
    }, **{"If-None-Exist": f"identifier={token(one['identifier'])}"})


def message_read(call, who):
    of = find("Patient", call["patient"])
    found = fhir(who, "GET", f"Communication?recipient=Patient/{of['id']}").get("entry", [])
    key_of = lambda reference: fhir({"role": "ehr"}, "GET", reference)["identifier"][0]
    plain = lambda identifier: {"system": identifier["system"], "value": identifier["value"]}
    return {"messages": [{
        "identifier": plain(one["identifier"][0]), "patient": call["patient"], "sender": plain(key_of(one["sender"]["reference"])),
        "about": plain(key_of(one["about"][0]["reference"])), "text": one["payload"][0]["contentString"], "sent": one["sent"],
    } for one in (entry["resource"] for entry in found)]}


def notice_list(call, who):
    of = find("Patient", call["patient"])
    category = urllib.parse.quote(f"{PPC}communication-category|notification")
    found = fhir(who, "GET", f"Communication?recipient=Patient/{of['id']}&category={category}").get("entry", [])
    # The reference sends by mail alone.
    return {"notices": [{
        "patient": call["patient"], "medium": "mail", "text": one["payload"][0]["contentString"], "sent": one["sent"],
    } for one in (entry["resource"] for entry in found)]}


def message_send(call, who):
    one = call["message"]
    of, about = find("Patient", one["patient"]), find("Task", one["about"])
    sender = find("PractitionerRole", one["sender"])
    fhir(who, "POST", "Communication", {
        "resourceType": "Communication", "status": "completed", "identifier": [one["identifier"]], "sent": one["sent"],
        "subject": {"reference": f"Patient/{of['id']}"}, "recipient": [{"reference": f"Patient/{of['id']}"}],
        "sender": {"reference": f"PractitionerRole/{sender['id']}"}, "about": [{"reference": f"Task/{about['id']}"}],
        "payload": [{"contentString": one["text"]}],
    }, **{"If-None-Exist": f"identifier={token(one['identifier'])}"})


serve("FHIR behind a Python adapter", "1", {
    "person.patient": patient,
    "message.send": message_send,
    "message.read": message_read,
    "notice.list": notice_list,
})
