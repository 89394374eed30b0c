#!/usr/bin/env python3
"""lint.py HUBWATCHCTL MODULES: hubwatchctl lint beside those who write and read these formats.

What the real prom-client and the box write passes. Of mutations of the older format, lint refuses all that promtool's
parser refuses, and what it refuses beyond that is forbidden by the format's documentation.
"""
import json
import os
import random
import re
import subprocess
import sys

from harness import HERE, Stage, get, need

# What the documentation forbids and promtool's parser lets pass.
DOCUMENTED = re.compile(
    "not UTF-8|the same name and labels|no bucket le|the label \"(le|quantile)\" is missing|must be named|"
    "must be in increasing order|the value of the bucket le|expected counter, gauge|"
    "label \"(le|quantile)\" stands twice")

SOUND = """# HELP h_seconds Time \\\\ and \\n "more"
# TYPE h_seconds histogram
h_seconds_bucket{a="1",le="0.5"} 1
h_seconds_bucket{a="1",le="+Inf"} 2
h_seconds_sum{a="1"} 1.5
h_seconds_count{a="1"} 2
# TYPE s summary
s{quantile="0.5"} 1
s_sum 1e3
s_count 7 1520879607789
# TYPE calls_total counter
calls_total{e="x \\" y",s="\\\\"} 5
# a comment
calls_total{ e = "z" , } 6 -5
#
bare +Inf
"""


def lint(hubwatchctl, text, form):
    result = subprocess.run([hubwatchctl, "lint", "-", "--format", form, "--json"], input=text, capture_output=True)
    assert result.returncode in (0, 1), (result, text)
    report = json.loads(result.stdout)
    assert report["ok"] == (result.returncode == 0) and report["file"] == "<stdin>", report
    return [finding for finding in report["findings"] if not finding["note"]]


def writers_pass(hubwatchctl, modules):
    environment = dict(os.environ, NODE_PATH=f"{modules}/node_modules")
    for form in ("openmetrics", "prometheus"):
        text = subprocess.run([need("node", "nodejs"), HERE / "prom_client/lint.js", form], env=environment,
                              capture_output=True, check=True).stdout
        faults = lint(hubwatchctl, text, form)
        assert text and not faults, f"prom-client's {form}: {faults}"
        other = "prometheus" if form == "openmetrics" else "openmetrics"
        assert lint(hubwatchctl, text, other), f"{form} passes for {other}"
    with Stage() as stage:
        sim = stage.start([hubwatchctl, "sim", "--port", "0", "--json"])
        services = {line["service"]: line["url"] for line in (json.loads(sim.next_line()) for _ in range(4))}
        text = get(services["contacts-sync"] + "/metrics")
        faults = lint(hubwatchctl, text, "prometheus")
        assert text and not faults, f"the box: {faults}"
    print("prom-client and the box pass")


def mutations(count):
    chance = random.Random(20261123)
    spice = list(b'"\\{},=# \n\t\r_0eN.+-') + [0xff]
    lines = SOUND.encode().splitlines(keepends=True)
    for _ in range(count):
        text = bytearray(b"".join(chance.choices(lines, k=3)) if chance.random() < 0.3 else SOUND.encode())
        for _ in range(chance.randint(0, 2)):
            at = chance.randrange(len(text))
            if chance.random() < 0.6:
                text[at:at + chance.randint(0, 2)] = bytes([chance.choice(spice)])
            else:
                del text[at:at + chance.randint(1, 4)]
        yield bytes(text)


def readers_agree(hubwatchctl, count):
    promtool = need("promtool", "prometheus")
    refused = further = 0
    for text in [SOUND.encode(), b"", *mutations(count)]:
        answer = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True)
        is_refused = b"text format parsing error" in answer.stdout + answer.stderr
        faults = lint(hubwatchctl, text, "prometheus")
        if is_refused:
            refused += 1
            assert faults, f"promtool: {answer.stderr.decode()}\nlint passes {text}"
        elif faults:
            further += 1
            strange = [fault for fault in faults if not DOCUMENTED.search(fault["text"])]
            assert not strange, f"promtool passes {text}\nlint: {strange}"
    assert refused > count / 4 and further > 0, (refused, further)
    print(f"of {count} texts promtool refuses {refused}, and lint these and {further} more")


if __name__ == "__main__":
    writers_pass(*sys.argv[1:3])
    readers_agree(sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 200)
