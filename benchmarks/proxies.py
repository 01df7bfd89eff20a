"""What may stand before an application or in its place: nginx and Varnish, on the first core."""

import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.environment import ROOT
from benchmarks.servers import CORES, end, get_free_port, pin

VCL = ROOT / "docs" / "rostrum.vcl"
# What Varnish can do at the most: it looks at nothing, and keeps all.
BARE_VCL = """
vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "0"; }
sub vcl_recv { return (hash); }
sub vcl_backend_response { set beresp.ttl = 1h; set beresp.do_gzip = true; return (deliver); }
sub vcl_deliver { return (deliver); }
"""
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types; access_log off; sendfile on; keepalive_requests 100000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; gzip_static on; }}
}}
"""


class ProxyServer:
    """A program that serves at `port` while this is open; `path` must answer before it begins."""

    def __enter__(self):
        self.port = get_free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="rostrum-benchmark-"))
        # The workers of a program that is started by root are another user's.
        self.folder.chmod(0o755)
        command = self.command()
        pin(CORES[0])
        self.process = subprocess.Popen(  # noqa: S603 (our own words)
            command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        pin(CORES[-1])
        self.wait()
        return self

    def wait(self):
        """Return once the port answers. Raises RuntimeError with what the program says."""
        for _ in range(200):
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read().decode())
            try:
                urlopen(f"http://127.0.0.1:{self.port}{self.path}").close()
            except (URLError, ConnectionError):
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"Nothing answers at {self.path}")

    def __exit__(self, *error):
        end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)


class Nginx(ProxyServer):
    """Serves the files of a folder, compressed to who takes that, where there is a NAME.gz."""

    def __init__(self, root, path):
        self.root, self.path = root, path

    def command(self):
        text = NGINX.format(folder=self.folder, port=self.port, root=self.root)
        (self.folder / "nginx.conf").write_text(text)
        return ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]


class Varnish(ProxyServer):
    """Varnish before a server of ours, with our configuration or another."""

    def __init__(self, backend, path, vcl=None):
        self.backend, self.path = backend, path
        self.vcl = vcl or VCL.read_text()

    def command(self):
        text = re.sub(r'(\.host = )"[^"]*"', r'\1"127.0.0.1"', self.vcl)
        text = re.sub(r'(\.port = )"[^"]*"', rf'\1"{self.backend.port}"', text)
        (self.folder / "rostrum.vcl").write_text(text)
        return [
            "varnishd",
            "-F",
            "-j",
            "none",
            "-n",
            str(self.folder / "run"),
            "-T",
            "none",
            "-a",
            f"127.0.0.1:{self.port}",
            "-f",
            str(self.folder / "rostrum.vcl"),
            "-s",
            "malloc,128m",
        ]
