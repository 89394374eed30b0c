"""A Datadog of a few lines: it searches what a forwarder brought, which here are the lines of a file."""
import datetime
import http.server
import json
import threading

from strict_hubspot import Server


class FakeDatadog:
    def __init__(self, file, key="dd-api-key-for-tests", application_key="dd-application-key-for-tests"):
        self.key, self.application_key = key, application_key
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                known = (self.headers["DD-API-KEY"], self.headers["DD-APPLICATION-KEY"]) == (
                    outer.key, outer.application_key)
                status = 404 if self.path != "/api/v2/logs/events/search" else 200 if known else 403
                body = json.dumps(outer.events(file, asked) if status == 200 else {"errors": ["Forbidden"]}).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    @staticmethod
    def events(file, asked):
        """Datadog takes the attributes of a JSON line apart."""
        assert asked["filter"]["query"], asked
        newest = file.read_text().splitlines()[-asked["page"]["limit"]:]
        told = []
        for number, line in enumerate(reversed(newest)):
            own = json.loads(line)
            stamp = own.get("time") or datetime.datetime.now(datetime.timezone.utc).isoformat()
            told.append({"id": f"AQ{number}", "type": "log", "attributes": {
                "timestamp": stamp, "status": own.get("level"), "service": "contacts-sync", "message": own.get("msg"),
                "attributes": own}})
        return {"data": told, "meta": {"status": "done", "page": {}}}
