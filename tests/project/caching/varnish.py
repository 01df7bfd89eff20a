"""Varnish with the configuration of `docs/rostrum.vcl`, on a local port."""

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.production_site import wait_for_port
from tests.shared import ROOT


@contextmanager
def varnish(port, behind):
    """Run Varnish at `port`, in front of the backend at the port `behind`."""
    program = shutil.which("varnishd", path="/usr/sbin:/usr/bin")
    assert program, "varnishd is missing; .ci/run installs it"
    # Varnish runs as its own user, who may not read the temporary folder of pytest.
    folder = Path(tempfile.mkdtemp(prefix="rostrum-varnish-"))
    folder.chmod(0o755)
    vcl = (ROOT / "docs/rostrum.vcl").read_text()
    (folder / "site.vcl").write_text(vcl.replace('"8000"', f'"{behind}"'))
    command = [
        program,
        "-F",
        "-a",
        f"127.0.0.1:{port}",
        "-f",
        folder / "site.vcl",
        "-n",
        folder / "work",
    ]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    try:
        wait_for_port(server, port)
        # A full pipe would block the server.
        Thread(target=server.stderr.read, daemon=True).start()
        yield
    finally:
        server.terminate()
        server.wait()
        server.stderr.close()
        shutil.rmtree(folder)
