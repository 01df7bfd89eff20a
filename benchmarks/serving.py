"""A database and a server, for the length of a benchmark."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psycopg

NAME = "rostrum_benchmark"
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
WORKERS = 4
CORES = sorted(os.sched_getaffinity(0))


@contextmanager
def own_database():
    """Yield the address of an empty database on DATABASE_URL's server; it is dropped after."""
    server = urlsplit(os.environ.get("DATABASE_URL", SERVER))._replace(path="/postgres")
    with psycopg.connect(server.geturl(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {NAME}")
        try:
            yield server._replace(path=f"/{NAME}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def pin(core):
    """Keep this process, and those it starts from now on, to one core."""
    os.sched_setaffinity(0, {core})


class Server:
    """Granian with the product, on the first core; whoever starts it goes to the last one."""

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [
            str(Path(sys.executable).with_name("granian")), "project.wsgi:application",
            "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", str(WORKERS), "--blocking-threads", "1",
        ]  # fmt: skip
        pin(CORES[0])
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            command, start_new_session=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        pin(CORES[-1])
        self.workers = self.wait()
        return self

    def wait(self):
        """Return the process numbers of the workers once all of them serve."""
        said = []
        while sum(bool(re.search(r"Started worker-\d+$", line)) for line in said) < WORKERS:
            said.append(self.process.stdout.readline())
            if not said[-1]:
                raise RuntimeError("".join(said))
        Thread(target=self.process.stdout.read, daemon=True).start()
        return [int(pid) for pid in re.findall(r"with PID: (\d+)", "".join(said))]

    def __exit__(self, *error):
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)

    def cpu(self):
        """Return the seconds of processor time that the workers have used so far."""
        ticks = 0
        for pid in self.workers:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # utime and stime: proc(5)
        return ticks / os.sysconf("SC_CLK_TCK")
