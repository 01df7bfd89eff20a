"""A database and a server, for the length of a benchmark."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psycopg

NAME = "rostrum_benchmark"
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
WORKERS = 4
END_SESSIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
CORES = sorted(os.sched_getaffinity(0))


@contextmanager
def create_temporary_database(name=NAME, template="template1"):
    """Yield the address of a database on DATABASE_URL's server; it is dropped after.

    It is empty, or a copy of another, `template`.
    """
    server = urlsplit(os.environ.get("DATABASE_URL", SERVER))._replace(path="/postgres")
    with psycopg.connect(server.geturl(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        # No other template is anybody's but ours, and what is in use cannot be copied.
        admin.execute(END_SESSIONS, [template])
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield server._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def get_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pin(core):
    """Keep this process, and those it starts from now on, to one core."""
    os.sched_setaffinity(0, {core})


def end(process):
    """End a process that leads a session of its own, whatever it is doing."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


class Server:
    """Granian with an application, on the first core; whoever starts it goes to the last one.

    `variables` are added to those of this process.
    """

    def __init__(self, application="project.wsgi:application", workers=WORKERS, **variables):
        self.application = application
        self.number = workers
        self.variables = variables

    def __enter__(self):
        self.port = get_free_port()
        command = [
            str(Path(sys.executable).with_name("granian")),
            self.application,
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--workers",
            str(self.number),
            "--blocking-threads",
            "2",
        ]
        began = time.perf_counter()
        pin(CORES[0])
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            command,
            start_new_session=True,
            text=True,
            env=os.environ | self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        pin(CORES[-1])
        self.workers = self.wait()
        self.seconds_to_start = time.perf_counter() - began
        return self

    def wait(self):
        """Return the process numbers of the workers once all of them serve."""
        said = []
        while sum(bool(re.search(r"Started worker-\d+$", line)) for line in said) < self.number:
            said.append(self.process.stdout.readline())
            if not said[-1]:
                raise RuntimeError("".join(said))
        Thread(target=self.process.stdout.read, daemon=True).start()
        return [int(pid) for pid in re.findall(r"with PID: (\d+)", "".join(said))]

    def __exit__(self, *error):
        end(self.process)

    def memory(self):
        """Return the mebibytes that a worker has of its own, on average (PSS: proc(5))."""
        rows = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.workers]
        return sum(int(re.search(r"Pss: +(\d+)", row)[1]) for row in rows) / len(rows) / 1024

    def cpu(self):
        """Return the seconds of processor time that the workers have used so far."""
        ticks = 0
        for pid in self.workers:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # utime and stime: proc(5)
        return ticks / os.sysconf("SC_CLK_TCK")
