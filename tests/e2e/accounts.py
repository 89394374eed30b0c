#!/usr/bin/env python3
"""accounts.py HUBWATCHCTL CASE: a HubSpot account watched through its token, wherever the token lives.

with_keyring.sh starts it on a session bus of its own. HubSpot is the one of `hubwatchctl sim`."""
import json
import os
import pathlib
import stat
import subprocess
import sys
import time

from harness import PATIENCE, Stage, get, post, until
from secrets_manager import SecretsManager
from token_command import lock, unlock
from vault_kv import VaultKv


class Account:
    """A HubSpot in a box, and a workspace with one account on it."""

    def __init__(self, stage, program, credential, interval="2s", environment=None, seed=1):
        self.stage = stage
        self.program = program
        self.environment = dict(os.environ, **(environment or {}))
        sim = stage.start([program, "sim", "--port", "0", "--seed", seed, "--json"])
        self.hubspot = until("HubSpot's introduction", lambda: next(
            (said for _, said in sim.objects() if said["type"] == "hubspot"), None))
        self.workspace = stage.folder / "hubwatch.toml"
        self.workspace.write_text(
            f'version = 1\n[[accounts]]\nname = "prod"\ncredential = "{credential}"\napi = "{self.hubspot["url"]}"\n'
            f'interval = "{interval}"\ndaily_budget = 1000000\n[console]\nstatus_page = "{self.hubspot["url"]}"\n')

    def run(self, *arguments, stdin="", expect=0):
        done = subprocess.run([self.program, *arguments, "--workspace", self.workspace, "--data-dir",
                               self.stage.folder / "store"], input=stdin, text=True, capture_output=True, timeout=60,
                              env=self.environment, check=False)
        assert self.hubspot["token"] not in done.stdout + done.stderr, "it said the secret"
        assert done.returncode == expect, f"{arguments}: {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def watch(self, seconds=120):
        return self.stage.start([self.program, "watch", "--json", "--for", f"{seconds}s", "--workspace", self.workspace,
                                 "--data-dir", self.stage.folder / "store"], self.environment)

    def say(self, path, **words):
        post(f"{self.hubspot['url']}/sim/{path}", words)

    def calls(self):
        calls = json.loads(get(f"{self.hubspot['url']}/sim/log"))["calls"]
        return [call for call in calls if not call["path"].startswith(("/api/v2/", "/sim/"))]


def token_line(watch, token, seconds=30):
    """The account line that says so, and when it was seen."""
    def found():
        return next(((seen, said) for seen, said in watch.objects()
                     if said["type"] == "account" and said["token"] == token), None)

    try:
        return until(f"token {token}", found, seconds)
    except AssertionError as late:
        said = [said for _, said in watch.objects() if said["type"] == "account"]
        raise AssertionError(f"{late}; it said {said}\n{watch.complaints()}") from None


def life(stage, program):
    """Set, listed, used, used by another process, removed."""
    account = Account(stage, program, "keychain:prod")
    account.run("token", "set", "prod", stdin=account.hubspot["token"] + "\n")
    (line,) = json.loads(account.run("token", "list", "--json"))["credentials"]
    assert line["portal"] == account.hubspot["portal"], line
    for _ in range(2):
        watch = account.watch()
        token_line(watch, "accepted")
        for signal in ("quota.used", "hubspot.status"):
            until(signal, lambda w=watch, s=signal: any(said.get("signal") == s and said["value"] is not None
                                                        for _, said in w.objects()))
        watch.end()
    account.run("token", "remove", "prod")
    watch = account.watch()
    _, said = token_line(watch, "unreadable")
    assert "hubwatchctl token set prod" in said["words"], said
    watch.end()


def locked(stage, program):
    """A locked keychain is said within seconds, and watching goes on by itself when it is unlocked."""
    account = Account(stage, program, "keychain:prod")
    account.run("token", "set", "prod", stdin=account.hubspot["token"])
    lock()
    begun = time.time()
    watch = account.watch()
    seen, said = token_line(watch, "unreadable")
    assert "locked" in said["words"], said
    assert seen - begun < 10 * PATIENCE, seen - begun
    unlock()
    token_line(watch, "accepted")
    watch.end()
    account.run("token", "remove", "prod")


def absent(stage, program):
    """No Secret Service: said within three seconds, and the rest is watched."""
    account = Account(stage, program, "keychain:prod")
    begun = time.time()
    watch = account.watch()
    seen, said = token_line(watch, "unreadable")
    assert seen - begun < 3 + 1.5 * PATIENCE, seen - begun  # the program starts, and its first probe comes half a second later
    assert "keychain" in said["words"], said
    assert watch.process.poll() is None
    watch.end()


def revoked(stage, program):
    """Revoked while polling: one more read, refused within one poll, and no storm after it."""
    reads = stage.folder / "reads"
    secret = stage.folder / "secret.sh"
    account = Account(stage, program, f"command:{secret}", interval="20s")
    secret.write_text(f"#!/bin/sh\necho read >>{reads}\necho {account.hubspot['token']}\n")
    secret.chmod(stat.S_IRWXU)
    watch = account.watch(240)
    token_line(watch, "accepted")
    time.sleep(3)  # the questions that come after the first probe
    before = len(account.calls())
    read_before = reads.read_text().count("read")
    account.say("tokens/revoke", token=account.hubspot["token"])
    revoked_at = time.time()
    seen, said = token_line(watch, "refused", 60)
    assert seen - revoked_at < 25, f"{seen - revoked_at} s is more than one poll"
    assert said["cause"] == "token-invalid", said
    assert reads.read_text().count("read") == read_before + 1, reads.read_text()
    first = len(account.calls()) - before
    assert first <= 2, f"{first} calls at the refusal"
    fired = until("auth failures fire", lambda: next(
        (seen for seen, said in watch.objects() if said["type"] == "alert" and said["rule"] == "api.auth_failures"
         and said["to"] == "firing"), None), 10)
    assert fired - revoked_at < 25
    settled = len(account.calls())
    time.sleep(62)
    later = len(account.calls()) - settled
    assert later <= 4, f"{later} calls a minute with a refused token, at a poll every 20 s"
    watch.end()


def folder_of(program):
    """Where the first one stands that runs: a version manager may have put an empty shell before it."""
    for folder in os.environ["PATH"].split(":") + ["/usr/bin"]:
        path = pathlib.Path(folder) / program
        if path.exists() and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return folder
    sys.exit(f"{program} is missing; packaging/test installs it (Debian package awscli)")


def managers(stage, program):
    """AWS Secrets Manager through its command, and a Vault; and what is said when they die."""
    with SecretsManager() as aws, VaultKv() as vault:
        environment = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example",
                       "AWS_DEFAULT_REGION": "ap-northeast-1", "AWS_EC2_METADATA_DISABLED": "true",
                       "AWS_CONFIG_FILE": "/dev/null", "AWS_ENDPOINT_URL_SECRETS_MANAGER": aws.url,
                       "VAULT_ADDR": vault.url, "VAULT_TOKEN": "root",
                       "PATH": f"{folder_of('aws')}:{os.environ['PATH']}"}
        account = Account(stage, program, "aws-sm:prod/hubspot/access-token#HUBSPOT_ACCESS_TOKEN",
                          environment=environment)
        aws.secrets["prod/hubspot/access-token"] = {
            "SecretString": json.dumps({"HUBSPOT_ACCESS_TOKEN": account.hubspot["token"]})}
        watch = account.watch()
        token_line(watch, "accepted", 60)
        watch.end()
        aws.secrets["prod/hubspot/access-token"] = {"SecretString": json.dumps({"OTHER": "x"})}
        watch = account.watch()
        _, said = token_line(watch, "unreadable", 60)
        assert "HUBSPOT_ACCESS_TOKEN" in said["words"] and "OTHER" in said["words"], said
        watch.end()

        account.workspace.write_text(account.workspace.read_text().replace(
            "aws-sm:prod/hubspot/access-token#HUBSPOT_ACCESS_TOKEN", "vault:secret/data/hubspot#token"))
        vault.secrets["hubspot"][-1]["data"]["token"] = account.hubspot["token"]
        watch = account.watch()
        token_line(watch, "accepted", 60)
        watch.end()
        vault.sealed = True
        watch = account.watch()
        _, said = token_line(watch, "unreadable", 60)
        assert "sealed" in said["words"], said
        watch.end()
    watch = account.watch()
    _, said = token_line(watch, "unreadable", 60)
    assert "VAULT_ADDR" in said["words"], said
    watch.end()


CASES = {"open": [life, locked], "none": [absent], "nobus": [absent], "any": [revoked], "managers": [managers]}

if __name__ == "__main__":
    for case in CASES[sys.argv[2]]:
        with Stage() as temporary:
            case(temporary, sys.argv[1])
        print(f"{case.__name__}: as expected", flush=True)
