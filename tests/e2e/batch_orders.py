#!/usr/bin/env python3
"""batch_orders.py HUBWATCHCTL: what a command of one line may set off, and what it may not.

A bare resume goes on with the one job that was begun; an archive is taken back once; a trial stays one; a job stops by its
time and ends its command; what was read and what became of rows is in the file that was asked for."""
import csv
import datetime
import json
import signal
import subprocess
import sys
import time

from batch_storm import Bench
from harness import Stage, until

UPDATE = ["--account", "prod", "--object", "contacts", "--operation", "update", "--id", "id", "--map", "city=city"]


class Desk:
    """A bench with records on it."""

    def __init__(self, stage, program, records):
        self.bench = Bench(stage, program)
        self.folder = stage.folder
        self.bench.workspace.write_text(self.bench.workspace.read_text() + 'burst = "1000/1s"\n')
        self.bench.say("limits", tenSecondly=100000)
        added = self.bench.say("records", type="contacts", add=records, set={"city": "before-{n}", "phone": "{n}"})
        self.first = int(added["first"])

    def file(self, name, first, last, city=None):
        """Rows of these contacts; without a city their ids alone."""
        table = self.folder / name
        table.write_text(("id,city\n" if city else "id\n") + "".join(
            f"{self.first + i},{city}-{i}\n" if city else f"{self.first + i}\n" for i in range(first, last)))
        return table

    def run(self, *arguments, expect, confirm=True):
        asked = confirm and arguments[0] in ("run", "resume", "undo")
        command = self.bench.command(*arguments, *(["--confirm", str(self.bench.hubspot["portal"])] if asked else []))
        done = subprocess.run(command, text=True, capture_output=True, timeout=600, env=self.bench.environment, check=False)
        assert done.returncode == expect, f"{arguments}: {done.returncode}: {done.stdout[-2000:]}{done.stderr}"
        self.complaints = done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        return lines[-1] if lines else {}

    def live(self):
        return self.bench.ask("count?type=contacts")["live"]

    def rows(self, path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def resume(desk):
    done = desk.run("run", desk.file("a.csv", 0, 5, "a"), *UPDATE, expect=0)
    trial = desk.run("run", desk.file("b.csv", 100, 400, "b"), *UPDATE, "--first", "100", expect=1)
    assert (trial["phase"], trial["done"]) == ("asking", 100), trial
    desk.run("plan", desk.file("c.csv", 50, 60, "c"), *UPDATE, "--sample", "0", expect=0)
    desk.run("undo", done["id"], expect=2, confirm=False)
    assert "--confirm" in desk.complaints, desk.complaints
    left = [job["id"] for job in desk.bench.jobs() if job.get("undoes")]
    assert not left, f"a refused undo leaves its plan: {left}"
    again = desk.run("resume", "--first", "100", expect=1)
    assert (again["id"], again["phase"], again["done"]) == (trial["id"], "asking", 200), again
    other = desk.run("run", desk.file("d.csv", 400, 420, "d"), *UPDATE, "--first", "10", expect=1)
    desk.run("resume", expect=2)
    assert other["id"] in desk.complaints and trial["id"] in desk.complaints, desk.complaints
    desk.run("resume", other["id"], expect=0)
    last = desk.run("resume", expect=0)
    assert (last["id"], last["done"]) == (trial["id"], 300), last
    desk.run("resume", expect=2)
    assert "no job to resume" in desk.complaints, f"what was only planned is not begun: {desk.complaints}"


def undo(desk):
    before = desk.live()
    archive = desk.run("run", desk.file("e.csv", 420, 425), *UPDATE[:4], "--operation", "archive", "--id", "id", expect=0)
    assert desk.live() == before - 5, desk.live()
    first = desk.run("undo", archive["id"], expect=0)
    assert desk.live() == before, desk.live()
    for again in (["undo", archive["id"]], ["undo"]):
        desk.run(*again, expect=2)
        assert first["id"] in desk.complaints, desk.complaints
    assert desk.live() == before, f"taken back twice: {desk.live()}"


def results(desk):
    read = desk.folder / "read.csv"
    desk.run("run", desk.file("f.csv", 10, 13), *UPDATE[:4], "--operation", "read", "--id", "id", "--properties",
             "phone,email", "--results", read, expect=0)
    assert [row["phone"] for row in desk.rows(read)] == ["11", "12", "13"], desk.rows(read)
    writes = desk.bench.ask("count?type=contacts")["writes"]
    table = desk.file("g.csv", 20, 25, "g")
    desk.run("run", table, *UPDATE, "--results", desk.folder / "nowhere" / "r.csv", expect=2)
    assert "nowhere" in desk.complaints, desk.complaints
    assert desk.bench.ask("count?type=contacts")["writes"] == writes, "rows were written before the file was tried"
    job = desk.run("run", table, *UPDATE, expect=0)
    for word in ("resume", "status"):
        path = desk.folder / f"{word}.csv"
        desk.run(word, job["id"], "--results", path, expect=0)
        assert [row["hubwatch_outcome"] for row in desk.rows(path)] == ["done"] * 5, desk.rows(path)


def encodings(desk):
    def planned(name, data, *options, expect):
        table = desk.folder / name
        table.write_bytes(data)
        return desk.run("plan", table, *UPDATE, "--sample", "0", *options, expect=expect)

    lines = [f"{desk.first + i};東京" for i in range(6)]
    damaged = "\n".join(["id;city", *lines]).encode() + f"\n{desk.first + 6};a".encode() + b"\xff\n"
    planned("damaged.csv", damaged, expect=2)
    assert "line 8, byte" in desk.complaints, desk.complaints
    japanese = ("\r\n".join(["id;city", *lines]) + "\r\n").encode("cp932")
    for options in ([], ["--encoding", "Shift-JIS"], ["--delimiter", "semicolon"]):
        plan = planned("japanese.csv", japanese, *options, expect=0)
        assert (plan["encoding"], plan["delimiter"], plan["accepted"]) == ("Shift-JIS", "semicolon", 6), plan
        guess = [one for one in plan["warnings"] if "guess" in one]
        assert bool(guess) == ("--encoding" not in options) and all("東京" in one for one in guess), plan
    wide = "\r\n".join(["id\tcity", *(line.replace(";", "\t") for line in lines)]).encode("utf-16")
    for options in (["--delimiter", "tab"], ["--encoding", "UTF-16LE"]):
        plan = planned("wide.csv", wide, *options, expect=0)
        assert (plan["encoding"], plan["delimiter"], plan["accepted"]) == ("UTF-16 LE", "tab", 6), plan


def rejects(desk):
    table = desk.folder / "phones.csv"
    table.write_text(f"id,phone\n{desk.first + 30},+81-3-1111\nnone,+81-3-2222\n")
    phones = [*UPDATE[:-1], "phone=phone"]
    path = desk.folder / "rejects.csv"
    desk.run("run", table, *phones, "--rejects", path, expect=1)
    text = path.read_text(encoding="utf-8-sig")
    assert "'+81-3-2222" in text, text  # a spreadsheet would reckon
    path.write_text(text.replace("none,", f"{desk.first + 31},"))
    desk.run("run", path, *phones, expect=0)
    values = desk.bench.ask("values?type=contacts&property=phone,city")["values"]
    held = {int(one["id"]): one["values"]["phone"] for one in values}
    assert (held[desk.first + 30], held[desk.first + 31]) == ("+81-3-1111", "+81-3-2222"), held


def clock(desk):
    now = datetime.datetime.now(datetime.timezone.utc)

    def at(**later):
        return now + datetime.timedelta(**later)

    table = desk.file("h.csv", 0, 20, "h")
    window = f"{at(hours=3):%H:%M}-{at(hours=5):%H:%M} UTC"
    waits = desk.bench.begin("run", table, *UPDATE, "--window", window)
    until("the job that waits for its window", lambda: any(job["phase"] == "scheduled" for job in desk.bench.jobs()))
    time.sleep(1)  # the state is written before the command may be told
    waits.process.send_signal(signal.SIGINT)
    waits.process.wait(60)
    assert waits.process.returncode == 1, f"{waits.process.returncode}: {waits.complaints()}"
    assert desk.bench.jobs()[0]["phase"] == "paused", desk.bench.jobs()[0]
    desk.run("resume", desk.bench.jobs()[0]["id"], expect=0)

    desk.bench.say("latency", fromMs=2000, toMs=2500)
    began = time.time()
    job = desk.run("run", desk.file("i.csv", 0, 600, "i"), *UPDATE, "--stop-by",
                   f"{datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=8):%Y-%m-%dT%H:%M:%SZ}",
                   expect=1)
    assert job["phase"] == "paused" and "stop-by" in job["why"], (job, time.time() - began)
    desk.bench.say("latency", fromMs=0, toMs=0)
    job = desk.run("resume", job["id"], expect=0)
    assert job["done"] + job["skipped"] == 600, job


def main(hubwatchctl):
    for check in (resume, undo, results, encodings, rejects, clock):
        with Stage() as stage:
            check(Desk(stage, hubwatchctl, 600))
        print(f"{check.__name__}: as ordered")


if __name__ == "__main__":
    main(*sys.argv[1:])
