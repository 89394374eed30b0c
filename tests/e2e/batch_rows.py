#!/usr/bin/env python3
"""batch_rows.py HUBWATCHCTL [BATCHES] [ROWS]: one bad row in each batch, which HubSpot refuses as a whole; and an undo
while somebody else changes records.

By the server's own count: at most 15 requests a batch, 99 rows of it written, the culprit named; and every record of the
undo as before, but those that were changed since, which are named."""
import subprocess
import sys

from batch_storm import Bench
from harness import Stage

CHANGED = 50


def run(bench, *arguments, expect):
    done = subprocess.run([*bench.command(*arguments), "--confirm", str(bench.hubspot["portal"])], text=True,
                          capture_output=True, timeout=600, env=bench.environment, check=False)
    assert done.returncode == expect, f"{arguments[0]}: {done.returncode}: {done.stdout[-2000:]}{done.stderr}"
    return done.stdout


def last_job(bench):
    return bench.jobs()[0]


def ready(stage, hubwatchctl):
    bench = Bench(stage, hubwatchctl)
    bench.workspace.write_text(bench.workspace.read_text() + 'burst = "1000/1s"\n')
    bench.say("limits", tenSecondly=100000)
    return bench


def bad_rows(stage, hubwatchctl, batches):
    bench = ready(stage, hubwatchctl)
    rows = batches * 100
    first = int(bench.say("records", type="contacts", add=rows + 1, set={"external_id": "mine-{n}"})["first"])
    taken = f"mine-{rows + 1}"  # of the last record: no check here can know that it is somebody's
    bad = {batch * 100 + batch * 37 % 100 for batch in range(batches)}
    table = stage.folder / "bad.csv"
    table.write_text("id,own\n" + "".join(f"{first + i},{taken if i in bad else f'new-{i}'}\n" for i in range(rows)))
    bench.say("rules", wholeBatch=True)
    before = bench.ask("count?type=contacts")["writes"].get("update", 0)
    results = stage.folder / "results.csv"
    run(bench, "run", table, "--account", "prod", "--object", "contacts", "--operation", "update", "--id", "id", "--map",
        "own=external_id", "--results", results, expect=1)
    job, after = last_job(bench), bench.ask("count?type=contacts")["writes"].get("update", 0)
    assert (job["done"], job["failed"], job["unknown"]) == (rows - batches, batches, 0), job
    held = {int(one["id"]): one["values"]["external_id"] for one in bench.ask("values?type=contacts&property=external_id,city")[
        "values"] if first <= int(one["id"]) < first + rows}
    assert all(held[first + i] == (f"mine-{i + 1}" if i in bad else f"new-{i}") for i in range(rows)), "wrong rows written"
    named = [line for line in results.read_text(encoding="utf-8-sig").splitlines() if ",failed," in line]
    assert len(named) == batches and all(taken in line for line in named), named[:3]
    each = (after - before + batches) / batches  # the read of what was there before is one of them
    assert each <= 15, f"{each} requests a batch"
    print(f"{batches} batches with a bad row each: {each:.1f} requests a batch, {rows - batches} rows written")


def undo(stage, hubwatchctl, rows):
    bench = ready(stage, hubwatchctl)
    first = int(bench.say("records", type="contacts", add=rows, set={"city": "before-{n}"})["first"])
    table = stage.folder / "undo.csv"
    table.write_text("id,city,phone\n" + "".join(f"{first + i},after,+81 3 {i}\n" for i in range(rows)))
    run(bench, "run", table, "--account", "prod", "--object", "contacts", "--operation", "update", "--id", "id", "--map",
        "city=city", "--map", "phone=phone", expect=0)
    strange = [first + i * (rows // CHANGED) for i in range(CHANGED)]
    bench.say("change", type="contacts", ids=[str(one) for one in strange], property="city", value="by somebody")
    results = stage.folder / "undone.csv"
    run(bench, "undo", last_job(bench)["id"], "--results", results, expect=0)
    job = last_job(bench)
    assert (job["rows"], job["done"], job["skipped"], job["failed"]) == (rows, rows - CHANGED, CHANGED, 0), job
    held = {int(one["id"]): one["values"] for one in bench.ask("values?type=contacts&property=city,phone")["values"]}
    for i in range(rows):
        now = held[first + i]
        if first + i in strange:
            assert now["city"] == "by somebody" and now["phone"] == f"+81 3 {i}", now
        else:
            assert now["city"] == f"before-{i + 1}" and not now.get("phone"), now
    kept = [line for line in results.read_text(encoding="utf-8-sig").splitlines() if "changed-since" in line]
    assert {int(line.split(",")[0]) for line in kept} == set(strange), "other records are named than were changed"
    print(f"undo of {rows} rows: all restored but the {CHANGED} that were changed since, which it names")


def main(hubwatchctl, batches=200, rows=10000):
    for check, size in ((bad_rows, int(batches)), (undo, int(rows))):
        with Stage() as stage:
            check(stage, hubwatchctl, size)


if __name__ == "__main__":
    main(*sys.argv[1:])
