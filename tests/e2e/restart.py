#!/usr/bin/env python3
"""restart.py HUBWATCHCTL HOW: the clock of a pending alert goes on after a restart and never starts over.

HOW is "ended": SIGTERM and back at once; or "killed": kill -9 and seventeen seconds down, which do not count."""
import signal
import sys
import time

from failing_service import FailingService, workspace
from harness import Stage, until

HOLD = 30
HELD = 22.5  # of it, before the program ends
INTERVAL = 5


def changes(watch, to):
    return [seen for seen, line in watch.objects()
            if line["type"] == "alert" and line["rule"] == "half fails" and line["to"] == to]


def readings(watch, name):
    return [line for _, line in watch.objects() if line["type"] == "reading" and line["signal"] == name]


def main(hubwatchctl, how):
    service = FailingService()
    with Stage() as stage:
        path = stage.folder / "hubwatch.toml"
        path.write_text(workspace(service.url, hold=HOLD))

        def start():
            return stage.start([hubwatchctl, "watch", "--json", "--workspace", path, "--data-dir", stage.folder / "store"])

        first = start()
        pending = until("pending", lambda: changes(first, "pending"))[0]
        time.sleep(pending + HELD - time.time())
        assert not changes(first, "firing"), "fired before its time"
        if how == "ended":
            first.process.send_signal(signal.SIGTERM)
            assert first.wait(10) == 0, f"ended with {first.process.returncode}: {first.complaints()}"
        else:
            first.process.kill()
            first.wait(10)
            time.sleep(17)

        second = start()
        # Starting takes seconds on a busy machine: the clock can go on from the first poll only.
        begun = until("a reading after the restart", lambda: [seen for seen, _ in second.objects()])[0]
        fired = until("firing after the restart", lambda: changes(second, "firing"))[0]
        assert not changes(second, "pending"), "the clock started over"
        print(f"pending for {begun - pending:.1f} s, fired {fired - begun:.1f} s after the restart")
        for name in ("api.error_rate", "api.latency_p99"):
            assert readings(second, name)[0]["value"] is not None, f"{name} was not known at once: {readings(second, name)[0]}"
        # What was held is stored each second; the time it was down counts for nothing. Polls come every five seconds.
        assert 4 <= fired - begun < HOLD - 1, "down time counted, or held time was lost"


if __name__ == "__main__":
    main(*sys.argv[1:3])
