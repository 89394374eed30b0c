"""The services of sample_services: how they are started, kept up, and sent events as HubSpot signs them."""
import base64
import hashlib
import hmac
import json
import os
import pathlib
import threading
import time
import urllib.error
import urllib.request

from harness import HERE, Program, free_port, need

PATH = "/webhooks/hubspot"


def ask(url, body=None, headers=None, seconds=10):
    """Status and body; 0 where nobody answers."""
    request = urllib.request.Request(url, body, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except (OSError, urllib.error.URLError) as silent:
        return 0, str(silent)


def signature(secret, address, body, timestamp):
    """v3, of a POST."""
    text = b"POST" + address.encode() + body + str(timestamp).encode()
    return base64.b64encode(hmac.new(secret.encode(), text, hashlib.sha256).digest()).decode()


def event(number, **other):
    return {"eventId": number, "subscriptionId": 2, "portalId": 3, "appId": 4, "occurredAt": int(time.time() * 1000),
            "subscriptionType": "contact.propertyChange", "attemptNumber": 0, "objectId": 501, "propertyName": "city",
            "propertyValue": "Zürich ☕", "changeSource": "CRM"} | other


class SampleService:
    """right, wrong or handbook on a port of its own. One that dies is started again after a while, as systemd would."""

    def __init__(self, stage, kind, modules, hubspot, token, secret="test-client-secret", restart_after=3.0, **more):
        self.stage = stage
        self.secret = secret
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.logs = stage.folder / f"{kind}.log"
        self.deaths = 0
        self.wanted = True
        self.restart_after = restart_after
        self.arguments = [need("node", "nodejs"), str(HERE / f"sample_services/{kind}.js")]
        self.environment = dict(os.environ, NODE_PATH=str(pathlib.Path(modules).resolve() / "node_modules"),
                                PORT=str(self.port), HUBSPOT_BASE_URL=hubspot, HUBSPOT_ACCESS_TOKEN=token,
                                HUBSPOT_CLIENT_SECRET=secret, LOG_FILE=str(self.logs), **more)
        self.program = self._start()
        self.program.next_line(60)
        threading.Thread(target=self._keep_up, daemon=True).start()
        stage.callback(self.end)

    def _start(self):
        return Program(self.arguments, self.stage.folder, self.environment)

    def _keep_up(self):
        while self.wanted:
            self.program.process.wait()
            if not self.wanted:
                return
            self.deaths += 1
            time.sleep(self.restart_after)
            if self.wanted:
                self.program = self._start()

    def end(self):
        self.wanted = False
        self.program.end()

    def ask(self, path, body=None, headers=None):
        return ask(self.url + path, body, headers)

    def sync(self):
        return self.ask("/sync", b"")[0]

    def metric(self, name, **labels):
        """The sum over the series that have these labels."""
        total = 0.0
        for line in self.ask("/metrics")[1].splitlines():
            series, _, value = line.rpartition(" ")
            if series.partition("{")[0] == name and all(f'{key}="{want}"' in series for key, want in labels.items()):
                total += float(value)
        return total

    def deliver(self, events, **change):
        """Sends events as HubSpot does; `change` spoils it: secret, timestamp, signature, behind (another body)."""
        body = json.dumps(events, ensure_ascii=False, separators=(",", ":")).encode()
        timestamp = str(change.get("timestamp", int(time.time() * 1000)))
        sign = signature(change.get("secret", self.secret), self.url + PATH, body, change.get("signed", timestamp))
        headers = {"Content-Type": "application/json", "X-HubSpot-Request-Timestamp": timestamp,
                   "X-HubSpot-Signature-v3": change.get("signature", sign)}
        headers = {name: value for name, value in headers.items() if value}
        return self.ask(PATH, change.get("behind", body), headers)[0]
