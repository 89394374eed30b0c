#!/usr/bin/env python3
"""limiter_bench.py HUBWATCHCTL LIMITER_BENCH [SECONDS]: Hubwatch's limiter and Bottleneck with the handbook's settings, each
reading contacts in batches of 100 from a HubSpot of its own (hubwatchctl sim), which counts arrivals in a strict rolling
window and answers within 100 to 300 ms. All run side by side. It prints, it does not judge."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))
from harness import Stage, get, need, post  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent / "bottleneck"
LEAST, MOST, WINDOW, FIRST, INPUTS = 100, 300, 10, 80, 100
RUNS = [  # the account's limit, who calls, in flight
    (80, "Hubwatch", 5), (80, "Bottleneck", 5), (190, "Hubwatch", 5), (190, "Hubwatch", 8), (190, "Bottleneck", 5)]


class HubSpot:
    """hubwatchctl sim with that limit, and the body of a call that reads a hundred of its contacts."""

    def __init__(self, stage, hubwatchctl, limit):
        self.program = stage.start([hubwatchctl, "sim", "--json", "--port", "0"])
        said = {}
        while said.get("type") != "hubspot":
            said = json.loads(self.program.next_line())
        self.url, self.token = said["url"], said["token"]
        post(self.url + "/sim/records", {"type": "contacts", "add": INPUTS})
        request = urllib.request.Request(f"{self.url}/crm/objects/2026-09/contacts?limit={INPUTS}",
                                         headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            contacts = json.load(answer)["results"]
        assert len(contacts) == INPUTS
        self.body = stage.folder / f"body-{self.program.process.pid}.json"
        self.body.write_text(json.dumps({"properties": ["email", "lifecyclestage"],
                                         "inputs": [{"id": one["id"]} for one in contacts]}))
        post(self.url + "/sim/limits", {"tenSecondly": limit, "dailyUsed": 0})
        post(self.url + "/sim/latency", {"fromMs": LEAST, "toMs": MOST})
        post(self.url + "/sim/forget", {})

    def seen(self, seconds):
        """Accepted within the time, refused, and the most it ever counted in a window, refused ones included."""
        calls = json.loads(get(self.url + "/sim/log"))["calls"]
        in_time = [call for call in calls if call["at"] - calls[0]["at"] < seconds * 1000]
        accepted = sum(call["status"] == 200 for call in in_time)
        peak = json.loads(get(self.url + "/sim/peak"))
        return accepted, peak["refused"], peak["largest"]


class Run:
    def __init__(self, stage, hubwatchctl, bench, seconds, limit, who, in_flight):
        self.limit, self.who, self.in_flight, self.seconds = limit, who, in_flight, seconds
        self.hubspot = HubSpot(stage, hubwatchctl, limit)
        url = self.hubspot.url + "/crm/objects/2026-09/contacts/batch/read"
        command = ([bench, url, f"{limit}/{WINDOW}s", str(in_flight), str(seconds), str(FIRST), self.hubspot.body]
                   if who == "Hubwatch"
                   else [need("node", "nodejs"), HERE / "handbook.js", url, str(seconds), str(FIRST), self.hubspot.body])
        self.client = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=stage.folder,
                                       env=dict(os.environ, HUBWATCH_BENCH_TOKEN=self.hubspot.token))

    def told(self):
        took = json.loads(self.client.stdout.readline())["firstTook"]
        _, code, usage = os.wait4(self.client.pid, 0)
        self.client.returncode = os.waitstatus_to_exitcode(code)
        accepted, refused, largest = self.hubspot.seen(self.seconds)
        share = 100 * accepted / (self.limit * self.seconds / WINDOW)
        first = f"{took / 1000:.1f} s" if took else "-"
        return (f"{f'{self.limit}/{WINDOW}s':9}{self.who:12}{self.in_flight:9}{accepted:10}{share:9.2f} %"
                f"{refused:7}{largest:9}{first:>10}{usage.ru_utime + usage.ru_stime:9.2f} s")


def main(hubwatchctl, bench, seconds=150):
    with Stage() as stage:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, stage.folder)
        subprocess.run([need("npm", "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=stage.folder,
                       check=True, stdout=subprocess.DEVNULL)
        runs = [Run(stage, hubwatchctl, bench, seconds, *run) for run in RUNS]
        print(f"of limit: batch reads of {INPUTS} contacts accepted within {seconds} s of the first arrival, of "
              f"limit x {seconds / WINDOW:g} windows")
        print(f"largest: most arrivals HubSpot counted in any {WINDOW} s, refused ones too; the first {FIRST} calls "
              f"({FIRST * INPUTS} records) take {FIRST * (LEAST + MOST) / 2 / 5 / 1000:.1f} s at best with 5 in flight")
        print(f"{'limit':9}{'who':12}{'in flight':>9}{'accepted':>10}{'of limit':>11}{'429s':>7}{'largest':>9}"
              f"{f'first {FIRST}':>10}{'CPU':>11}")
        for run in runs:
            print(run.told(), flush=True)


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:3]), *map(int, sys.argv[3:4]))
