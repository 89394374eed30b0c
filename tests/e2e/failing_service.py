"""A service that fails half of its hundred calls a second, in the handbook's words: what it shows depends on time alone."""
import http.server
import threading
import time


class FailingService:
    def __init__(self, port=0):
        began = time.time()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                half = int((time.time() - began) * 50) + 1000
                text = "# TYPE hubspot_api_calls_total counter\n# TYPE hubspot_api_duration_seconds histogram\n"
                for status in ("success", "500"):
                    text += f'hubspot_api_calls_total{{endpoint="contacts.search",status="{status}"}} {half}\n'
                for bound in ("0.5", "1", "2", "+Inf"):
                    text += f'hubspot_api_duration_seconds_bucket{{le="{bound}"}} {2 * half}\n'
                text += f"hubspot_api_duration_seconds_count {2 * half}\nhubspot_api_duration_seconds_sum {half}\n"
                body = text.encode() if self.path == "/metrics" else b'{"status":"ok"}'
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"


def workspace(url, more="", hold=20):
    return (f'version = 1\n\n[[services]]\nname = "sync"\nurl = "{url}"\ninterval = "5s"\n'
            'readiness_interval = "15s"\n\n[[rules]]\nname = "half fails"\nsignal = "api.error_rate"\nabove = 0.05\n'
            f'for = "{hold}s"\n{more}')
