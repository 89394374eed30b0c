#!/usr/bin/env python3
"""canary.py HUBWATCHCTL HUBWATCH: a token goes through every feature and is found in the keyring and nowhere else.

with_keyring.sh starts it beside an unlocked keyring."""
import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import time

from accounts import Account, token_line
from harness import Stage, until


def needles(token):
    """The token's secret part, plain and as base64 would carry it at each of its three offsets."""
    import base64
    secret = token.split("-", 2)[2].encode()
    found = [secret]
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + secret)
        found.append(coded[4 if shift else 0:-4])
    return found


def search_files(folder, wanted):
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            for needle in wanted:
                assert needle not in content, f"{path} holds the secret"


def search_processes(wanted, own):
    """Arguments and environments of every program, but ours, which never had it from a command line either."""
    for process in pathlib.Path("/proc").iterdir():
        if not process.name.isdigit() or int(process.name) == own:
            continue
        for part in ("cmdline", "environ"):
            try:
                content = (process / part).read_bytes()
            except OSError:
                continue
            for needle in wanted:
                assert needle not in content, f"{process.name}: {part} holds the secret"


def search_memory_dump(program, folder):
    """A crash leaves no core behind, whatever the shell allows."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    limit = (most, most)
    process = subprocess.Popen([program, "sim", "--port", "0"], cwd=folder, stdout=subprocess.PIPE,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, limit))
    process.stdout.readline()
    limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4] == "0", core
    process.send_signal(signal.SIGABRT)
    process.wait(20)
    assert not list(folder.glob("core*")), "a core file was left"


def main(program, window):
    with Stage() as stage:
        # A token of this run alone: what other programs of this machine hold is their own business.
        account = Account(stage, program, "keychain:prod", seed=random.randrange(10**6, 10**9))
        token = account.hubspot["token"]
        wanted = needles(token)
        # The simulated HubSpot knows its tokens, and tells them to whoever starts it: that line is this test's own.
        account.run("token", "set", "prod", stdin=f'"{token}"\n')
        account.run("token", "list")
        account.run("token", "list", "--json")
        account.run("token", "doctor")
        watch = account.watch()
        token_line(watch, "accepted")
        account.say("weather", kind="500", count=3)
        until("a failed call in the log", lambda: "server-fault" in
              (stage.folder / "store/hubspot-calls.jsonl").read_text(), 60)
        account.say("tokens/revoke", token=token)
        token_line(watch, "refused")
        search_processes(wanted, os.getpid())
        for _, line in watch.lines:
            for needle in wanted:
                assert needle.decode() not in line, line
        watch.end()

        # The window, on the same account, every page drawn and photographed; its log at its loudest.
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="hubwatch.*=true")
        pictures = stage.folder / "pictures"
        shown = stage.start([window, "--workspace", account.workspace, "--data-dir", stage.folder / "store",
                             "--check", "--pictures", pictures], environment)
        shown.wait(120)
        assert shown.process.returncode == 0, shown.lines
        assert len(list(pictures.glob("*.png"))) >= 3

        search_files(stage.folder, wanted)
        search_files(pathlib.Path(os.environ["HOME"]), [wanted[0]])  # the keyring's file is encrypted
        search_memory_dump(program, stage.folder)

        # And it is in the keyring: the last word is that it was there to be found at all.
        items = subprocess.run(["gdbus", "call", "--session", "-d", "org.freedesktop.secrets", "-o",
                                "/org/freedesktop/secrets/collection/login", "-m",
                                "org.freedesktop.DBus.Properties.Get", "org.freedesktop.Secret.Collection", "Items"],
                               capture_output=True, text=True, check=True).stdout
        assert "/login/" in items, items
        account.run("token", "remove", "prod")
    print("the canary was found in the keyring alone")


if __name__ == "__main__":
    main(*sys.argv[1:3])
