"""The product as production serves it, for tests over real HTTP."""

import os
import re
import select
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[1]


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
            str(Path(sys.executable).with_name("granian")), "project.wsgi:application",
            "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", str(self.workers), "--blocking-threads", "1", "--respawn-failed-workers",
        ]  # fmt: skip
        server = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        said = []
        while sum(bool(re.search(r"Started worker-\d+$", line)) for line in said) < self.workers:
            said.append(server.stdout.readline())
            assert said[-1], "".join(said)
        self.wait_for(server)
        return server, [int(pid) for pid in re.findall(r"with PID: (\d+)", "".join(said))]

    def wait_for(self, server):
        """Return once the port is open, which is after the workers are said to have started."""
        while server.poll() is None:
            try:
                return socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionRefusedError:
                select.select([server.stdout], [], [], 0.05)
        raise AssertionError(server.stdout.read())

    def serve(self):
        """Start the server as `start` does, and let nobody read what it says."""
        server, workers = self.start()
        # Whoever does not read what a server says, stops it when the pipe is full.
        Thread(target=server.stdout.read, daemon=True).start()
        return server, workers
