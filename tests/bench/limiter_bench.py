#!/usr/bin/env python3
"""limiter_bench.py LIMITER_BENCH [SECONDS]: Hubwatch's limiter and Bottleneck with the handbook's settings, each against a
server of its own that counts arrivals in a strict rolling window and answers within 100 to 300 ms. All run side by side.
It prints, it does not judge."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import need  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent / "bottleneck"
LEAST, MOST, WINDOW, FIRST = 100, 300, 10, 80
RUNS = [  # the server's limit, who calls, in flight
    (80, "Hubwatch", 5), (80, "Bottleneck", 5), (190, "Hubwatch", 5), (190, "Hubwatch", 8), (190, "Bottleneck", 5)]


class Run:
    def __init__(self, bench, folder, seconds, limit, who, in_flight):
        self.limit, self.who, self.in_flight, self.seconds = limit, who, in_flight, seconds
        node = need("node", "nodejs")
        self.server = subprocess.Popen(
            [node, HERE / "strict_server.js", *map(str, (limit, WINDOW * 1000, LEAST, MOST, seconds))],
            stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{self.server.stdout.readline().strip()}"
        url = self.url + "/crm/objects/2026-09/contacts/batch/read"
        command = ([bench, url, f"{limit}/{WINDOW}s", str(in_flight), str(seconds), str(FIRST)] if who == "Hubwatch"
                   else [node, HERE / "handbook.js", url, str(seconds), str(FIRST)])
        self.client = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder)

    def told(self):
        took = json.loads(self.client.communicate()[0])["firstTook"]
        with urllib.request.urlopen(self.url + "/told", timeout=10) as answer:
            seen = json.load(answer)
        self.server.terminate()
        self.server.wait()
        share = 100 * seen["accepted"] / (self.limit * self.seconds / WINDOW)
        first = "-" if took is None else f"{took / 1000:.1f} s"
        return (f"{f'{self.limit}/{WINDOW}s':9}{self.who:12}{self.in_flight:9}{seen['accepted']:10}{share:9.2f} %"
                f"{seen['refused']:7}{seen['worst']:8}{first:>16}")


def main(bench, seconds=150):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        subprocess.run([need("npm", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        runs = [Run(bench, folder, seconds, *run) for run in RUNS]
        ideal = FIRST * (LEAST + MOST) / 2 / 5 / 1000
        print(f"{seconds} s; the first {FIRST} calls take {ideal:.1f} s at best with five in flight")
        print(f"{'limit':9}{'who':12}{'in flight':>9}{'accepted':>10}{'of limit':>11}{'429s':>7}{'worst':>8}"
              f"{f'first {FIRST}':>16}")
        for run in runs:
            print(run.told())


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
