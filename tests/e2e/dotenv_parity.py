#!/usr/bin/env python3
"""dotenv_parity.py DOTENV_VALUES FOLDER DATA: Hubwatch reads .env files as the npm package does.

The files of DATA and 3,000 random ones are read by both; values.json of DATA is what the package makes of its files.
With --write it is written anew.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from harness import HERE, need

KEYS = ["A", "B1", "x.y-z", "export A", " export\tB", "  C", "\ufeffD", "A B", "$E", "#F", ""]
SIGNS = ["=", "=", "=", " = ", ": ", ":", "\t=\t", "==", ""]
PIECES = ["'", "'", '"', '"', "`", "`", "\\", "\\n", "\\r", '\\"', "\\'", "#", " #", "\n", "\r\n", "\r", " ", "\t", "value",
          "two words", "$", "{", "}", ",", "=", "A=", "é", "\u00a0", "\u2028", "\ufeff", "\u0085", "\x0b", "漢", "\U0001f600"]


def read_by(arguments, environment=None):
    done = subprocess.run([str(argument) for argument in arguments], stdout=subprocess.PIPE, env=environment, check=True)
    return json.loads(done.stdout)


def by_package(modules, folder):
    environment = dict(os.environ, NODE_PATH=str(modules / "node_modules"))
    return read_by([need("node", "nodejs"), HERE / "dotenv/parse.js", folder], environment)


def differences(ours, theirs):
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield f"{name}: ours {ours.get(name)!r}, theirs {theirs.get(name)!r}"


def random_value(chance):
    quote = chance.choice(["", "", "'", '"', "`"])
    pieces = "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 8)))
    return quote + pieces + chance.choice([quote, quote, quote, ""]) + chance.choice(["", "", " # remark", "#", "  "])


def random_files(folder, seed, count):
    chance = random.Random(seed)
    for number in range(count):
        lines = [chance.choice(KEYS) + chance.choice(SIGNS) + random_value(chance) for _ in range(chance.randint(1, 8))]
        (folder / f"{number:04}.env").write_bytes(chance.choice(["\n", "\n", "\r\n", "\r"]).join(lines).encode())


def main():
    program, modules, data = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    theirs = by_package(modules, data)
    if "--write" in sys.argv:
        (data / "values.json").write_text(json.dumps(theirs, indent=1, ensure_ascii=True, sort_keys=True) + "\n")
    found = list(differences(read_by([program, data]), theirs))
    found += [f"values.json is not what the package says: {line}"
              for line in differences(json.loads((data / "values.json").read_text()), theirs)]
    with tempfile.TemporaryDirectory(prefix="hubwatch-dotenv-") as name:
        folder = pathlib.Path(name)
        random_files(folder, seed=11, count=3000)
        ours, theirs = read_by([program, folder]), by_package(modules, folder)
        found += [f"{line}\n  {(folder / line.split(':')[0]).read_bytes()!r}" for line in differences(ours, theirs)]
        values = sum(len(file) for file in theirs.values())
    print("\n".join(found[:20]) or f"dotenv: {values} values of 3,000 random files and all of {data.name}/ agree")
    return 1 if found or values < 3000 else 0


if __name__ == "__main__":
    sys.exit(main())
