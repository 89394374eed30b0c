#!/usr/bin/env python3
"""A stand-in for HashiCorp Vault on loopback: the KV store version 2 at secret/, one of version 1 at old/, and AppRole.

vault_kv.py PORT [LEASE_SECONDS]    serves until it is ended; says {"port": N} first. PORT 0 takes a free one.

It knows the token "root", and the AppRole "role" with the secret id "role-secret", whose tokens live for the lease and
read secret/data/* only. Writing, deleting, sealing (PUT /v1/sys/seal) and unsealing (PUT /v1/sys/unseal) are as in the
real one, with any key to unseal. secret/data/hang never answers. Requests are listed at GET /calls.
"""
import http.server
import json
import secrets
import sys
import threading
import time

STAMP = "2026-01-01T00:00:00Z"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path == "/calls":
            return self.answer(200, self.server.calls)
        return self.serve({})

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            return self.serve(json.loads(text or b"{}"))
        except ValueError:
            return self.refuse(400, "failed to parse JSON input")

    do_PUT = do_POST
    do_DELETE = do_GET

    def serve(self, body):
        self.server.calls.append(f"{self.command} {self.path}")
        place = self.path.removeprefix("/v1/").split("?")[0]
        if place == "sys/unseal":
            self.server.sealed = False
            return self.answer(200, {"sealed": False})
        if self.server.sealed:
            return self.refuse(503, "Vault is sealed")
        if self.headers.get("X-Vault-Namespace", "") != self.server.namespace:
            return self.refuse(404, "no handler for route")
        if place == "auth/approle/login":
            return self.log_in(body)
        if not self.permitted(place):
            return self.refuse(403, "permission denied")
        if place == "sys/seal":
            self.server.sealed = True
            return self.answer(204, None)
        if place == "secret/data/hang":
            return self.server.ended.wait()
        if place.startswith("secret/data/"):
            return self.versioned(place.removeprefix("secret/data/"), body)
        if place.startswith("secret/"):
            return self.answer(404, {"errors": [], "warnings": [
                "Invalid path for a versioned K/V secrets engine. See the API docs for the appropriate API endpoints "
                "to use. If using the Vault CLI, use 'vault kv get' for this operation."]})
        if place == "old/hubspot":
            return self.answer(200, {"lease_duration": 2764800, "data": {"token": "pat-na1-old"}})
        return self.refuse(404, f'no handler for route "{place}"')

    def log_in(self, body):
        if body != {"role_id": "role", "secret_id": "role-secret"}:
            return self.refuse(400, "invalid role or secret ID")
        token = "hvs." + secrets.token_hex(12)
        self.server.leases[token] = time.monotonic() + self.server.lease
        return self.answer(200, {"auth": {"client_token": token, "lease_duration": self.server.lease,
                                          "renewable": True, "policies": ["hubwatch"]}})

    def permitted(self, place):
        token = self.headers.get("X-Vault-Token", "")
        leased = self.server.leases.get(token, 0) > time.monotonic() and place.startswith("secret/data/")
        return token == "root" or (leased and self.command == "GET")

    def versioned(self, name, body):
        versions = self.server.secrets.setdefault(name, [])
        if self.command in ("POST", "PUT"):
            versions.append({"data": body["data"], "metadata": {
                "created_time": STAMP, "deletion_time": "", "destroyed": False, "version": len(versions) + 1}})
            return self.answer(200, {"data": versions[-1]["metadata"]})
        if not versions:
            return self.answer(404, {"errors": []})
        latest = versions[-1]
        if self.command == "DELETE":
            latest["metadata"]["deletion_time"] = STAMP
            return self.answer(204, None)
        if latest["metadata"]["deletion_time"] or latest["metadata"]["destroyed"]:
            return self.answer(404, {"data": {"data": None, "metadata": latest["metadata"]}})
        return self.answer(200, {"request_id": "r", "data": latest})

    def refuse(self, status, message):
        self.answer(status, {"errors": [message]})

    def answer(self, status, value):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class VaultKv(http.server.ThreadingHTTPServer):
    """Serves inside a `with`. `sealed`, `leases` and `secrets` may be changed while it serves."""
    daemon_threads = True

    def __init__(self, port=0, lease=3600, namespace=""):
        super().__init__(("127.0.0.1", port), Handler)
        self.lease = lease
        self.namespace = namespace
        self.sealed = False
        self.leases = {}
        self.calls = []
        self.ended = threading.Event()
        self.secrets = {"hubspot": [{"data": {"token": "pat-na1-from-vault", "note": "x"}, "metadata": {
            "created_time": STAMP, "deletion_time": "", "destroyed": False, "version": 1}}]}

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.shutdown()
        self.server_close()


if __name__ == "__main__":
    with VaultKv(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3600) as server:
        print(json.dumps({"port": server.server_port}), flush=True)
        while True:
            time.sleep(3600)
