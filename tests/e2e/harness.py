"""What the e2e scripts share: programs that are started, watched and ended, and a Prometheus beside us."""
import contextlib
import json
import os
import pathlib
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

# How many times slower a program may be than on a machine of its own and without sanitizers, which make a start take
# half a second and more.
PATIENCE = int(os.environ.get("HUBWATCH_PATIENCE", "1"))
HERE = pathlib.Path(__file__).resolve().parent


def need(program, package):
    """The program's path. Without it the test fails: a test that did not run has not passed."""
    path = shutil.which(program) or shutil.which(program, path="/usr/bin:/usr/local/bin")
    if not path:
        sys.exit(f"{program} is missing; packaging/test installs it (Debian package {package})")
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def post(url, value):
    request = urllib.request.Request(url, json.dumps(value).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        answer.read()


def until(what, condition, seconds=30):
    """The condition's first true answer."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            answer = condition()
            if answer:
                return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.1)


class Program:
    """A child whose standard output is read line by line; standard error goes to a file in `folder`."""

    def __init__(self, arguments, folder, environment=None):
        self.name = pathlib.Path(arguments[0]).name
        self.errors = pathlib.Path(folder) / f"{self.name}-{free_port()}.log"
        self.log = self.errors.open("wb")
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=self.log, env=environment, cwd=folder)
        self.lines = []
        self.fresh = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            text = line.decode(errors="replace").rstrip("\n")
            self.lines.append((time.time(), text))
            self.fresh.put(text)

    def next_line(self, seconds=20):
        try:
            return self.fresh.get(timeout=seconds)
        except queue.Empty:
            raise AssertionError(f"{self.name} said nothing for {seconds} s\n{self.complaints()}") from None

    def objects(self):
        """The JSON lines so far, each with the time it was seen."""
        return [(seen, json.loads(text)) for seen, text in list(self.lines) if text.startswith("{")]

    def complaints(self):
        return self.errors.read_text(errors="replace")[-2000:]

    def wait(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {seconds} s\n{self.complaints()}") from None

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()
        return self.process.returncode


class Stage(contextlib.ExitStack):
    """A temporary folder and programs that end with it."""

    def __enter__(self):
        super().__enter__()
        self.folder = pathlib.Path(self.enter_context(tempfile.TemporaryDirectory(prefix="hubwatch-e2e-")))
        return self

    def start(self, arguments, environment=None):
        program = Program([str(argument) for argument in arguments], self.folder, environment)
        self.callback(program.end)
        return program

    def service(self, modules, *options):
        """service.js with the real prom-client; answers its URL."""
        import os
        environment = dict(os.environ, NODE_PATH=str(pathlib.Path(modules) / "node_modules"))
        program = self.start([need("node", "nodejs"), HERE / "prom_client/service.js", *options], environment)
        return f"http://127.0.0.1:{json.loads(program.next_line())['port']}"

    def prometheus(self, urls, interval="5s"):
        """A Prometheus that scrapes these; answers its URL once it is ready."""
        targets = [url.removeprefix("http://") for url in urls]
        config = self.folder / "prometheus.yml"
        config.write_text(json.dumps({
            "global": {"scrape_interval": interval},
            "scrape_configs": [{"job_name": "e2e", "static_configs": [{"targets": targets}]}]}))
        address = f"127.0.0.1:{free_port()}"
        program = self.start([need("prometheus", "prometheus"), f"--config.file={config}",
                              f"--storage.tsdb.path={self.folder / 'tsdb'}", f"--web.listen-address={address}"])
        url = f"http://{address}"
        until("Prometheus ready", lambda: get(url + "/-/ready"))
        self.prometheus_program = program
        return url

    def watch(self, hubwatchctl, seconds, services):
        """hubwatchctl watch on services given as {name: url}."""
        text = "version = 1\n"
        for name, url in services.items():
            text += f'\n[[services]]\nname = "{name}"\nurl = "{url}"\ninterval = "5s"\nreadiness_interval = "15s"\n'
        workspace = self.folder / "hubwatch.toml"
        workspace.write_text(text)
        return self.start([hubwatchctl, "watch", "--for", f"{seconds}s", "--json", "--workspace", workspace,
                           "--data-dir", self.folder / "store"])


def query(prometheus, expression, at=None):
    """The one value of a PromQL expression; None when the answer is empty."""
    parameters = {"query": expression} | ({"time": repr(at)} if at is not None else {})
    answer = json.loads(get(f"{prometheus}/api/v1/query?{urllib.parse.urlencode(parameters)}"))
    result = answer["data"]["result"]
    if len(result) > 1:
        raise AssertionError(f"{expression}: {len(result)} series where one was expected")
    return float(result[0]["value"][1]) if result else None


def seconds_of(text):
    """A JSON line's `at` as seconds since the epoch."""
    import datetime
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
