#!/usr/bin/env python3
"""scrape_vs_prometheus.py HUBWATCHCTL [SECONDS]: CPU per scrape of Hubwatch and of Prometheus, on the same targets in one
run. 50 targets of 2,000 series every 5 s, a fifth of the values changing. Give it a release build; it prints, it does
not judge."""
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import Stage, query, until  # noqa: E402

TARGETS, SERIES, INTERVAL, WARM_UP = 50, 2000, 5, 12


def cpu_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(process):
    pages = int(pathlib.Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def scrapes_told(watch, after):
    """How many scrapes the lines tell of: each brings readings of one service at one instant."""
    return len({(line["service"], line["at"]) for seen, line in watch.objects()
                if seen > after and line["type"] == "reading" and line["signal"] == "api.error_rate"})


def main(hubwatchctl, seconds=60):
    with Stage() as stage:
        workspace = stage.folder / "bench.toml"
        sim = stage.start([hubwatchctl, "sim", "--port", "0", "--json", "--services", TARGETS, "--series", SERIES,
                           "--change", "0.2", "--workspace-out", workspace])
        urls = [json.loads(sim.next_line())["url"] for _ in range(TARGETS)]
        until("the workspace", workspace.exists)
        prometheus = stage.prometheus(urls, f"{INTERVAL}s")
        watch = stage.start([hubwatchctl, "watch", "--for", f"{seconds + WARM_UP + 10}s", "--json", "--workspace",
                             workspace, "--data-dir", stage.folder / "store"])
        programs = {"prometheus": stage.prometheus_program.process, "hubwatch": watch.process}
        time.sleep(WARM_UP)
        began = time.time()
        before = {name: cpu_seconds(process) for name, process in programs.items()}
        time.sleep(seconds)
        ended = time.time()
        spent = {name: cpu_seconds(process) - before[name] for name, process in programs.items()}
        scrapes = {"prometheus": query(prometheus, f"sum(count_over_time(up[{round(ended - began)}s]))", ended) or 0,
                   "hubwatch": scrapes_told(watch, began)}
        print(f"{TARGETS} targets x {SERIES} series every {INTERVAL} s for {ended - began:.0f} s, 20 % changing")
        for name, process in programs.items():
            assert scrapes[name], f"{name} did not scrape\n{watch.complaints()}"
            print(f"{name:>11}: {1000 * spent[name] / scrapes[name]:.2f} ms CPU a scrape, {scrapes[name]:.0f} scrapes, "
                  f"{spent[name]:.2f} s CPU, {resident_megabytes(process):.0f} MB resident")
        ratio = (spent["hubwatch"] / scrapes["hubwatch"]) / (spent["prometheus"] / scrapes["prometheus"])
        print(f"      ratio: {ratio:.2f} (limit 0.50)")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
