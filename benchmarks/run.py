"""`uv run benchmarks/run.py`: how fast answers are, beside others on the same content."""

import argparse
import json
import sys
from pathlib import Path

import django
from tqdm import tqdm

ROOT = Path(__file__).resolve().parent.parent
# Python looks first beside a script, where `polls.py` would stand for the app of that name.
sys.path[0] = str(ROOT)

FULL = {
    "articles": 1000,
    "grown": 100_000,
    "rounds": 5,
    "seconds": 3,
    "misses": 100,
    "times": 60,
    "addresses": 10_000,
    "rate": 300,
    "minutes": 2.0,
}
QUICK = {
    "articles": 150,
    "grown": 1000,
    "rounds": 1,
    "seconds": 1,
    "misses": 30,
    "times": 12,
    "addresses": 300,
    "rate": 100,
    "minutes": 0.25,
}


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer of all, within four minutes")
    parser.add_argument(
        "--name", default="rostrum_speed", help="of the databases, made and dropped"
    )
    parser.add_argument("--docs", action="store_true", help="write benchmarks/results.md as well")
    parser.add_argument(
        "--only", choices=["throughput", "misses", "mixed"], help="measure one part, and print it"
    )
    return parser.parse_args()


def main():
    options = read_options()
    plan = QUICK if options.quick else FULL
    from benchmarks.servers import create_temporary_database

    with create_temporary_database(options.name) as database:
        set_up(database, plan["articles"])
        if options.only:
            results = measure_part(options.only, plan)
        else:
            results = measure(plan, options.name, database)
    if options.only:
        tqdm.write(json.dumps(results, indent=2))
    else:
        report(results, options.docs)


def report(results, docs):
    """Print the figures and keep them; exits with what was beyond its limits."""
    from benchmarks.environment import FOLDER
    from benchmarks.speed_limits import get_missed_limits
    from benchmarks.speed_report import write_report

    files = [ROOT / "benchmarks" / "results.md"] if docs else []
    tqdm.write(write_report(results, FOLDER, files))
    if broken := get_missed_limits(results):
        sys.exit("Beyond its limits: " + "; ".join(broken))


def set_up(database, articles):
    """Make the product ready in this process, and fill its database."""
    from benchmarks.environment import collect_static, run
    from benchmarks.environment import set_up as set_variables

    set_variables(database)
    collect_static()
    run("benchmarks/articles.py", str(articles))
    django.setup()


def measure_part(part, plan):
    from benchmarks import scenarios

    return getattr(scenarios, part)(plan)


def measure(plan, name, database):
    """Return {"plan", "machine", "throughput", "misses", "mixed", "growth", "workers"}."""
    from django.db import connection

    from benchmarks import scenarios
    from benchmarks.polls_report import describe_machine

    results = {"plan": plan, "machine": describe_machine() | scenarios.versions()}
    for part in (scenarios.throughput, scenarios.misses, scenarios.mixed):
        results[part.__name__] = part(plan)
    # What is in use cannot be copied.
    connection.close()
    connection.close_pool()
    results["growth"] = scenarios.growth(plan, name, database)
    connection.close()
    connection.close_pool()
    return results


if __name__ == "__main__":
    main()
