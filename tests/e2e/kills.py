#!/usr/bin/env python3
"""kills.py HUBWATCHCTL: killed ten times at any moment of watching, the next start opens and goes on."""
import json
import random
import sys
import time

from failing_service import FailingService, workspace
from harness import Stage, until

KILLS = 10


def values(watch):
    return [line["value"] for _, line in watch.objects()
            if line["type"] == "reading" and line["signal"] == "api.error_rate"]


def main(hubwatchctl):
    service = FailingService()
    chance = random.Random(20261123)
    with Stage() as stage:
        path = stage.folder / "hubwatch.toml"
        path.write_text(workspace(service.url))

        def start():
            return stage.start([hubwatchctl, "watch", "--json", "--workspace", path, "--data-dir", stage.folder / "store"])

        first = start()
        until("two polls", lambda: len(values(first)) >= 2)
        runs = [first]
        for _ in range(KILLS):
            runs[-1].process.kill()
            runs[-1].wait(10)
            runs.append(start())
            time.sleep(chance.uniform(0.05, 2.5))
        until("a reading after ten kills", lambda: values(runs[-1]))
        assert values(runs[-1])[0] is not None, "windows did not go on"
        for watch in runs:
            assert not watch.complaints(), watch.complaints()
            for _, text in watch.lines[:-1]:
                json.loads(text)


if __name__ == "__main__":
    main(sys.argv[1])
