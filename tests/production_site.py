"""The site as production serves it, for tests over real HTTP."""

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from tests.shared import PRODUCTION, ROOT, get_environment, run_command


class Response(NamedTuple):
    """An HTTP response; the names in `headers` are in lower case."""

    status: int
    headers: dict
    body: bytes

    @property
    def is_cache_hit(self):
        return self.headers.get("cache-status") == "rostrum; hit"


def get_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ProductionSite:
    """The site in processes of its own, with these variables; plain HTTP on a free port."""

    def __init__(self, *, workers=1, **variables):
        self.environment = get_environment(**(PRODUCTION | variables))
        self.workers, self.port = workers, get_free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def run_command(self, *arguments):
        """Return what a management command prints. Raises CalledProcessError if it fails."""
        return run_command(*arguments, environment=self.environment)

    def run_code(self, code):
        return self.run_command("shell", "--verbosity", "0", "-c", code)

    def start(self):
        """Start the server; return it and the PIDs of its workers once all of them serve."""
        server = subprocess.Popen(
            self.get_server_command(),
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = []
        while sum(bool(re.search(r"Started worker-\d+$", line)) for line in lines) < self.workers:
            lines.append(server.stdout.readline())
            assert lines[-1], "".join(lines)
        # The port opens only after the workers are logged as started.
        wait_for_port(server, self.port)
        return server, [int(pid) for pid in re.findall(r"with PID: (\d+)", "".join(lines))]

    def get_server_command(self):
        granian = str(Path(sys.executable).with_name("granian"))
        options = {
            "--interface": "wsgi",
            "--host": "127.0.0.1",
            "--port": self.port,
            "--workers": self.workers,
            "--blocking-threads": 2,
        }
        pairs = [str(word) for option in options.items() for word in option]
        return [granian, "project.wsgi:application", *pairs, "--respawn-failed-workers"]

    def serve(self):
        """Start the server as `start` does, and discard its output."""
        server, workers = self.start()
        # A full pipe would block the server.
        Thread(target=server.stdout.read, daemon=True).start()
        return server, workers

    @contextmanager
    def running(self):
        """Serve within this context, and yield the PIDs of the workers."""
        server, workers = self.serve()
        try:
            yield workers
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            server.stdout.close()

    def get(self, path, method="GET", **headers):
        return send_request(self.port, path, method, **headers)

    def get_result(self, slug):
        return json.loads(self.get(f"/api/v3/polls/{slug}/results/").body)


def send_request(port, path, method="GET", **headers):
    """Return the Response of a server on this machine, over a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=fields)
    received = connection.getresponse()
    names = {name.lower(): value for name, value in received.getheaders()}
    response = Response(received.status, names, received.read())
    connection.close()
    return response


def wait_for_port(server, port):
    """Return once the port accepts connections. Raises AssertionError if the server ends first."""
    while server.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            select.select([server.stdout or server.stderr], [], [], 0.05)
    raise AssertionError((server.stdout or server.stderr).read())


def repeat_until(moment):
    """Yield repeatedly until a moment, in seconds since 1970."""
    while time.time() < moment:
        yield
