#!/usr/bin/env python3
"""prom_parity.py PROM_PARITY MODULES: the box writes what prom-client writes.

The same seeded events go through both, and the bytes must be equal; a whole service of the box must show the families,
types, help texts and label names that service.js shows, in its order.
"""
import json
import os
import random
import re
import subprocess
import sys

from harness import HERE, Stage, get, need, post

SYSTEM = re.compile("nodejs_active_(resources|handles|requests)$|nodejs_gc_duration_seconds$")


def script():
    chance = random.Random(20261123)
    yield ["counter", "hubspot_api_calls_total", "Total HubSpot API calls", ["method", "endpoint", "status"]]
    yield ["histogram", "hubspot_api_duration_seconds", "HubSpot API call duration", ["endpoint"], [0.1, 0.5, 1, 2, 5]]
    yield ["histogram", "hubspot_webhook_processing_delay_seconds", "Delay \\ with a\nsecond line", [], [0.1, 0.5, 1]]
    yield ["gauge", "hubspot_sync_job_started_timestamp_seconds", "Started", []]
    yield ["gauge", "numbers", 'With "quotes"', ["n"]]
    yield ["counter", "never_used_total", "No child yet", ["a"]]
    for _ in range(2000):
        endpoint = chance.choice(["contacts.batchUpdate", "contacts.search", 'odd "one"', "back\\slash\nand line"])
        labels = [["endpoint", endpoint], ["status", chance.choice(["success", "429", "500"])]]
        if chance.random() < 0.2:
            labels.insert(chance.randint(0, 2), ["method", "POST"])
        # prom-client keeps the order in which a child's labels were first given, whatever comes later.
        yield ["inc", "hubspot_api_calls_total", sorted(labels), 1]
        yield ["observe", "hubspot_api_duration_seconds", [["endpoint", endpoint]], chance.lognormvariate(-1, 1.2)]
        yield ["observe", "hubspot_webhook_processing_delay_seconds", [], round(chance.lognormvariate(-1, 1), 3)]
    yield ["set", "hubspot_sync_job_started_timestamp_seconds", [], 1795435791.123]
    for i in range(-330, 310, 7):
        yield ["set", "numbers", [["n", str(i)]], chance.choice([1, -1]) * chance.random() * 10.0 ** i]
    for i, value in enumerate([0, 1e21, 1e20, 1e-6, 1e-7, 123456789012345680, 2**53, -0.5, 999999999999999, 1e15, 1e16]):
        yield ["set", "numbers", [["n", f"edge {i}"]], value]


def same_bytes(prom_parity, modules):
    events = "".join(json.dumps(line) + "\n" for line in script()).encode()
    environment = dict(os.environ, NODE_PATH=f"{modules}/node_modules")
    theirs = subprocess.run([need("node", "nodejs"), HERE / "prom_client/parity.js"], input=events, env=environment,
                            capture_output=True, check=True).stdout
    ours = subprocess.run([prom_parity], input=events, capture_output=True, check=True).stdout
    for number, (our, their) in enumerate(zip(ours.split(b"\n"), theirs.split(b"\n")), 1):
        assert our == their, f"line {number}: the box wrote {our!r}, prom-client {their!r}"
    assert ours == theirs
    print(f"{len(theirs)} bytes are equal")


def families(text):
    """[(name, type, help, {label names in order})] in order of appearance."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        _, _, name, help_text = lines[0].split(" ", 3)
        labels = {tuple(re.findall(r'[{,](\w+)="', line)) for line in lines[2:]}
        found.append((name, lines[1].split(" ")[3], help_text, labels))
    return found


def same_families(prom_parity, modules):
    ours = families(subprocess.run([prom_parity, "--service"], capture_output=True, check=True).stdout.decode())
    with Stage() as stage:
        service = stage.service(modules)
        for status in ("success", "500"):
            post(service + "/call", {"endpoint": "contacts.search", "status": status})
        theirs = families(get(service + "/metrics").decode())
    ours = [family for family in ours if not family[0].startswith("hubspot_sync_")]  # service.js runs no jobs
    for our, their in zip(ours, theirs, strict=True):
        assert our[:3] == their[:3], f"the box has {our[:3]}, prom-client {their[:3]}"
        # What is active on this machine at this moment, and whether garbage was collected yet, is not ours to tell.
        if not (SYSTEM.match(our[0]) and set() in (our[3], their[3])):
            assert our[3] == their[3], f"{our[0]}: the box has labels {our[3]}, prom-client {their[3]}"
    print(f"{len(theirs)} families are equal")


if __name__ == "__main__":
    same_bytes(*sys.argv[1:3])
    same_families(*sys.argv[1:3])
