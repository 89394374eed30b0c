#!/usr/bin/env python3
"""deliveries.py HUBWATCHCTL: from a sick service to a page, a Slack message and their end, through kill -9.

The whole watch tells a strict PagerDuty and Slack (hubwatchctl sim). It is killed while an answer is awaited: the page
is sent again under the same key, the phone rings once. What a 429 holds back waits as long as it was asked to."""
import http.server
import json
import os
import sys
import threading
import time
import urllib.parse

from harness import Stage, get, post, until


class SickService:
    """Answers /health with 503 while it is sick."""

    def __init__(self):
        self.sick = True
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = b'{"status":"ok"}'
                self.send_response(503 if outer.sick and self.path == "/health" else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


WORKSPACE = """version = 1

[[services]]
name = "sync"
url = "{service}"
interval = "1s"
metrics = ""
readiness = ""

[[rules]]
name = "sick"
signal = "service.healthy"
below = 1
polls = 2
severity = "page"

[[rules]]
name = "sick, for the channel"
signal = "service.healthy"
below = 1
polls = 2
severity = "notify"

[[routes]]
name = "oncall"
kind = "pagerduty"
key = "env:HUBWATCH_SIM_PAGER"
url = "{pager}"

[[routes]]
name = "team"
kind = "slack"
key = "env:HUBWATCH_SIM_SLACK"
group_wait = "1s"
group_interval = "1s"
"""


def base(url):
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def deliveries(watch, route, event, ok=True):
    return [line for _, line in watch.objects() if line["type"] == "delivery" and line["route"] == route
            and line["event"] == event and line["ok"] == ok]


def main(hubwatchctl):
    service = SickService()
    with Stage() as stage:
        sim = stage.start([hubwatchctl, "sim", "--json", "--port", "0"])
        told = {}
        while not {"pager", "slack"} <= told.keys():
            line = json.loads(sim.next_line())
            told[line["type"]] = line
        pager, slack = told["pager"], told["slack"]
        path = stage.folder / "hubwatch.toml"
        path.write_text(WORKSPACE.format(service=service.url, pager=pager["url"]))
        environment = dict(os.environ, HUBWATCH_SIM_PAGER=pager["routingKey"], HUBWATCH_SIM_SLACK=slack["webhook"])

        def start():
            return stage.start([hubwatchctl, "watch", "--json", "--workspace", path, "--data-dir", stage.folder / "data"],
                               environment)

        def pages():
            return json.loads(get(base(pager["url"]) + "/sim/log"))["incidents"]

        # The page is taken and the answer never comes: killed in between.
        post(base(pager["url"]) + "/sim/answers", {"status": "swallow", "count": 1})
        first = start()
        key = until("the page was taken", lambda: [key for key in pages() if "sick" in key])[0]
        first.process.kill()
        first.wait(10)
        assert not deliveries(first, "oncall", "trigger"), "nobody said that it was taken"

        # Slack asks to wait; the page is sent again, under the same key.
        post(base(slack["url"]) + "/sim/answers", {"status": 429, "count": 1, "retryAfter": 4})
        second = start()
        again = until("told again", lambda: deliveries(second, "oncall", "trigger"))[0]
        assert again["status"] == 202 and again["alert"] == key, again
        page = pages()[key]
        assert page["triggers"] == 2 and page["opened"] == 1, page
        refused = until("Slack asks to wait", lambda: deliveries(second, "team", "trigger", ok=False))[0]
        waited = time.time()
        until("told in Slack", lambda: deliveries(second, "team", "trigger"))
        assert refused["status"] == 429 and time.time() - waited > 3, "tried before it was asked to"

        service.sick = False
        until("the page is over", lambda: deliveries(second, "oncall", "resolve"))
        until("Slack knows", lambda: deliveries(second, "team", "resolve"))
        page = pages()[key]
        assert page["state"] == "resolved" and page["resolves"] == 1, page
        secrets = [pager["routingKey"], urllib.parse.urlsplit(slack["webhook"]).path]
        for file in (stage.folder / "data").rglob("*"):
            held = file.is_file() and file.read_bytes()
            assert not held or not any(secret.encode() in held for secret in secrets), f"{file} holds a route's key"
        print(f"page {page}; Slack waited as it was asked")


if __name__ == "__main__":
    main(*sys.argv[1:])
