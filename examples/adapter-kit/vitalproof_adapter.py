"""The port protocol (docs/ports.md) as a server: copy this file, give it a function for each call that your system
answers, and serve. Python's standard library alone."""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CALLS_OF = {
    "patients": ["person.patient"],
    "people": ["person.clinician", "person.pool"],
    "coverage": ["coverage.set"],
    "orders": ["order.submit", "order.change", "order.read"],
    "portal": ["eligibility.read", "tracker.list", "tracker.set", "device.register", "permission.read"],
    "permission": ["permission.set"],
    "readings-in": ["device.register", "reading.submit", "reading.together"],
    "readings-back": ["reading.read"],
    "inbox": ["inbox.look"],
    "inbox-acts": ["item.act"],
    "messages": ["message.send", "message.read", "notice.list"],
    "audit": ["audit.read"],
    "clock": ["clock.advance"],
    "process": ["process.down", "process.up"],
}
MAX_BODY = 4 * 1024 * 1024


class Refused(Exception):
    """Raise it where the system refused: `refusal` is the code of docs/bindings/fhir.md, `text` is for people."""

    def __init__(self, refusal=None, text=None):
        super().__init__(text)
        self.answer = {"outcome": "refused"}
        self.answer |= {} if refusal is None else {"refusal": refusal}
        self.answer |= {} if text is None else {"text": text}


def serve(name, version, handlers, port=0, key=None):
    """`handlers`: from a call's name to a function of (call, who) that gives the members of the answer, or None.

    `who` is {"role": ..., "subject": {"system": ..., "value": ...}}: use that person's credentials. A port is served
    when every call of it has a function. What a function raises but Refused is answered as HTTP 500: nobody then
    knows what was done. Prints the address, then serves for ever.
    """
    serves = [each for each, calls in CALLS_OF.items() if all(call in handlers for call in calls)]

    class Handler(BaseHTTPRequestHandler):
        protocol_version, wbufsize = "HTTP/1.1", -1
        log_message = lambda *_: None

        def reply(self, status, answer):
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def answer(self, method):
            if key is not None and self.headers.get("Authorization") != f"Bearer {key}":
                return 401, {"error": "no key"}
            if (method, self.path) == ("GET", "/"):
                return 200, {"ports": 1, "system": {"name": name, "version": version}, "serves": serves}
            length = int(self.headers.get("Content-Length") or 0)
            if length > MAX_BODY:
                return 413, {"error": f"at most {MAX_BODY} bytes"}
            if method != "POST" or self.path[1:] not in serves:
                return 404, {"error": f"the ports served are {', '.join(serves)}"}
            call = json.loads(self.rfile.read(length))
            if call.get("call") not in CALLS_OF[self.path[1:]]:
                return 404, {"error": "the port has no such call"}
            try:
                return 200, {"outcome": "ok", **(handlers[call["call"]](call, call["as"]) or {})}
            except Refused as refused:
                return 200, refused.answer

        def respond(self, method):
            try:
                self.reply(*self.answer(method))
            except Exception as error:  # Whatever went wrong: nobody knows what was done.
                self.reply(500, {"error": str(error)})

        def do_GET(self):
            self.respond("GET")

        def do_POST(self):
            self.respond("POST")

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
