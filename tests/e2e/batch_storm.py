#!/usr/bin/env python3
"""batch_storm.py HUBWATCHCTL [ROWS] [KILLS] [SEED] [hard]: updates and creates through a storm, killed again and again.

Killed with -9 at any moment and resumed each time, a job ends with every row in one pile, and HubSpot holds each change
once: nothing lost, nothing doubled. `hard` adds calls that hang, which cost their whole timeout."""
import json
import os
import random
import subprocess
import sys
import time
import urllib.request

from harness import Stage, until

GAP = (0.2, 4.0)  # seconds between two kills
KINDS = ["429", "503", "reset", "lost", "late"]
HANGING = ["lost-hang", "hang"]


class Bench:
    """A HubSpot in a box with an account on it, and the command that works on it."""

    def __init__(self, stage, program):
        self.stage = stage
        self.program = program
        sim = stage.start([program, "sim", "--port", "0", "--json"])
        self.hubspot = until("HubSpot's introduction", lambda: next(
            (said for _, said in sim.objects() if said["type"] == "hubspot"), None))
        self.environment = dict(os.environ, HUBWATCH_STORM=self.hubspot["token"])
        self.workspace = stage.folder / "hubwatch.toml"
        self.workspace.write_text(f'version = 1\n[[accounts]]\nname = "prod"\ncredential = "env:HUBWATCH_STORM"\n'
                                  f'api = "{self.hubspot["url"]}"\n')

    def say(self, place, **words):
        request = urllib.request.Request(f"{self.hubspot['url']}/sim/{place}", json.dumps(words).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def ask(self, path):
        with urllib.request.urlopen(f"{self.hubspot['url']}/sim/{path}", timeout=300) as answer:
            return json.load(answer)

    def values(self, properties):
        return [one["values"] for one in self.ask(f"values?type=contacts&property={properties}")["values"]]

    def command(self, *arguments):
        return [self.program, "batch", *arguments, "--workspace", self.workspace, "--data-dir",
                self.stage.folder / "store", "--json"]

    def jobs(self):
        done = subprocess.run(self.command("status"), text=True, capture_output=True, timeout=60, env=self.environment,
                              check=False)
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def begin(self, *arguments):
        return self.stage.start(self.command(*arguments, "--confirm", str(self.hubspot["portal"])), self.environment)


def drive(bench, first, kills, chance):
    """Runs the job and kills whoever works on it so many times; answers its last line and how often it was killed."""
    known = {job["id"] for job in bench.jobs()}
    work = bench.begin(*first)
    killed = 0
    while killed < kills:
        try:
            work.process.wait(chance.uniform(*GAP))
            break
        except subprocess.TimeoutExpired:
            work.process.kill()
            work.wait(10)
            killed += 1
        job = next((job for job in bench.jobs() if job["id"] not in known and "problem" not in job), None)
        if job and job["phase"] == "finished":
            return job, killed
        # Killed before the job was written down, nothing has been sent: the command begins anew.
        work = bench.begin("resume", job["id"]) if job else bench.begin(*first)
    work.wait(3600)
    lines = [said for _, said in work.objects() if said["type"] == "job"]
    assert lines, f"no last line; it said {work.lines[-3:]}\n{work.complaints()}"
    assert work.process.returncode in (0, 1), f"{work.process.returncode}: {work.complaints()}"
    return lines[-1], killed


def check_piles(job, rows):
    assert job["phase"] == "finished", job
    piles = {pile: job[pile] for pile in ("done", "failed", "unknown", "skipped")}
    assert job["rows"] == rows and sum(piles.values()) == rows, f"{rows} rows went in, these came out: {piles}"
    assert piles["failed"] == 0 and piles["unknown"] == 0, f"all of them could be done: {job}"
    return piles


def update(bench, rows, kills, chance):
    added = bench.say("records", type="contacts", add=rows, set={"external_id": "up-{n}", "city": "before"})
    table = bench.stage.folder / "update.csv"
    table.write_text("id,city\n" + "".join(f"{int(added['first']) + i},after-{i + 1}\n" for i in range(rows)))
    job, killed = drive(bench, ["run", table, "--account", "prod", "--object", "contacts", "--operation", "update", "--id",
                                "id", "--map", "city=city"], kills, chance)
    piles = check_piles(job, rows)
    cities = {one["external_id"]: one["city"] for one in bench.values("external_id,city") if one["external_id"]}
    wrong = [i for i in range(1, rows + 1) if cities[f"up-{i}"] != f"after-{i}"]
    assert not wrong, f"{len(wrong)} of {rows} rows are not as the file has them, the first is row {wrong[0]}"
    return piles, killed


def create(bench, rows, kills, chance):
    before = bench.ask("count?type=contacts")
    table = bench.stage.folder / "create.csv"
    table.write_text("key,email,lastname\n"
                     + "".join(f"new-{i},new-{i}@example.test,Storm-{i}\n" for i in range(1, rows + 1)))
    job, killed = drive(bench, ["run", table, "--account", "prod", "--object", "contacts", "--operation", "create", "--map",
                                "key=external_id", "--map", "email=email", "--map", "lastname=lastname"], kills, chance)
    piles = check_piles(job, rows)
    after = bench.ask("count?type=contacts&property=lastname")
    assert after["created"] - before["created"] == rows, f"{rows} rows made {after['created'] - before['created']} records"
    assert after["live"] - before["live"] == rows and after["doubles"] == 0, after
    made = {one["external_id"]: one for one in bench.values("external_id,email,lastname")}
    for i in range(1, rows + 1):
        one = made.get(f"new-{i}")
        assert one and one["email"] == f"new-{i}@example.test" and one["lastname"] == f"Storm-{i}", f"row {i}: {one}"
    return piles, killed


def main(hubwatchctl, rows=5000, kills=8, seed=20261126, hard=""):
    chance = random.Random(int(seed))
    kinds = KINDS + (HANGING if hard else [])
    for operation in (update, create):
        with Stage() as stage:
            bench = Bench(stage, hubwatchctl)
            bench.say("latency", fromMs=20, toMs=250)
            bench.say("weather", kind="storm", share=0.05, kinds=kinds, path="/crm/objects", lateMs=1500)
            began = time.monotonic()
            piles, killed = operation(bench, int(rows), int(kills), chance)
            peak = bench.ask("peak")
            print(f"{operation.__name__}: {rows} rows, {killed} kills, {peak['struck']} strikes, "
                  f"{time.monotonic() - began:.0f} s: {piles}; at most {peak['largest']} calls in 10 s, "
                  f"{peak['open']} open at once, {peak['refused']} refused")
            assert killed >= int(kills) // 2, f"only {killed} of {kills} kills came before the end; give it more rows"
            assert peak["struck"] > 0, "the storm never struck"


if __name__ == "__main__":
    main(*sys.argv[1:])
