"""The product as production serves it, for tests over real HTTP."""

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
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parents[1]
POSTGRES = urlsplit(os.environ.get("DATABASE_URL", ""))
ON_POSTGRES = POSTGRES.scheme.startswith("postgres")


class Heard(NamedTuple):
    """An answer; `headers` have their names in lower case."""

    status: int
    headers: dict
    body: bytes

    @property
    def is_kept(self):
        return self.headers.get("cache-status") == "rostrum; hit"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class ProductionSite:
    """The product in processes of their own, with these variables; plain HTTP, on a free port."""

    def __init__(self, *, workers=1, **variables):
        kept = ("PATH", "HOME", "LANG")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"SECRET_KEY": "for a test", "HTTPS": "false", **variables}
        self.workers, self.port = workers, free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments):
        """Return what a management command says. Raises CalledProcessError if it fails."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    def start(self):
        """Start the server; return it with its workers' process numbers once all of them serve."""
        command = [
            str(Path(sys.executable).with_name("granian")),
            "project.wsgi:application",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--workers",
            str(self.workers),
            "--blocking-threads",
            "2",
            "--respawn-failed-workers",
        ]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        while sum(bool(re.search(r"Started worker-\d+$", line)) for line in said) < self.workers:
            said.append(server.stdout.readline())
            assert said[-1], "".join(said)
        # The port is open only after the workers are said to have started.
        wait_for_port(server, self.port)
        return server, [int(pid) for pid in re.findall(r"with PID: (\d+)", "".join(said))]

    def serve(self):
        """Start the server as `start` does, and let nobody read what it says."""
        server, workers = self.start()
        # Whoever does not read what a server says, stops it when the pipe is full.
        Thread(target=server.stdout.read, daemon=True).start()
        return server, workers

    @contextmanager
    def served(self):
        """Serve for as long as the context lasts, and yield the workers' process numbers."""
        server, workers = self.serve()
        try:
            yield workers
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            server.stdout.close()

    def shell(self, code):
        return self.manage("shell", "--verbosity", "0", "-c", code)

    def get(self, path, method="GET", **headers):
        return ask(self.port, path, method, **headers)

    def result(self, slug):
        return json.loads(self.get(f"/api/v3/polls/{slug}/results/").body)


def ask(port, path, method="GET", **headers):
    """Return what a server on this machine answers, Heard on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=fields)
    answer = connection.getresponse()
    said = {name.lower(): value for name, value in answer.getheaders()}
    heard = Heard(answer.status, said, answer.read())
    connection.close()
    return heard


def wait_for_port(server, port):
    """Return once a process answers at a port. Raises AssertionError if it ends instead."""
    while server.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            select.select([server.stdout or server.stderr], [], [], 0.05)
    raise AssertionError((server.stdout or server.stderr).read())


def until(moment):
    """Yield again and again until a moment, in seconds since 1970."""
    while time.time() < moment:
        yield


@contextmanager
def own_database(folder):
    """Yield the address of a new database, which is gone afterwards."""
    if not ON_POSTGRES:
        yield f"sqlite:///{folder / 'rostrum.sqlite3'}"
        return
    name = f"rostrum_served_{os.getpid()}_{free_port()}"
    with psycopg.connect(POSTGRES._replace(path="/postgres").geturl(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield POSTGRES._replace(path=f"/{name}").geturl()
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
