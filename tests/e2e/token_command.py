#!/usr/bin/env python3
"""token_command.py HUBWATCHCTL CASE: hubwatchctl token beside a real keychain, a locked one, a hung one, and none.

with_keyring.sh starts it on a session bus of its own."""
import json
import os
import pathlib
import pty
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time

from harness import PATIENCE

CANARY = "pat-na1-0badf00d-1111-2222-3333-0123456789ab"
PASSWORD = b"keyring-password"  # with_keyring.sh


class Control:
    """hubwatchctl token on a data folder of its own; watches that no secret is ever said."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.environment = dict(os.environ, XDG_CONFIG_HOME=str(self.folder / "config"))

    def run(self, *arguments, stdin="", expect=0, within=30):
        """Its standard output; what it took, in seconds, is in `took`."""
        started = time.monotonic()
        done = subprocess.run([self.program, "token", *arguments, "--data-dir", self.folder / "data",
                               "--workspace", self.folder / "hubwatch.toml"], input=stdin, text=True,
                              capture_output=True, timeout=within, env=self.environment, check=False)
        self.took = time.monotonic() - started
        self.said = done.stdout + done.stderr
        assert CANARY not in self.said and CANARY[8:] not in self.said, "it said the secret"
        assert done.returncode == expect, f"{arguments}: {done.returncode}: {self.said}"
        assert done.stderr.count("\n") == (1 if expect == 2 or done.stderr else 0), done.stderr
        return done.stdout

    def listed(self):
        return json.loads(self.run("list", "--json"))["credentials"]

    def holds_no_secret(self):
        for path in self.folder.rglob("*"):
            if path.is_file():
                assert CANARY[8:].encode() not in path.read_bytes(), f"{path} holds the secret"


def bus(path, interface_method, *arguments):
    return subprocess.run(["gdbus", "call", "--session", "-d", "org.freedesktop.secrets", "-o", path, "-m",
                           interface_method, *arguments], capture_output=True, text=True, check=True).stdout


def lock():
    bus("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
        "['/org/freedesktop/secrets/collection/login']")


def unlock():
    """As signing in does: over the daemon's control socket."""
    with socket.socket(socket.AF_UNIX) as control:
        control.connect(os.environ["XDG_RUNTIME_DIR"] + "/keyring/control")
        control.sendall(b"\0" + struct.pack(">III", 12 + len(PASSWORD), 1, len(PASSWORD)) + PASSWORD)
        assert struct.unpack(">II", control.recv(8)) == (8, 0), "the keyring was not unlocked"


def keyring_process():
    said = subprocess.run(["gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o", "/", "-m",
                           "org.freedesktop.DBus.GetConnectionUnixProcessID", "org.freedesktop.secrets"],
                          capture_output=True, text=True, check=True).stdout
    return int(re.search(r"uint32 (\d+)", said)[1])


def stored(control):
    """Set, listed by another process, examined, replaced, removed."""
    (control.folder / "hubwatch.toml").write_text(
        'version = 1\n[[accounts]]\nname = "main"\ncredential = "keychain:prod"\napi = "http://127.0.0.1:1"\n')
    # Nobody answers for HubSpot there: nothing is stored unless the person insists.
    control.run("set", "prod", stdin=CANARY, expect=2)
    assert "--unverified" in control.said and control.listed()[0]["recorded"] is False, control.said
    assert "...89ab" in control.run("set", "prod", "--unverified", stdin=f'"{CANARY}"\n')
    (line,) = control.listed()
    assert (line["reference"], line["kind"], line["portal"]) == ("keychain:prod", "private-app", None), line
    assert line["usedBy"] == ["account main"], line
    report = json.loads(control.run("doctor", "--json"))
    assert report["good"] and report["name"] == "Secret Service (gnome-keyring)", report
    # One item, and it is the secret that was given, without its quotes.
    items = bus("/org/freedesktop/secrets/collection/login", "org.freedesktop.DBus.Properties.Get",
                "org.freedesktop.Secret.Collection", "Items")
    assert len(re.findall(r"/login/\d+", items)) == 1, items
    control.run("set", "prod", "surplus", expect=2)
    control.run("set", "prod", stdin=CANARY[:-1], expect=2)
    assert "lost its end" in control.said
    assert control.listed()[0]["hash"] == line["hash"], "a refused secret changed something"
    control.holds_no_secret()
    control.run("remove", "prod")
    assert control.listed()[0]["recorded"] is False
    control.run("remove", "prod", expect=1)


def typed(control):
    """At a terminal: a prompt on standard error, and nothing of what is typed."""
    screen, keyboard = pty.openpty()
    process = subprocess.Popen([control.program, "token", "set", "typed", "--data-dir", control.folder / "data"],
                               stdin=keyboard, stdout=subprocess.PIPE, stderr=keyboard, env=control.environment)
    os.close(keyboard)
    shown = b""
    while b"is not shown" not in shown:
        shown += os.read(screen, 1000)
    time.sleep(0.2)  # the prompt comes just before the echo goes
    os.write(screen, CANARY.encode() + b"\n")
    out, _ = process.communicate(timeout=20)
    while True:
        try:
            part = os.read(screen, 1000)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert process.returncode == 0, shown
    assert b"stored" in out, out
    assert CANARY[8:].encode() not in shown + out, "the terminal showed it"
    control.run("remove", "typed")


def locked(control):
    """Said as such by each command; goes on once it is unlocked."""
    control.run("set", "prod", stdin=CANARY)
    lock()
    for arguments in (("set", "prod"), ("remove", "prod")):
        control.run(*arguments, stdin=CANARY, expect=2)
        assert "the keyring is locked; unlock it" in control.said, control.said
        assert control.took < 3 * PATIENCE, control.took
    report = json.loads(control.run("doctor", "--json", expect=1))
    assert report["backend"] == "locked", report
    unlock()
    assert json.loads(control.run("doctor", "--json"))["good"]
    control.run("remove", "prod")


def hung(control):
    """Slow is said within the watchdog's time, and nothing is lost."""
    control.run("set", "prod", stdin=CANARY)
    process = keyring_process()
    os.kill(process, signal.SIGSTOP)
    try:
        control.run("set", "prod", stdin=CANARY, expect=2)
        assert "no answer within 3 s" in control.said and control.took < 3 + 2 * PATIENCE, (control.said, control.took)
    finally:
        os.kill(process, signal.SIGCONT)
    assert json.loads(control.run("doctor", "--json"))["good"]
    control.run("remove", "prod")


def replaced(control):
    """A new keyring behind the old name is not taken for one without the secret."""
    control.run("set", "prod", stdin=CANARY)
    item = re.search(r"'(/\S+/login/\d+)'", bus("/org/freedesktop/secrets/collection/login",
                                                  "org.freedesktop.DBus.Properties.Get",
                                                  "org.freedesktop.Secret.Collection", "Items"))[1]
    bus(item, "org.freedesktop.Secret.Item.Delete")
    report = json.loads(control.run("doctor", "--json", expect=1))
    assert report["backend"] == "replaced", report
    control.run("set", "prod", stdin=CANARY)
    assert json.loads(control.run("doctor", "--json"))["good"]
    control.run("remove", "prod")


def absent(control):
    """No keychain: said within 3 s; session memory can be chosen; nothing is written anywhere else."""
    control.run("set", "prod", stdin=CANARY, expect=2)
    assert control.took < 3 * PATIENCE, control.took
    assert "start a keychain service" in control.said and "session memory" in control.said, control.said
    assert json.loads(control.run("doctor", "--json", expect=1))["backend"] == "absent"
    assert control.took < 3 * PATIENCE, control.took
    report = json.loads(control.run("doctor", "--use", "session", "--json"))
    assert report["good"] and report["mode"] == "session", report
    control.run("set", "prod", stdin=CANARY, expect=2)
    assert "env:NAME" in control.said, control.said
    assert control.listed() == []
    control.holds_no_secret()


if __name__ == "__main__":
    cases = {"open": [stored, typed, locked, hung, replaced], "none": [absent], "nobus": [absent]}
    for case in cases[sys.argv[2]]:
        with tempfile.TemporaryDirectory(prefix="hubwatch-token-") as temporary:
            case(Control(sys.argv[1], temporary))
        print(f"{case.__name__}: as expected")
