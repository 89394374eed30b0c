"""A HubSpot of a few lines, which counts what arrives and is asked to have weather."""
import http.server
import json
import socket
import socketserver
import struct
import threading
import time


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = True

    def server_bind(self):  # without asking a name server who we are
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address

    def handle_error(self, *_):
        pass


class StrictHubSpot:
    """`weather(key, times)` says for the times-th arrival of a request what befalls it: None, a status, "reset", "cut",
    "half", "page" (502 in HTML, as HubSpot's edge says it), or (status, Retry-After); `key` is its method, path and body."""

    def __init__(self):
        self.lock = threading.Lock()
        self.weather = lambda key, times: None
        self.delay = 0.02
        self.forget()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.take(self, body)

            do_POST = do_PATCH = do_GET

            def log_message(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def forget(self):
        with self.lock:
            self.calls = []  # [when, method, path, key]
            self.open = self.peak = 0

    def take(self, handler, body):
        key = f"{handler.command} {handler.path} {body.decode()}"
        with self.lock:
            self.calls.append((time.monotonic(), handler.command, handler.path.partition("?")[0], key))
            times = sum(1 for call in self.calls if call[3] == key)
            self.open += 1
            self.peak = max(self.peak, self.open)
        time.sleep(self.delay)
        with self.lock:
            self.open -= 1
        self.answer(handler, body, self.weather(key, times))

    def answer(self, handler, body, fate):
        if fate == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            handler.close_connection = True
            return
        status, after = fate if isinstance(fate, tuple) else (fate if isinstance(fate, int) else 200, None)
        text = json.dumps(self.content(handler, body) if status == 200 else
                          {"status": "error", "message": "no", "correlationId": "c0ffee"}).encode()
        kind = "application/json"
        if fate == "page":
            status, kind, text = 502, "text/html", b"<html><h1>Bad gateway</h1></html>"
        sent = text[:len(text) // 2] if fate in ("cut", "half") else text
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(text) if fate == "cut" else len(sent)))
        if after:
            handler.send_header("Retry-After", after)
        handler.end_headers()
        handler.wfile.write(sent)
        handler.close_connection = handler.close_connection or fate == "cut"

    @staticmethod
    def content(handler, body):
        if "/properties/" in handler.path:
            return {"results": [{"name": name} for name in ("firstname", "city", "phone", "email")]}
        if "/account-info/" in handler.path:
            return {"portalId": 3}
        record = {"createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z", "archived": False}
        if "/batch/" in handler.path:
            return {"status": "COMPLETE", "results": [record | {"id": one["id"], "properties": {"city": "?"}}
                                                      for one in json.loads(body)["inputs"]]}
        return record | {"id": handler.path.partition("?")[0].rpartition("/")[2], "properties": {"city": "?"}}

    def count(self, part):
        return sum(1 for call in self.calls if part in call[2])

    def arrivals(self):
        """When each request arrived, by its key."""
        seen = {}
        for when, _, _, key in self.calls:
            seen.setdefault(key, []).append(when)
        return seen

    def busiest(self, seconds=10):
        whens = sorted(call[0] for call in self.calls)
        return max(sum(1 for other in whens if when <= other < when + seconds) for when in whens)
