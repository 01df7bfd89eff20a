"""The demo site as the README's command serves it, for tests over real HTTP."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).parents[1]


class DemoSite:
    """The demo, served by `manage.py demo` on a free port; `passwords` are {name: password}."""

    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.url = f"http://{self.address}"
        kept = ("PATH", "HOME", "LANG")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
        # Every voter here comes from one network.
        self.environment |= {"POLL_SOFT_LIMIT": "1000", "POLL_HARD_LIMIT": "1000"}
        # A cache in front is told of nothing.
        self.environment |= {"SHARED_SECONDS": "60"}
        told = self.run("--setup-only").partition("shown this once:")[2]
        self.passwords = dict(re.findall(r"^  (\w+) +(\S{16})  ", told, re.MULTILINE))

    def run(self, *arguments):
        return self.manage("demo", self.address, *arguments)

    def shell(self, code):
        return self.manage("shell", "-c", code)

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def serve(self):
        """Start the server and return once it answers."""
        command = [sys.executable, "manage.py", "runserver", "--noreload", self.address]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment | {"DEBUG": "true"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for line in server.stdout:
            if "Quit the server" in line:
                break
        # Whoever does not read what a server says, stops it when the pipe is full.
        Thread(target=server.stdout.read, daemon=True).start()
        return server

    def addresses(self):
        """Every page that the sitemap names, and lists and searches beside them."""
        with urllib.request.urlopen(f"{self.url}/sitemap.xml") as answer:
            listed = re.findall(r"<loc>(.*?)</loc>", answer.read().decode())
        more = ["/blogs/?page=2", "/topics/", "/authors/", "/search/?q=trade", "/search/?q=zyxwv"]
        return [*listed, *(f"{self.url}{path}" for path in more)]
