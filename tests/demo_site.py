"""The demo site as the README's command serves it, for tests over real HTTP."""

import json
import re
import subprocess
import sys
import urllib.request
from threading import Thread

from tests.production_site import get_free_port
from tests.shared import ROOT, get_environment, run_command

LISTS = ("/blogs/?page=2", "/topics/", "/authors/", "/search/?q=trade", "/search/?q=zyxwv")


class DemoSite:
    """The demo, set up in a folder by `manage.py demo`; `passwords` are {username: password}."""

    def __init__(self, folder):
        self.host = f"127.0.0.1:{get_free_port()}"
        self.url = f"http://{self.host}"
        self.environment = get_environment(
            VAR_DIR=str(folder),
            PYTHONUNBUFFERED="1",
            # All voters in these tests come from one network.
            POLL_SOFT_LIMIT="1000",
            POLL_HARD_LIMIT="1000",
            # A cache in front gets no purge requests.
            CACHE_S_MAXAGE="60",
        )
        self.set_up(folder / "passwords.json")

    def set_up(self, passwords):
        """Create the demo, or move an existing one to this port. Its passwords are shown once."""
        output = self.run_command("demo", self.host, "--setup-only")
        if not passwords.exists():
            table = output.partition("shown only once):")[2]
            found = dict(re.findall(r"^  (\w+) +(\S{16})  ", table, re.MULTILINE))
            passwords.write_text(json.dumps(found))
        self.passwords = json.loads(passwords.read_text())

    def run_command(self, *arguments):
        return run_command(*arguments, environment=self.environment)

    def run_code(self, code):
        return self.run_command("shell", "-c", code)

    def serve(self):
        """Start the server and return it once it accepts requests."""
        command = [sys.executable, "manage.py", "runserver", "--noreload", self.host]
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
        # A full pipe would block the server.
        Thread(target=server.stdout.read, daemon=True).start()
        return server

    def get_urls(self):
        """Return the URL of every page in the sitemap, and of lists and searches besides."""
        with urllib.request.urlopen(f"{self.url}/sitemap.xml") as response:
            urls = re.findall(r"<loc>(.*?)</loc>", response.read().decode())
        return [*urls, *(f"{self.url}{path}" for path in LISTS)]
