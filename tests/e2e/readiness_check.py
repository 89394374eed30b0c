#!/usr/bin/env python3
"""readiness_check.py HUBWATCHCTL MODULES right|wrong|handbook|bad [WINDOW]: the production checklist on services of a team.

With WINDOW, the program tests/window/readiness_window, `right` and `wrong` are run from the window and not by hubwatchctl.

`right` gets 15 of 15, `wrong` 0 of 15 and each for its own reason, the `handbook`'s retry is a warning that names both
of its faults; `bad` is bad input from end to end. HubSpot, PagerDuty and Slack are those of `hubwatchctl sim`."""
import csv
import io
import json
import os
import subprocess
import sys
import time
import xml.dom.minidom

import sample_repositories as repositories
from fake_datadog import FakeDatadog
from harness import Stage, free_port, until
from readiness_bad_input import EFFECT, bad
from sample_service import SampleService, ask

PACE = "0.3"
SLOWER = "0.5"  # the handbook waits four seconds before its last attempt, which must be within the phase
ITEMS = ["secrets.managed", "webhook.signatures", "env.ignored", "scopes.minimal", "errors.caught", "retry.backoff",
         "webhook.idempotent", "batch.first", "concurrency.limited", "definitions.cached", "logs.forwarded",
         "alerts.set", "health.endpoints", "test.sandbox", "test.load"]
IMPORTED = ["test.sandbox", "test.load"]
NEEDED = ["crm.objects.contacts.read", "crm.objects.contacts.write", "crm.schemas.contacts.read"]
REPORTS = {"html": "readiness.html", "md": "readiness.md", "json": "readiness.json", "junit": "readiness.xml",
           "sarif": "readiness.sarif", "csv": "readiness.csv"}

# What `wrong` is to be told, item by item: words of the verdict or of its facts.
REASONS = {
    "secrets.managed": ["src/config.js"],
    "webhook.signatures": ["without a signature", "was accepted with 200"],
    "env.ignored": [".env", "tracked"],
    "scopes.minimal": ["more than needed", "crm.objects.companies.write"],
    "errors.caught": ["the process was gone"],
    "retry.backoff": ["Retry-After in seconds", "although 1"],
    "webhook.idempotent": ["the same event sent twice", f"moved {EFFECT} by 2"],
    "batch.first": ["0 % of", "by batch calls"],
    "concurrency.limited": ["in flight"],
    "definitions.cached": ["contacts properties", " times"],
    "logs.forwarded": ["a secret in plain text"],
    "alerts.set": ["no route takes it"],
    "health.endpoints": ["/readiness while the token is refused", "200, before 200"],
    "test.sandbox": ["12 tests run, 1 failed"],
    "test.load": ["35.1 % failed"],
}


class Place:
    """The simulated world, a workspace and the command on it."""

    def __init__(self, stage, program):
        self.stage, self.program = stage, program
        sim = stage.start([program, "sim", "--json", "--port", "0"])
        until("the simulated world", lambda: {"hubspot", "pager", "slack"} <= {line["type"] for _, line in sim.objects()})
        said = {line["type"]: line for _, line in sim.objects()}
        self.hubspot, self.pager, self.slack = said["hubspot"], said["pager"], said["slack"]
        self.bench = free_port()
        self.secrets = {"E2E_CLIENT_SECRET": "0d1f5b1c-client-secret-of-the-tests", "E2E_PAGER": self.pager["routingKey"],
                        "E2E_SLACK": self.slack["webhook"], "E2E_DD": "", "E2E_DD_APPLICATION": ""}
        self.workspace = stage.folder / "hubwatch.toml"
        self.told = []

    def token(self, scopes):
        status, body = ask(f"{self.hubspot['url']}/sim/tokens", json.dumps(
            {"kind": "private-app", "name": "contacts sync", "scopes": scopes}).encode(),
            {"Content-Type": "application/json"})
        assert status == 200, body
        self.secrets["E2E_TOKEN"] = json.loads(body)["token"]
        return self.secrets["E2E_TOKEN"]

    def service(self, kind, modules, **more):
        return SampleService(self.stage, kind, modules, f"http://127.0.0.1:{self.bench}", self.secrets["E2E_TOKEN"],
                             self.secrets["E2E_CLIENT_SECRET"], **more)

    def write(self, service, checklist, proofs=(), routes=True):
        """checklist overrides the keys of the [[checklist]]; None leaves one out."""
        keys = {
            "service": "contacts-sync", "level": "A", "owner": "team sync", "repository": "repository",
            "allow": ["tests/fixtures/**"], "scopes": NEEDED, "test_url": service, "test_metrics": "/metrics",
            "test_health": "/health", "test_readiness": "/readiness", "webhook": "/webhooks/hubspot",
            "webhook_secret": "env:E2E_CLIENT_SECRET", "webhook_versions": ["v3"], "webhook_effect": EFFECT,
            "bench_port": self.bench, "bench_start": "POST /sync", "bench_patience": "30s", "test_fired": "90d",
            "sandbox": "sandbox", "watch": "6h"} | checklist
        text = (f'version = 1\n\n[[accounts]]\nname = "sandbox"\nkind = "sandbox"\ncredential = "env:E2E_TOKEN"\n'
                f'api = "{self.hubspot["url"]}"\nportal = {self.hubspot["portal"]}\n\n'
                f'[[services]]\nname = "contacts-sync"\nurl = "{service}"\naccount = "sandbox"\n\n')
        if routes:
            text += (f'[[routes]]\nname = "oncall"\nkind = "pagerduty"\nkey = "env:E2E_PAGER"\n'
                     f'url = "{self.pager["url"]}"\n\n[[routes]]\nname = "team"\nkind = "slack"\nkey = "env:E2E_SLACK"\n\n')
        text += "[[checklist]]\n" + "".join(
            f"{key} = {json.dumps(value)}\n" for key, value in keys.items() if value is not None)
        for proof in proofs:
            text += '\n[[proofs]]\nservice = "contacts-sync"\n' + "".join(
                f"{key} = {json.dumps(value)}\n" for key, value in proof.items())
        self.workspace.write_text(text)

    def run(self, *arguments, seconds=170):
        done = subprocess.run([self.program, *arguments, "--workspace", self.workspace, "--data-dir",
                               self.stage.folder / "data"], text=True, capture_output=True, timeout=seconds, check=False,
                              env=dict(os.environ, **self.secrets), cwd=self.stage.folder, stdin=subprocess.DEVNULL)
        self.told.append(done.stdout + done.stderr)
        return done

    def check(self, *arguments, pace=PACE):
        """Exit code, and the one object it told."""
        begun = time.monotonic()
        done = self.run("check", "--service", "contacts-sync", "--json", "--pace", pace, *arguments)
        print(f"  check: exit {done.returncode} after {time.monotonic() - begun:.0f} s", flush=True)
        assert done.stdout.startswith("{"), done.stdout + done.stderr
        return done.returncode, json.loads(done.stdout)

    def window(self, program):
        """What the window's rows say once all of it was run by its button."""
        begun = time.monotonic()
        done = subprocess.run([program], text=True, capture_output=True, timeout=400, check=False, cwd=self.stage.folder,
                              stdin=subprocess.DEVNULL, env=dict(os.environ, QT_QPA_PLATFORM="offscreen",
                                                                 HUBWATCH_WINDOW_FOLDER=str(self.stage.folder),
                                                                 **self.secrets))
        self.told.append(done.stdout + done.stderr)
        print(f"  window: exit {done.returncode} after {time.monotonic() - begun:.0f} s", flush=True)
        assert done.returncode == 0, done.stdout + done.stderr
        (told,) = [json.loads(line[5:]) for line in done.stdout.splitlines() if line.startswith("told ")]
        print("\n".join(f"  {item:<20} {word}" for item, word in told["rows"].items()), flush=True)
        assert sorted(told["rows"]) == sorted(ITEMS), told
        return told

    def hold_no_secret(self, *more):
        files = [path.read_text(errors="replace") for path in self.stage.folder.rglob("*")
                 if path.is_file() and (path.name.startswith("readiness") or "data" in path.parts)]
        for secret in [*self.secrets.values(), *more]:
            assert not secret or not any(secret in text for text in self.told + files), "it said a secret"


def text_of(item):
    facts = item["evidence"].get("facts", [])
    return " | ".join([item["words"]] + [f"{fact['name']}: {fact['got']}" for fact in facts] + [
        f"{finding['file']} {finding['text']}" for finding in item["evidence"].get("findings", [])])


def table(told):
    return "\n".join(f"  {item['id']:<20} {item['outcome']:<8} {item['words']}" for item in told["items"])


def reports(place):
    return [option for kind, name in REPORTS.items() for option in ("--report", f"{kind}:{place.stage.folder / name}")]


def read_reports(place, told):
    """Each is well formed and tells of all items; their schemas are held by tests of their own."""
    read = {kind: (place.stage.folder / name).read_text() for kind, name in REPORTS.items()}
    cases = xml.dom.minidom.parseString(read["junit"]).getElementsByTagName("testcase")
    failed = sum(1 for case in cases if case.getElementsByTagName("failure") or case.getElementsByTagName("error"))
    assert (len(cases), failed) == (len(ITEMS), told["counts"]["fail"]), (len(cases), failed)
    assert "http" not in read["html"].partition("</style>")[0] and len(json.loads(read["sarif"])["runs"]) == 1
    assert json.loads(read["json"]) and len(list(csv.reader(io.StringIO(read["csv"])))) > len(ITEMS)
    assert all(item["id"] in read[kind] for item in told["items"] for kind in ("junit", "sarif", "csv", "json"))


def right(place, modules, window=None):
    place.token(NEEDED)
    service = place.service("right", modules, RETRY_BASE_MS="150")
    datadog = FakeDatadog(service.logs)
    place.secrets |= {"E2E_DD": datadog.key, "E2E_DD_APPLICATION": datadog.application_key}
    repositories.right(place.stage.folder / "repository")
    tests = repositories.junit(place.stage.folder / "e2e.xml")
    load = repositories.k6(place.stage.folder / "load.json")
    place.write(service.url, {
        "logs": f"file:{service.logs}", "logs_seen": "datadog:service:contacts-sync", "datadog": datadog.url,
        "datadog_key": "env:E2E_DD", "datadog_application_key": "env:E2E_DD_APPLICATION"}, [
        {"item": "test.sandbox", "file": tests.name, "portal": place.hubspot["portal"]},
        {"item": "test.load", "file": load.name, "portal": place.hubspot["portal"],
         "day": repositories.now().date().isoformat()}])
    for route in ("oncall", "team"):
        fired = place.run("rules", "test-fire", route)
        assert fired.returncode == 0, fired.stdout + fired.stderr
    if window:
        told = place.window(window)
        assert set(told["rows"].values()) == {"pass"} and told["figure"] == "15", told
        place.hold_no_secret()
        return
    code, told = place.check(*reports(place))
    print(table(told), flush=True)
    assert [item["id"] for item in told["items"]] == ITEMS
    assert told["counts"]["pass"] == 15 and told["ready"] is True and code == 0, told["counts"]
    kinds = {item["id"]: item["evidence"]["kind"] for item in told["items"]}
    assert all((kinds[item] == "import") == (item in IMPORTED) for item in ITEMS), kinds
    assert all(kind in ("import", "probe", "bench") for kind in kinds.values()), kinds
    read_reports(place, told)
    place.hold_no_secret()
    assert service.deaths == 0


def wrong(place, modules, window=None):
    place.token(NEEDED + ["crm.objects.companies.write", "crm.objects.deals.read"])
    service = place.service("wrong", modules, restart_after=0.3)
    _, leaked = repositories.wrong(place.stage.folder / "repository")
    tests = repositories.junit(place.stage.folder / "e2e.xml", ["takes an event once"])
    load = repositories.autocannon(place.stage.folder / "load.json")
    place.write(service.url, {"logs": f"file:{service.logs}"}, [
        {"item": "test.sandbox", "file": tests.name, "portal": place.hubspot["portal"]},
        {"item": "test.load", "file": load.name, "portal": place.hubspot["portal"]}], routes=False)
    if window:
        told = place.window(window)
        assert set(told["rows"].values()) == {"fail"} and told["figure"] == "0", told
        place.hold_no_secret(leaked)
        return
    code, told = place.check(*reports(place))
    print(table(told), flush=True)
    assert [item["id"] for item in told["items"]] == ITEMS
    assert told["counts"]["fail"] == 15 and told["ready"] is False and code == 1, told["counts"]
    for item in told["items"]:
        for reason in REASONS[item["id"]]:
            assert reason in text_of(item), f"{item['id']}: {reason!r} is not in: {text_of(item)}"
    (secrets,) = [item for item in told["items"] if item["id"] == "secrets.managed"]
    assert secrets["evidence"]["findings"][0]["commit"], "it is in the history alone"
    read_reports(place, told)
    place.hold_no_secret(leaked)
    assert service.deaths >= 1


def handbook(place, modules):
    place.token(NEEDED)
    service = place.service("handbook", modules)
    place.write(service.url, {"repository": None})
    code, told = place.check("--item", "retry.backoff", "--item", "batch.first", "--item", "errors.caught",
                             pace=SLOWER)
    print(table(told), flush=True)
    items = {item["id"]: item for item in told["items"]}
    assert items["batch.first"]["outcome"] == "pass", items["batch.first"]
    assert items["errors.caught"]["outcome"] == "pass", items["errors.caught"]
    backoff = items["retry.backoff"]
    facts = {fact["name"]: fact for fact in backoff["evidence"]["facts"]}
    assert backoff["outcome"] == "warn", text_of(backoff)
    # It never jitters,
    assert facts["jitter"]["outcome"] == "warn" and "the same for all" in facts["jitter"]["got"], text_of(backoff)
    # and reads Retry-After as an integer: a date is none, and of a fraction the whole part is left.
    assert facts["Retry-After in seconds"]["outcome"] == "pass", text_of(backoff)
    for form in ("as an HTTP-date", "with a fraction"):
        assert "although" in facts[f"Retry-After {form}"]["got"], text_of(backoff)
    assert "jitter" in backoff["words"] and "Retry-After as an HTTP-date" in backoff["words"], backoff["words"]
    assert facts["gaps between repeats"]["outcome"] == "pass", text_of(backoff)
    place.hold_no_secret()


CASES = {"right": right, "wrong": wrong, "handbook": handbook, "bad": bad}

if __name__ == "__main__":
    with Stage() as temporary:
        CASES[sys.argv[3]](Place(temporary, sys.argv[1]), *sys.argv[2:3], *sys.argv[4:])
    print(f"{sys.argv[3]}: as expected", flush=True)
