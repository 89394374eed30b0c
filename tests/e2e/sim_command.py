#!/usr/bin/env python3
"""sim_command.py HUBWATCHCTL: the box in a terminal answers as its lines promise and ends cleanly."""
import json
import signal
import sys
import urllib.error

from harness import Stage, get, until


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
            text = until("the workspace", lambda: (stage.folder / "out.toml").read_text())
            assert all(url in text for url in services.values()), text
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
