"""Bad input to the production checklist, from end to end: never a pass, and a sentence that says what to do."""
import http.server
import os
import signal
import subprocess
import threading
import time

import sample_repositories as repositories
from strict_hubspot import Server

EFFECT = "contacts_sync_events_applied_total"


class OddService:
    """Answers everything as `answer(method, path)` says: status, headers and body."""

    def __init__(self, answer):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, headers, body = answer(self.command, self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_POST = do_HEAD = do_GET

            def log_message(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


def idle(method, path):
    """A good service in all but that its run never begins."""
    status = 202 if path == "/sync" else 200 if path in ("/health", "/readiness", "/metrics") else 404
    kind = "text/plain; version=0.0.4" if path == "/metrics" else "application/json"
    return status, {"Content-Type": kind}, b"# TYPE x counter\nx 1\n" if path == "/metrics" else b'{"status":"ok"}'


SERVICES = {
    "idle": idle,
    "pleased with everything": lambda method, path: (200, {"Content-Type": "application/json"}, b'{"ok":true}'),
    "behind a login": lambda method, path: (
        (200, {"Content-Type": "text/html"}, b"<html>Log in</html>") if path == "/login" else
        (302, {"Location": "/login"}, b"")),
}


def expect(place, name, items, exit_code=1):
    """items: {id: (outcomes, words)}"""
    options = [option for item in items for option in ("--item", item)]
    code, told = place.check(*options)
    found = {item["id"]: item for item in told["items"] if item["id"] in items}
    for item, (outcomes, words) in items.items():
        said = f"{name}: {item}: {found[item]['outcome']}: {found[item]['words']}"
        print(f"  {said}", flush=True)
        assert found[item]["outcome"] in outcomes and found[item]["outcome"] != "pass", said
        assert any(word in found[item]["words"] for word in words), f"{said}: expected one of {words}"
    assert code == exit_code and not told["ready"], (name, code)


def repository(place, services):
    folder = place.stage.folder
    repositories.wrong(folder / "real")
    repositories.shallow(folder / "shallow", folder / "real")
    (folder / "plain").mkdir()
    (folder / "plain/.env").write_bytes(bytes(range(256)) * 64)
    for where, words in ((None, ["repository"]), ("nowhere", ["nowhere"]), ("plain", ["git"]), ("shallow", ["unshallow"])):
        place.write(services["idle"].url, {"repository": where})
        expect(place, f"repository {where}", {"secrets.managed": (("notRun", "error"), words)})
        if where != "shallow":
            expect(place, f"repository {where}", {"env.ignored": (("notRun", "error"), words)})


def endpoints(place, services):
    unjudged = ("error", "notRun", "fail")
    for name, words in (("pleased with everything", ["everything", "any path"]), ("behind a login", ["redirect", "login"])):
        place.write(services[name].url, {"repository": None, "bench_patience": "2s"})
        expect(place, name, {"webhook.signatures": (unjudged, words), "health.endpoints": (unjudged, words)})
        expect(place, name, {"webhook.idempotent": (unjudged, ["metrics", "counter", "redirect", "login"])})


def bench(place, services):
    never = (("notRun", "error"), ["never started its run"])
    place.write(services["idle"].url, {"repository": None, "bench_patience": "2s"})
    expect(place, "never starts", {item: never for item in (
        "errors.caught", "retry.backoff", "batch.first", "concurrency.limited", "definitions.cached")})
    place.write("http://127.0.0.1:9", {"repository": None, "bench_patience": "2s"})
    expect(place, "not there", {"errors.caught": (("notRun", "error"), ["does not answer", "refused"])})


def results(place, services):
    folder = place.stage.folder
    repositories.junit(folder / "e2e.xml")
    text = (folder / "e2e.xml").read_text()
    (folder / "cut.xml").write_text(text[:len(text) // 2])
    (folder / "other.json").write_text('{"name": "contacts-sync"}')
    portal = place.hubspot["portal"]
    for file, where, words in (("e2e.xml", portal + 1, [str(portal + 1)]), ("cut.xml", portal, ["cut.xml", "line"]),
                               ("other.json", portal, ["other.json", "JUnit"]), ("absent.xml", portal, ["absent.xml"])):
        place.write(services["idle"].url, {"repository": None}, [{"item": "test.sandbox", "file": file, "portal": where}])
        expect(place, f"results {file}", {"test.sandbox": (("error", "notRun"), words)})


def refused(place, name, arguments, words):
    done = place.run("check", "--pace", "0.3", *arguments)
    print(f"  {name}: exit {done.returncode}: {done.stderr.strip()}", flush=True)
    assert done.returncode == 2, (name, done.returncode, done.stdout)
    assert all(word in done.stderr for word in words), f"{name}: {done.stderr}"
    assert "Traceback" not in done.stderr and done.stderr.count("\n") <= 3


def command(place, services):
    place.write(services["idle"].url, {"repository": None})
    item, service = ("--item", "env.ignored"), ("--service", "contacts-sync")
    refused(place, "unknown item", [*service, "--item", "env.ignord"], ["env.ignord"])
    refused(place, "unknown service", ["--service", "contact-sync", *item], ["contact-sync"])
    refused(place, "unwritable report", [*service, *item, "--report", "html:/nowhere/at/all.html"], ["/nowhere/at/all.html"])
    refused(place, "unknown report", [*service, *item, "--report", "docx:report.docx"], ["docx"])
    place.workspace.write_text(place.workspace.read_text().replace('level = "A"', 'level = "S"'))
    refused(place, "wrong level", [*service, *item], ["level"])


def pipe(place, services):
    """Standard input that nobody closes holds up no item that does not read it, and no stop request."""
    place.write(services["idle"].url, {"repository": None, "logs": "stdin"})
    for item, stop in (("env.ignored", False), ("logs.forwarded", True)):
        command = subprocess.Popen(
            [place.program, "check", "--service", "contacts-sync", "--item", item, "--workspace", place.workspace,
             "--data-dir", place.stage.folder / "data"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=dict(os.environ, **place.secrets), cwd=place.stage.folder)
        if stop:
            time.sleep(3)
            assert command.poll() is None, "it waits for lines"
            command.send_signal(signal.SIGTERM)
        code = command.wait(60)
        command.communicate()
        print(f"  {item}: exit {code}", flush=True)
        assert code == (2 if stop else 1), (item, code)
    done = subprocess.run(
        [place.program, "check", "--service", "contacts-sync", "--item", "logs.forwarded", "--json", "--workspace",
         place.workspace, "--data-dir", place.stage.folder / "data"], text=True, capture_output=True, timeout=60,
        check=False, input='{"level":"info","time":1,"msg":"up"}\n' * 3 + "and no JSON\n",
        env=dict(os.environ, **place.secrets), cwd=place.stage.folder)
    assert "line 4" in done.stdout, done.stdout + done.stderr


def bad(place, _):
    place.token(["crm.objects.contacts.read"])
    services = {name: OddService(answer) for name, answer in SERVICES.items()}
    for part in (command, pipe, repository, endpoints, results, bench):
        print(f"{part.__name__}:", flush=True)
        part(place, services)
    place.hold_no_secret()
