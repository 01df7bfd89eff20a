"""Processes of the product, and folders that all workers of a test run share."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PRODUCTION = {"SECRET_KEY": "for a test", "HTTPS": "false"}


def get_environment(**variables):
    """Return the environment of a process with only these variables of the product."""
    inherited = ("PATH", "HOME", "LANG")
    return {name: os.environ[name] for name in inherited if name in os.environ} | variables


def run_command(*arguments, environment):
    """Return what a management command prints. Raises CalledProcessError if it fails."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def get_run_folder():
    """Return the folder of this test run, which `tests.settings` creates."""
    return Path(os.environ["TEST_RUN_DIR"])


def build_once(name, build):
    """Return the run's folder of this name; the first worker to need it calls `build(folder)`."""
    folder = get_run_folder() / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            build(unfinished)
            unfinished.rename(folder)
    return folder


def collect_static():
    """Return a VAR_DIR with the static files of production and `collectstatic.log`, the output."""
    return build_once("static", run_collectstatic)


def run_collectstatic(folder):
    environment = get_environment(**PRODUCTION, VAR_DIR=str(folder))
    output = run_command("collectstatic", "--no-input", "-v0", environment=environment)
    (folder / "collectstatic.log").write_text(output)
