#!/usr/bin/env python3
"""sim_command.py HUBWATCHCTL: the box in a terminal answers as its lines promise and ends cleanly."""
import json
import signal
import sys
import urllib.error
import urllib.request

from harness import Stage, get, post, until


def ask_hubspot(hubspot):
    """With the token of its line it answers; steered, it refuses; its log holds no token."""
    def details():
        request = urllib.request.Request(hubspot["url"] + "/account-info/2026-09/details",
                                         headers={"Authorization": "Bearer " + hubspot["token"]})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)

    status, body = details()
    assert (status, body["portalId"]) == (200, hubspot["portal"]), body
    post(hubspot["url"] + "/sim/weather", {"kind": "429-daily"})
    status, body = details()
    assert (status, body["policyName"]) == (429, "DAILY"), body
    log = get(hubspot["url"] + "/sim/log")
    assert [call["status"] for call in json.loads(log)["calls"]] == [200, 429], log
    assert hubspot["token"].encode() not in log, log
    assert json.loads(get(hubspot["statusPage"]))["page"]["name"] == "HubSpot"


def main(hubwatchctl):
    for stop in (signal.SIGINT, signal.SIGTERM):
        with Stage() as stage:
            sim = stage.start([hubwatchctl, "sim", "--port", "0", "--json", "--workspace-out", stage.folder / "out.toml"])
            services = {line["service"]: line["url"] for line in (json.loads(sim.next_line()) for _ in range(4))}
            assert set(services) == {"contacts-sync", "deals-sync", "webhook-receiver", "nightly-export"}, services
            assert b"hubspot_api_calls_total{endpoint=" in get(services["contacts-sync"] + "/metrics")
            assert json.loads(get(services["webhook-receiver"] + "/readiness"))["status"] == "ready"
            try:
                get(services["nightly-export"] + "/health")
                raise AssertionError("nightly-export begins crashed, yet it answered")
            except urllib.error.URLError as refused:
                assert isinstance(refused.reason, ConnectionRefusedError), refused
            hubspot = json.loads(sim.next_line())
            assert hubspot["type"] == "hubspot", hubspot
            ask_hubspot(hubspot)
            text = until("the workspace", lambda: (stage.folder / "out.toml").read_text())
            assert all(url in text for url in services.values()), text
            assert f'api = "{hubspot["url"]}"' in text, text
            sim.process.send_signal(stop)
            assert sim.wait(10) == 0, sim.complaints()
    with Stage() as stage:
        sim = stage.start([hubwatchctl, "sim", "--port", "0", "--json", "--services", "2", "--series", "300"])
        url = json.loads(sim.next_line())["url"]
        first, second = get(url + "/metrics"), get(url + "/metrics")
        changed = sum(a != b for a, b in zip(first.split(b"\n"), second.split(b"\n"), strict=True))
        assert 40 <= changed <= 80, f"{changed} of 300 series changed, expected about 60"


if __name__ == "__main__":
    main(sys.argv[1])
