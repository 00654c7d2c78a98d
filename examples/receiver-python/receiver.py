"""A receiver of one's own over the port protocol (docs/ports.md): the standard library alone, in memory alone.

    python3 receiver.py [PORT]      prints its address when it listens
"""
import json, re, sys, threading
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ITEM_SYSTEM = "urn:example:receiver-python:item"
MDC, LOINC = "urn:iso:std:iso:11073:10101", "http://loinc.org"
GLUCOSE, WEIGHT = ("mg/dL", "mmol/L"), ("kg", "g", "[lb_av]")
CODES = {(LOINC, "41653-7"): ("mg/dL",), (LOINC, "14743-9"): ("mmol/L",), (MDC, "160184"): GLUCOSE,
         (MDC, "160188"): GLUCOSE, (LOINC, "29463-7"): WEIGHT, (LOINC, "3141-9"): WEIGHT, (MDC, "188736"): WEIGHT}
CONTROL = (MDC, "160208")
MEASURE = {unit: "glucose" for unit in GLUCOSE} | {unit: "weight" for unit in WEIGHT}
DECIMALS = {"mg/dL": 0, "mmol/L": 1, "kg": 1, "g": 0, "[lb_av]": 1}
TO_BASE = {"mg/dL": Decimal(1), "mmol/L": Decimal("18.0156"), "kg": Decimal(1), "g": Decimal("0.001"),
           "[lb_av]": Decimal("0.45359237")}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)")
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
SPAN = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "wk": timedelta(weeks=1)}


class Refused(Exception):
    """The reason by its code in docs/bindings/fhir.md."""


def refuse(when, code):
    if when:
        raise Refused(code)


def key(identifier): return identifier["system"] + "|" + identifier["value"]


def instant(text):
    text = text.replace("Z", "+00:00")
    head, offset = text[:-6], text[-6:]
    head = head + ":00" if len(head) == 16 else head
    head, _, fraction = head.partition(".")
    return datetime.fromisoformat(head + "." + (fraction + "000000")[:6] + offset)


def utc(moment):
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def length(duration):
    return duration["value"] * SPAN[duration["unit"]]


def rounded(value, places):
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def in_unit(value, unit, wanted, places):
    """As sent where the units are the same; else converted and rounded, as the contract says."""
    return value if unit == wanted else rounded(value * TO_BASE[unit] / TO_BASE[wanted], places)


def outside(value, bound, side, inclusive):
    if value == bound:
        return inclusive
    return value > bound if side == "high" else value < bound


class Receiver:
    def __init__(self):
        self.clocks, self.patients, self.people, self.orders, self.permissions = {}, set(), {}, {}, {}
        self.readings, self.names, self.items, self.seconds = {}, {}, [], {}
    def now(self, patient):
        return datetime.now(timezone.utc) + self.clocks.get(patient, timedelta())
    def person_patient(self, call, who):
        self.patients.add(key(call["patient"]["identifier"]))
    def person_clinician(self, call, who):
        person = call.get("pool") or call["clinician"]
        self.people[key(person["identifier"])] = {key(member) for member in person.get("members", ())}
    person_pool = person_clinician
    device_register = lambda *_: None
    def clock_advance(self, call, who):
        patient, to = key(call["patient"]), instant(call["to"])
        refuse(to < self.now(patient), "clock-backwards")
        self.clocks[patient] = to - datetime.now(timezone.utc)
        return {"now": utc(self.now(patient))}
    def check_order(self, order):
        refuse(order["unit"] not in MEASURE or MEASURE[order["unit"]] != order["measure"], "limit-unit")
        refuse(not [l for l in order["limits"] if l["tier"] != "absolute"] and not any(r["kind"] == "change" for r in order["rules"]), "limits-missing")
        refuse(any("low" in l and "high" in l and Decimal(l["low"]) >= Decimal(l["high"]) for l in order["limits"]), "limits-contradictory")
        refuse(any(rule["kind"] not in ("change", "repeated", "alert-on") for rule in order["rules"]), "rule-not-supported")
        refuse(any(key(person) not in self.people for person in (order["requester"], order["responsible"])), "recipient-unknown")
    def order_submit(self, call, who):
        order, name = call["order"], key(call["order"]["identifier"])
        refuse(key(order["patient"]) not in self.patients, "patient-not-authorised")
        refuse(name in self.orders and self.orders[name]["submitted"] != order, "identifier-conflict")
        self.check_order(order)
        versions = [(instant(order.get("effectiveFrom", order["period"]["start"])), order)] if order["status"] == "active" else []
        self.orders.setdefault(name, {"submitted": order, "latest": order, "versions": versions})
    def order_change(self, call, who):
        order, kept = call["order"], self.orders.get(key(call["order"]["identifier"]))
        refuse(kept is None, "order-unknown")
        refuse((kept["latest"]["patient"], kept["latest"]["measure"]) != (order["patient"], order["measure"]), "immutable")
        self.check_order(order)
        now, named = self.now(key(order["patient"])), order.get("effectiveFrom")
        holds = now if named in (None, kept["latest"].get("effectiveFrom")) else instant(named)
        if order["status"] in ("completed", "revoked"):
            kept["versions"] = [version for version in kept["versions"] if version[0] <= now]
        kept["versions"].append((holds if kept["versions"] else instant(order["period"]["start"]), order))
        kept["latest"] = order
    def in_force(self, kept, at):
        start, order = self.version_at(kept, at) or (None, {"status": "none"})
        active = order["status"] == "active" and instant(order["period"]["start"]) <= at < instant(order["period"]["end"])
        return (start, order) if active else None
    def version_at(self, kept, at):
        held = [(start, place, order) for place, (start, order) in enumerate(kept["versions"]) if start <= at]
        return max(held, key=lambda v: v[:2])[::2] if held else None
    def orders_of(self, reading):
        of = (reading["patient"], reading["measure"])
        return [kept for kept in self.orders.values() if (kept["latest"]["patient"], kept["latest"]["measure"]) == of]
    def permission_set(self, call, who):
        self.permissions[(key(call["permission"]["patient"]), call["permission"]["measure"])] = call["permission"]["status"]
    def check_content(self, reading):
        code, result = (reading["code"]["system"], reading["code"]["code"]), reading["result"]
        refuse(not INSTANT.fullmatch(reading["effective"]), "time-without-offset")
        refuse(code not in CODES and code != CONTROL, "unknown-code")
        for quantity in (q for q in (result.get("quantity"), result.get("bound")) if q):
            refuse(quantity["unit"] not in MEASURE, "unknown-unit")
            refuse(quantity["unit"] not in CODES.get(code, GLUCOSE), "unit-mismatch")
            refuse(not NUMBER.fullmatch(quantity["value"]) or Decimal(quantity["value"]) < 0, "bad-value")
    def content(self, reading):
        quantity = reading["result"].get("quantity")
        number = quantity and (Decimal(quantity["value"]).normalize(), quantity["unit"])
        parts = ("patient", "code", "status", "device", "mealContext", "furtherContexts")
        return [number, {**reading["result"], "quantity": None}, instant(reading["effective"]), [reading.get(p) for p in parts]]
    def twin(self, reading):
        """The same measurement under another identifier: the same named device, second and value."""
        second = instant(reading["effective"]).replace(microsecond=0)
        for kept in self.seconds.get((key(reading["patient"]), second), ()):
            other = kept["reading"]
            numbers = {one["sequenceNumber"] for one in (reading, other) if "sequenceNumber" in one}
            alike = {**reading, "effective": other["effective"], "status": other["status"]}
            if ("device" in reading and len(numbers) < 2 and instant(other["effective"]).replace(microsecond=0) == second
                    and self.content(alike) == self.content(other)):
                return kept
        return None
    def admit(self, reading, moved):
        at = instant(reading["effective"])
        refuse(at > self.now(key(reading["patient"])) + timedelta(minutes=5), "future-time")
        refuse(moved and not any(self.in_force(kept, at) for kept in self.orders_of(reading)), "no-active-order")
    def reading_submit(self, call, who):
        reading = call["reading"]
        patient, name = key(reading["patient"]), key(reading["identifier"])
        self.check_content(reading)
        refuse(patient not in self.patients or who.get("subject", reading["patient"]) != reading["patient"], "patient-not-authorised")
        kept, later = self.readings.get(self.names.get(name, name)), reading["status"] in ("corrected", "entered-in-error")
        if kept is not None:
            on_file = kept["reading"]
            refuse((on_file["patient"], on_file["measure"]) != (reading["patient"], reading["measure"]), "identifier-conflict")
            if any(self.content(version) == self.content(reading) for version in kept["versions"]):
                return
            final = on_file["status"] == "preliminary" and reading["status"] == "final"
            refuse(on_file["status"] == "entered-in-error" or not (later or final), "identifier-conflict")
            if reading["status"] != "entered-in-error":
                self.admit(reading, instant(reading["effective"]) != instant(on_file["effective"]))
            kept["versions"].append(reading)
            kept["reading"] = {**reading, "identifier": on_file["identifier"]}
        elif reading["status"] == "entered-in-error":
            self.readings[name] = {"reading": reading, "versions": [reading], "issued": utc(self.now(patient)), "by": {}}
            return
        else:
            twin = None if later else self.twin(reading)
            if twin is not None:
                self.names[name] = key(twin["reading"]["identifier"])
                return
            refuse((reading["code"]["system"], reading["code"]["code"]) == CONTROL, "control-solution")
            self.admit(reading, True)
            refuse(self.permissions.get((patient, reading["measure"])) != "granted", "no-permission")
            kept = self.readings[name] = {"reading": reading, "versions": [reading]}
        at, kept["issued"] = instant(reading["effective"]), utc(self.now(patient))
        self.seconds.setdefault((patient, at.replace(microsecond=0)), []).append(kept)
        kept["by"] = {key(o["latest"]["identifier"]): self.in_force(o, at) for o in self.orders_of(reading)}
        self.evaluate(reading["patient"], reading["measure"], kept)
    def reading_together(self, call, who):
        """A batch. A transaction would have to be undone as a whole, which this receiver does not claim."""
        return {"answers": [self.answer(self.reading_submit, {"reading": reading}, who)
                            for reading in sorted(call["readings"], key=lambda r: r["effective"])]}
    def bounds(self, order, tier, reading):
        """Per side: the bound of the interval with the reading's meal context, else the general one."""
        context = reading.get("mealContext") if not reading.get("furtherContexts") else None
        found = {}
        for limit in sorted((l for l in order["limits"] if l["tier"] == tier), key=lambda l: "context" in l):
            if limit.get("context") in (None, context):
                for side in ("low", "high"):
                    if side in limit:
                        found[side] = (limit[side], limit.get("inclusive") in (side, "both"))
        return found
    def crossed(self, order, tier, reading):
        result, unit = reading["result"], order["unit"]
        for side, (bound, inclusive) in self.bounds(order, tier, reading).items():
            if result["kind"] == "value":
                places = order.get("precision", DECIMALS[unit])
                value = in_unit(Decimal(result["quantity"]["value"]), result["quantity"]["unit"], unit, places)
                if outside(value, Decimal(bound), side, inclusive):
                    return side, bound
            elif result.get("direction") == side and tier != "absolute":
                return side, bound
        return None
    def limits_call(self, version, reading):
        for tier in ("absolute", "critical", "reference") if version else ():
            crossed = self.crossed(version[1], tier, reading)
            if crossed is not None:
                letter = {"high": "H", "low": "L"}[crossed[0]] * {"absolute": 0, "critical": 2, "reference": 1}[tier]
                kind = {"absolute": "data-quality", "critical": "critical", "reference": "abnormal"}[tier]
                context = {"context": reading["mealContext"]} if "mealContext" in reading else {}
                return {"rule": kind if tier == "absolute" else "limits", "kind": kind, "limitFrom": utc(version[0]), **context,
                        "interpretation": [letter] if letter else [], "limit": {"value": crossed[1], "unit": version[1]["unit"]}}
        return None
    def change_call(self, version, reading, others):
        if version is None or reading["result"]["kind"] != "value":
            return None
        (start, order), at, letters, call = version, instant(reading["effective"]), [], None
        for rule in (rule for rule in order["rules"] if rule["kind"] == "change"):
            window, sign = rule["window"], 1 if rule["direction"] == "gain" else -1
            span, days = length(window), window["unit"] in ("d", "wk")
            inside = [o for o in others if instant(o["effective"]) < at and (instant(o["effective"]).date() >= at.date() - span
                                                                            if days else instant(o["effective"]) >= at - span)]
            if not inside:
                continue
            wanted, places = rule["amount"]["unit"], order.get("precision", DECIMALS[order["unit"]])
            number = lambda one: Decimal(one["result"]["quantity"]["value"]) * TO_BASE[one["result"]["quantity"]["unit"]]
            base = min(inside, key=lambda one: sign * number(one))
            units = {one["result"]["quantity"]["unit"] for one in (reading, base)}
            delta = sign * (number(reading) - number(base)) / TO_BASE[wanted]
            if units != {wanted}:
                delta = rounded(delta, places if wanted == order["unit"] else DECIMALS[wanted])
            if outside(delta, Decimal(rule["amount"]["value"]), "high", rule["boundary"] == "inclusive"):
                letters.append("U" if sign > 0 else "D")
                call = {"rule": "change", "kind": "change", "baseline": base["identifier"], "limitFrom": utc(start),
                        "delta": {"value": str(sign * delta), "unit": wanted}, "limit": dict(rule["amount"])}
        return None if call is None else {**call, "interpretation": letters}
    def evaluate(self, patient, measure, cause):
        """Brings the items of every order of a measure to what its readings call for: where no rule looks at several, this one alone."""
        for order in self.orders_of(cause["reading"]):
            alone = not any(rule["kind"] in ("change", "repeated") for _, version in order["versions"] for rule in version["rules"])
            filed = [k for k in ([cause] if alone else self.readings.values())
                     if (k["reading"]["patient"], k["reading"]["measure"]) == (patient, measure)]
            live = sorted((k for k in filed if k["reading"]["status"] != "entered-in-error"),
                          key=lambda k: (instant(k["reading"]["effective"]), key(k["reading"]["identifier"])))
            name, free = key(order["latest"]["identifier"]), {"H": [], "L": []}
            calls = {id(kept): self.limits_call(kept["by"].get(name), kept["reading"]) for kept in live}
            plausible = [k["reading"] for k in live if (calls[id(k)] or {}).get("rule") != "data-quality" and k["reading"]["result"]["kind"] == "value"]
            for kept in filed:
                version, call, wanted = kept["by"].get(name), calls.get(id(kept)), {}
                rules = {rule["kind"]: rule for rule in version[1]["rules"]} if version else {}
                quiet = "repeated" in rules or rules.get("alert-on", {}).get("abnormal") == "none"
                if call is not None and call["kind"] == "abnormal" and "repeated" in rules:
                    free[call["interpretation"][0]].append((kept, rules["repeated"], call))
                if call is not None and not (call["kind"] == "abnormal" and quiet):
                    wanted[call["rule"]] = call
                if kept["reading"]["status"] != "entered-in-error" and (call or {}).get("rule") != "data-quality":
                    change = self.change_call(version, kept["reading"], [o for o in plausible if o is not kept["reading"]])
                    wanted |= {"change": change} if change else {}
                for rule in ("limits", "data-quality", "change"):
                    self.settle(order, kept, rule, wanted.get(rule), cause)
            for letter, some in free.items():
                self.repeat(order, sorted(some, key=lambda f: live.index(f[0])), letter, cause)
    def reason(self, own, cause, normal):
        if own is not cause or own["reading"]["status"] == "entered-in-error":
            return "entered-in-error" if own is cause else "re-evaluated"
        return "corrected-to-normal" if normal else "corrected-otherwise"
    def settle(self, order, kept, rule, call, cause):
        about = (order["latest"]["identifier"], kept["reading"]["identifier"], rule)
        stands = [i for i in self.items if (i["order"], i.get("reading"), i["rule"]) == about and i["status"] != "withdrawn" and "readings" not in i]
        for item in stands:
            value, when = kept["reading"]["result"].get("quantity"), kept["reading"]["effective"]
            if call is not None and (item["kind"], item["interpretation"]) == (call["kind"], call["interpretation"]):
                if (item.get("value"), item["effective"], item.get("baseline")) != (value, when, call.get("baseline")):
                    self.touch(item, "updated", **{**call, "effective": when, **({"value": value} if value else {})})
                call = None
            elif item["status"] != "done":
                self.touch(item, "withdrawn", status="withdrawn", withdrawal=self.reason(kept, cause, call is None))
            elif kept is cause and value is not None and item.get("value") != value:
                self.touch(item, "updated", value=value)
        if call is not None:
            self.raise_item(order, kept, call)
    def repeat(self, order, free, letter, cause):
        alive, taken = {key(one[0]["reading"]["identifier"]): one for one in free}, set()
        about = (order["latest"]["identifier"], "repeated", [letter])
        for item in [i for i in self.items if (i["order"], i["rule"], i["interpretation"]) == about and i["status"] != "withdrawn"]:
            members = [key(reading) for reading in item["readings"]]
            held = [alive[member] for member in members if member in alive]
            times = [instant(kept["reading"]["effective"]) for kept, _, _ in held]
            if item["status"] == "done" or (len(held) == len(members) and max(times) - min(times) <= length(held[-1][1]["window"])):
                taken |= set(members)
                value = held[-1][0]["reading"]["result"].get("quantity") if held else item.get("value")
                self.touch(item, "updated", value=value) if len(held) == len(members) and value != item.get("value") else None
            else:
                reason = self.reason(self.readings[members[-1]], cause, True)
                self.touch(item, "withdrawn", status="withdrawn", withdrawal=reason)
        free, last = [one for one in free if key(one[0]["reading"]["identifier"]) not in taken], 0
        while last < len(free):
            kept, rule, call = free[last]
            group = free[max(0, last - rule["count"] + 1):last + 1]
            span = instant(kept["reading"]["effective"]) - instant(group[0][0]["reading"]["effective"])
            if len(group) == rule["count"] and span <= length(rule["window"]):
                readings = [one[0]["reading"]["identifier"] for one in group]
                self.raise_item(order, kept, {**call, "rule": "repeated", "readings": readings, "count": len(readings)})
                free, last = [one for one in free if one not in group], 0
            else:
                last += 1
    def touch(self, item, event, actor="system", **what):
        item.update(what, version=item["version"] + 1, _updated=utc(datetime.now(timezone.utc)))
        item["history"].append({"status": event, "at": utc(self.now(key(item["patient"]))), "actor": actor})
    def raise_item(self, order, kept, call):
        reading, now, at = kept["reading"], self.now(key(kept["reading"]["patient"])), instant(kept["reading"]["effective"])
        if now - at > timedelta(days=7):
            return
        latest = (self.version_at(order, now) or (None, order["latest"]))[1]
        item = {"identifier": {"system": ITEM_SYSTEM, "value": f"item-{len(self.items) + 1}"}, "version": 0, "status": "new",
                "patient": reading["patient"], "order": latest["identifier"], "measure": reading["measure"],
                "recipient": latest["responsible"], "routedAs": "responsible", "reading": reading["identifier"],
                "effective": reading["effective"], "submitted": utc(now), "late": now - at > timedelta(hours=1),
                "created": utc(now), "history": [], **call}
        item |= {"value": reading["result"]["quantity"]} if "quantity" in reading["result"] else {}
        self.touch(item, "new")
        self.items.append(item)
    def sees(self, who, item):
        recipient, me = key(item["recipient"]), key(who["subject"]) if who["role"] == "clinician" else None
        return who["role"] == "ehr" or me == recipient or me in self.people.get(recipient, ())
    def inbox_look(self, call, who):
        since = instant(call["since"]) if "since" in call else datetime.min.replace(tzinfo=timezone.utc)
        shown = [i for i in self.items if self.sees(who, i) and instant(i["_updated"]) >= since and call.get("patient", i["patient"]) == i["patient"]]
        shown.sort(key=lambda item: item["_updated"])
        return {"items": [{"item": {k: v for k, v in i.items() if k[0] != "_"}, "updated": i["_updated"]} for i in shown]}
    def item_act(self, call, who):
        item = next((i for i in self.items if i["identifier"] == call["item"]), None)
        refuse(item is None, "not-found")
        refuse(who["role"] != "clinician" or not self.sees(who, item), "not-recipient")
        if item["status"] == call["act"]:
            return
        refuse((item["status"], call["act"]) not in (("new", "seen"), ("new", "done"), ("seen", "done")), "illegal-transition")
        self.touch(item, call["act"], who["subject"]["value"], status=call["act"])
    def shown(self, kept):
        held, severity = [version for version in kept["by"].values() if version], ["N", "L", "H", "LL", "HH"]
        calls = [self.limits_call(version, kept["reading"]) for version in held]
        letters = [call["interpretation"][0] if call and call["interpretation"] else "N" for call in calls]
        ranges = [{**{part: limit[part] for part in ("tier", "low", "high", "context") if part in limit}, "unit": order["unit"],
                   "limitFrom": utc(start)} for start, order in held for limit in order["limits"] if limit["tier"] != "absolute"]
        return {"reading": kept["reading"], "version": len(kept["versions"]), "ranges": ranges, "issued": kept["issued"],
                "interpretation": [max(letters, key=severity.index)] if letters else [],
                "orders": [order["identifier"] for _, order in held]}
    def reading_read(self, call, who):
        wanted = call.get("identifier") and self.names.get(key(call["identifier"]), key(call["identifier"]))
        found = [kept for name, kept in self.readings.items() if kept["by"] and (name == wanted if wanted else (
            kept["reading"]["patient"] == call["patient"] and call.get("measure") in (None, kept["reading"]["measure"])))]
        return {"readings": [self.shown(k) for k in sorted(found, key=lambda k: instant(k["reading"]["effective"]))]}
    def answer(self, method, call, who):
        try:
            return {"outcome": "ok", **(method(call, who) or {})}
        except Refused as refused:
            return {"outcome": "refused", "refusal": str(refused)}


PORTS = {"patients": ["person.patient"], "people": ["person.clinician", "person.pool"], "clock": ["clock.advance"],
         "orders": ["order.submit", "order.change"], "permission": ["permission.set"], "inbox": ["inbox.look"],
         "readings-in": ["device.register", "reading.submit", "reading.together"],
         "readings-back": ["reading.read"], "inbox-acts": ["item.act"]}


def serve(receiver, port=0):
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version, wbufsize = "HTTP/1.1", -1
        log_message = lambda *_: None

        def reply(self, status, answer):
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            self.reply(200, {"ports": 1, "system": {"name": "receiver-python", "version": "1"}, "serves": list(PORTS)})

        def do_POST(self):
            call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if call["call"] not in PORTS.get(self.path[1:], ()):
                return self.reply(404, {"error": "no such call"})
            with lock:
                self.reply(200, receiver.answer(getattr(receiver, call["call"].replace(".", "_")), call, call["as"]))

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(Receiver(), int(sys.argv[1]) if len(sys.argv) > 1 else 0)
