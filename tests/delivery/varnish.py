"""Varnish as `docs/rostrum.vcl` sets it up, on free ports of this machine."""

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.production_site import wait_for_port

ROOT = Path(__file__).parents[2]


@contextmanager
def varnish(port, behind):
    """Serve at `port` what answers at the port `behind`."""
    program = shutil.which("varnishd", path="/usr/sbin:/usr/bin")
    assert program, "varnishd is missing; .ci/run installs it"
    # Varnish works as a user of its own, who may not read what pytest keeps.
    folder = Path(tempfile.mkdtemp(prefix="rostrum-varnish-"))
    folder.chmod(0o755)
    rules = (ROOT / "docs/rostrum.vcl").read_text()
    (folder / "rules.vcl").write_text(rules.replace('"8000"', f'"{behind}"'))
    command = [
        program,
        "-F",
        "-a",
        f"127.0.0.1:{port}",
        "-f",
        folder / "rules.vcl",
        "-n",
        folder / "work",
    ]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        wait_for_port(server, port)
        # Whoever does not read what a server says, stops it when the pipe is full.
        Thread(target=server.stderr.read, daemon=True).start()
        yield
    finally:
        server.terminate()
        server.wait()
        server.stderr.close()
        shutil.rmtree(folder)
