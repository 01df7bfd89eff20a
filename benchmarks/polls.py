"""`uv run benchmarks/polls.py`: how fast ballots are cast and results read, on PostgreSQL."""

import argparse
import os
import sys
from pathlib import Path

import django
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
# Python looks first beside a script, where this one would stand for the app `polls`.
sys.path[0] = str(ROOT)

FULL = {"rounds": 20, "size": 480, "ballots": 1_000_000, "times": 300}
QUICK = {"rounds": 3, "size": 240, "ballots": 50_000, "times": 50}


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer of all, within a minute")
    return parser.parse_args()


def main():
    from benchmarks.servers import create_temporary_database

    plan = QUICK if read_options().quick else FULL
    with create_temporary_database() as database:
        set_up(database)
        results = measure(plan)
    from benchmarks.polls_report import get_missed_limits, write_report

    tqdm.write(write_report(results, ROOT / "var" / "benchmarks"))
    if broken := get_missed_limits(results):
        sys.exit("Beyond its limits: " + "; ".join(broken))


def set_up(database):
    """Make Django ready, in this process and in those that it starts, and the tables."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "DATABASE_URL": database,
        "SECRET_KEY": "for benchmarks",
        "HTTPS": "false",
        "DEBUG": "false",
        # All ballots here come from one network.
        "POLL_SOFT_LIMIT": "100000000",
        "POLL_HARD_LIMIT": "100000000",
    }
    os.chdir(ROOT)
    # WhiteNoise warns where there is none.
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)


def measure(plan):
    """Return {"plan", "machine", "casting", "reading"}."""
    from django.db import connection

    from benchmarks.casting import measure_casting
    from benchmarks.poll_results import FEW, measure_reading
    from benchmarks.polls_report import describe_machine
    from benchmarks.servers import Server

    requests = 2 * plan["size"] * (plan["rounds"] + 1)
    with Server() as server:
        with tqdm(total=requests, desc="Casting", unit="", disable=None) as bar:
            casting = measure_casting(
                server, rounds=plan["rounds"], size=plan["size"], progress=bar.update
            )
        with tqdm(
            total=FEW + plan["ballots"] + 2 * plan["times"], desc="Reading", unit="", disable=None
        ) as bar:
            reading = measure_reading(
                server, ballots=plan["ballots"], times=plan["times"], progress=bar.update
            )
    results = {"plan": plan, "machine": describe_machine(), "casting": casting, "reading": reading}
    connection.close_pool()
    return results


if __name__ == "__main__":
    main()
