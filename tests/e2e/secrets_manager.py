#!/usr/bin/env python3
"""A stand-in for AWS Secrets Manager on loopback, strict about what the aws command has to send.

secrets_manager.py PORT    serves until it is ended; says {"port": N} first. PORT 0 takes a free one.

Secrets are those of SECRETS; a few names fail as the real service fails (FAULTS), "hang" never answers, and "cut" closes
the connection in the middle of the answer. The calls that were accepted are listed at GET /calls.
"""
import http.server
import json
import re
import sys
import threading
import time

TARGET = "secretsmanager.GetSecretValue"
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=[^/, ]+/\d{8}/[a-z0-9-]+/secretsmanager/aws4_request, "
    r"SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}")
SECRETS = {
    "prod/hubspot": {"SecretString": json.dumps({"HUBSPOT_ACCESS_TOKEN": "pat-na1-from-aws", "note": "x"})},
    "plain": {"SecretString": "pat-na1-plain\n"},
    "binary": {"SecretBinary": "cGF0"},
}
FAULTS = {
    "denied": (400, "AccessDeniedException", "User: arn:aws:iam::1:user/u is not authorized"),
    "throttled": (400, "ThrottlingException", "Rate exceeded"),
    "deleted": (400, "InvalidRequestException",
                "You can't perform this operation on the secret because it was marked for deletion."),
    "kms": (400, "AccessDeniedException", "Access to KMS is not allowed"),
    "expired": (400, "ExpiredTokenException", "The security token included in the request is expired"),
    "skewed": (400, "InvalidSignatureException", "Signature expired: 20260101T000000Z is now earlier than ..."),
    "unknown-key": (400, "UnrecognizedClientException", "The security token included in the request is invalid."),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer(200, self.server.calls)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.shape_fault(body)
        if fault:
            return self.refuse(400, "SerializationException", fault)
        name = json.loads(body)["SecretId"]
        self.server.calls.append(name)
        name = name.split(":secret:")[-1]
        if name == "hang":
            return self.server.ended.wait()
        if name == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"SecretString": "pat-')
            self.close_connection = True
            return None
        if name in FAULTS:
            return self.refuse(*FAULTS[name])
        if name not in self.server.secrets:
            return self.refuse(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
        return self.answer(200, {
            "ARN": f"arn:aws:secretsmanager:us-east-1:1:secret:{name}-AbCdEf", "Name": name,
            "VersionId": "11111111-2222-3333-4444-555555555555", "VersionStages": ["AWSCURRENT"],
            "CreatedDate": 1.7e9, **self.server.secrets[name]})

    def shape_fault(self, body):
        if self.path != "/":
            return f"expected the path /, found {self.path}"
        if self.headers.get("X-Amz-Target") != TARGET:
            return f"expected X-Amz-Target {TARGET}, found {self.headers.get('X-Amz-Target')}"
        if self.headers.get("Content-Type") != "application/x-amz-json-1.1":
            return f"expected application/x-amz-json-1.1, found {self.headers.get('Content-Type')}"
        if not AUTHORIZATION.fullmatch(self.headers.get("Authorization", "")):
            return "the request is not signed with SigV4"
        if not re.fullmatch(r"\d{8}T\d{6}Z", self.headers.get("X-Amz-Date", "")):
            return "X-Amz-Date is missing"
        try:
            value = json.loads(body)
        except ValueError:
            return "the body is not JSON"
        if not isinstance(value.get("SecretId"), str) or set(value) - {"SecretId", "VersionId", "VersionStage"}:
            return f"unexpected members: {sorted(value)}"
        return None

    def refuse(self, status, code, message):
        self.answer(status, {"__type": code, "message": message}, [("x-amzn-ErrorType", code)])

    def answer(self, status, value, headers=()):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers:
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)


class SecretsManager(http.server.ThreadingHTTPServer):
    """Serves inside a `with`. `secrets` may be changed while it serves."""
    daemon_threads = True

    def __init__(self, port=0, secrets=None):
        super().__init__(("127.0.0.1", port), Handler)
        self.secrets = dict(SECRETS if secrets is None else secrets)
        self.calls = []
        self.ended = threading.Event()

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
    with SecretsManager(int(sys.argv[1])) as server:
        print(json.dumps({"port": server.server_port}), flush=True)
        while True:
            time.sleep(3600)
