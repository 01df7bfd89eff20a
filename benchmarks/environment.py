"""Where benchmarks keep what they make, and the variables of what they start."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "benchmarks"
SITE = FOLDER / "site"


def set_up(database):
    """Set the variables of this process, and of those that it starts, for the product."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "DATABASE_URL": database,
        "SECRET_KEY": "for benchmarks",
        "HTTPS": "false",
        "DEBUG": "false",
        "VAR_DIR": str(SITE),
        "PYTHONPATH": str(ROOT),
        # All requests and ballots here come from one network; they are counted all the same.
        "API_RATE_LIMIT": "1000000000/minute",
        "POLL_SOFT_LIMIT": "100000000",
        "POLL_HARD_LIMIT": "100000000",
    }
    os.chdir(ROOT)
    (SITE / "static").mkdir(parents=True, exist_ok=True)


def collect_static():
    """Give static files their names of production, unless that was done since they changed."""
    made = SITE / "static" / "staticfiles.json"
    newest = max(file.stat().st_mtime for file in (ROOT / "project" / "static").rglob("*"))
    if not made.exists() or made.stat().st_mtime < newest:
        run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")


def run(script, *arguments, **variables):
    """Run one of our scripts to its end. Raises CalledProcessError."""
    command = [sys.executable, str(ROOT / script), *arguments]
    subprocess.run(command, check=True, env=os.environ | variables)  # noqa: S603 (our own words)
