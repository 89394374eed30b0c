"""The repositories of the sample services, and the results of their tests, made afresh: a token that stood in our own
tree would be found there, too, and results must be of today."""
import datetime
import json
import os
import shutil
import subprocess
import uuid

from harness import HERE, need

ENVIRONMENT = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="A. Team",
                   GIT_AUTHOR_EMAIL="team@example.test", GIT_COMMITTER_NAME="A. Team",
                   GIT_COMMITTER_EMAIL="team@example.test")


def token():
    return f"pat-na1-{uuid.uuid4()}"


def git(folder, *arguments):
    subprocess.run([need("git", "git"), *arguments], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)


def commit(folder, message, **files):
    for name, text in files.items():
        path = folder / {"ignore": ".gitignore", "env": ".env", "example": ".env.example"}.get(name, f"src/{name}.js")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def begun(folder):
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    shutil.copy(HERE / "sample_services/package.json", folder)
    (folder / "README.md").write_text("# Contacts sync\n\nThe token looks like pat-na1-xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.\n")
    return folder


def right(folder):
    """The token comes from the environment; .env is ignored, though there is one with a token in it."""
    begun(folder)
    commit(folder, "begin", ignore="node_modules/\n.env\n.env.*\n!.env.example\n",
           example="HUBSPOT_ACCESS_TOKEN=\nHUBSPOT_CLIENT_SECRET=\n",
           config="module.exports = { token: () => process.env.HUBSPOT_ACCESS_TOKEN };\n")
    commit(folder, "sync contacts", server=(HERE / "sample_services/right.js").read_text())
    (folder / ".env").write_text(f"HUBSPOT_ACCESS_TOKEN={token()}\n")
    return folder


def wrong(folder):
    """A token was committed and taken out again, so that the history still tells it; .env is tracked. Answers the token,
    too."""
    begun(folder)
    leaked = token()
    commit(folder, "begin", env="PORT=3000\nLOG_LEVEL=debug\n",
           config=f"module.exports = {{\n  port: 3000,\n  token: '{leaked}',\n}};\n")
    commit(folder, "take the token out", config="module.exports = { token: process.env.HUBSPOT_ACCESS_TOKEN };\n",
           server=(HERE / "sample_services/wrong.js").read_text())
    return folder, leaked


def shallow(folder, of):
    git(of.parent, "clone", "--quiet", "--depth", "1", of.as_uri(), str(folder))
    return folder


def now():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def junit(path, failed=()):
    """As jest-junit writes it, of twelve tests."""
    names = ["creates contacts", "updates contacts", "keeps what it may not change", "merges doubles", "takes events",
             "takes an event once", "refuses unsigned events", "survives 429", "survives 500", "renews its token",
             "is ready", "is not ready without HubSpot"]
    stamp = (now() - datetime.timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%S")
    cases = "".join(
        f'    <testcase classname="contacts sync against the sandbox" name="{name}" time="1.25">'
        + ('<failure>Error: expected 600 contacts, found 599\n    at sync.test.js:42:7</failure>' if name in failed else "")
        + "</testcase>\n" for name in names)
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="jest tests" tests="{len(names)}" failures="{len(failed)}" errors="0" time="15.31">\n'
        f'  <testsuite name="contacts sync against the sandbox" errors="0" failures="{len(failed)}" skipped="0" '
        f'timestamp="{stamp}" time="15.31" tests="{len(names)}">\n{cases}  </testsuite>\n</testsuites>\n')
    return path


def k6(path, requests=12000, failed=6, p99=1210.4):
    """What `k6 run --summary-export` leaves: no word of when or where, failures counted as `passes` of their check."""
    path.write_text(json.dumps({
        "metrics": {
            "http_reqs": {"count": requests, "rate": requests / 300},
            "http_req_failed": {"passes": failed, "fails": requests - failed, "value": failed / requests},
            "http_req_duration": {"avg": 212.4, "min": 48.2, "med": 190.0, "max": 2410.7, "p(90)": 402.1,
                                  "p(95)": 611.9, "p(99)": p99},
            "iterations": {"count": requests, "rate": requests / 300},
            "vus_max": {"value": 5, "min": 5, "max": 5}},
        "root_group": {"name": "", "path": "", "id": "d41d8cd98f00b204e9800998ecf8427e", "groups": {}, "checks": {}}}))
    return path


def autocannon(path, good=5200, bad=2800):
    """`autocannon --json`, of a service that cannot bear it."""
    end = now() - datetime.timedelta(minutes=20)
    path.write_text(json.dumps({
        "title": "contacts sync", "url": "http://127.0.0.1:3000/sync", "socketPath": None,
        "requests": {"average": 266.7, "mean": 266.7, "stddev": 40.1, "min": 120, "max": 330, "total": good + bad,
                     "p50": 270, "p99": 330, "sent": good + bad + 10},
        "latency": {"average": 2140.2, "mean": 2140.2, "stddev": 900.3, "min": 310, "max": 9800, "p50": 1900, "p90": 4100,
                    "p97_5": 6200, "p99": 7400},
        "throughput": {"average": 40210, "mean": 40210, "stddev": 900, "min": 30100, "max": 48000, "total": 1206300},
        "errors": 12, "timeouts": 12, "mismatches": 0, "duration": 30.05, "resets": 0, "non2xx": bad,
        "1xx": 0, "2xx": good, "3xx": 0, "4xx": 0, "5xx": bad, "statusCodeStats": {"202": {"count": good},
                                                                                     "500": {"count": bad}},
        "connections": 50, "pipelining": 1, "workers": 0, "start": (end - datetime.timedelta(seconds=30)).isoformat(
            timespec="milliseconds").replace("+00:00", "Z"),
        "finish": end.isoformat(timespec="milliseconds").replace("+00:00", "Z")}))
    return path
