"""What a benchmark found, for people and for programs."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

RATIO_FLOOR = 0.4
STATEMENTS_CEILING = 4
READING_CEILING = 1.5


def describe_machine():
    model = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": f"{model[0] if model else platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": ".".join(map(str, divmod(connection.pg_version, 10_000))),
        "cache": settings.CACHES["default"]["BACKEND"].rpartition(".")[2],
    }


def get_missed_limits(results):
    """Return a description of each limit that the results miss."""
    casting, reading = results["casting"], results["reading"]
    statements = len(casting["statements"]["a ballot"])
    limits = {
        f"ballots beside inserts: {casting['ratio']:.2f}": casting["ratio"] >= RATIO_FLOOR,
        f"statements a ballot: {statements}": statements <= STATEMENTS_CEILING,
    } | {
        f"reading many beside few ({way}): {ratio:.2f}": ratio <= READING_CEILING
        for way, ratio in reading["ratio"].items()
    }
    return [words for words, kept in limits.items() if not kept]


def write_report(results, folder):
    """Write polls.json and polls.md, and return the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "polls.json").write_text(json.dumps(results, indent=2) + "\n")
    text = "\n".join([*about(results), *casting_rows(results), *reading_rows(results), ""])
    (folder / "polls.md").write_text(text)
    return text


def about(results):
    machine = results["machine"]
    return [
        f"# Polls, {machine['at']}",
        "",
        f"{machine['processor']}; Python {machine['python']}, Django {machine['django']}, "
        f"PostgreSQL {machine['postgresql']}, {machine['cache']}.",
        "",
    ]


def casting_rows(results):
    casting = results["casting"]
    counts = {name: len(each) for name, each in casting["statements"].items()}
    return [
        "| Casting | |",
        "|---|---|",
        f"| ballots a second | {casting['ballots_per_second']:.0f} |",
        f"| one INSERT, requests a second | {casting['inserts_per_second']:.0f} |",
        f"| ratio (at least {RATIO_FLOOR}) | **{casting['ratio']:.2f}** "
        f"({casting['ratio_lowest']:.2f}–{casting['ratio_highest']:.2f} "
        f"in {len(casting['rounds'])} rounds) |",
        f"| processor time a ballot | {casting['ballot_cpu_ms']:.2f} ms |",
        f"| processor time an INSERT | {casting['insert_cpu_ms']:.2f} ms |",
        *(
            f"| SQL statements besides BEGIN and COMMIT, {name} | {number} |"
            for name, number in counts.items()
        ),
        "",
    ]


def reading_rows(results):
    reading = results["reading"]
    few, many, ratio = reading["few"], reading["many"], reading["ratio"]
    return [
        f"| Reading a result | {reading['few_ballots']:,} ballots "
        f"| {reading['many_ballots']:,} ballots | ratio (at most {READING_CEILING}) |",
        "|---|---|---|---|",
        *(
            f"| {label} | {few[way]:.2f} ms | {many[way]:.2f} ms | **{ratio[way]:.2f}** |"
            for way, label in {"process": "in the process", "http": "over HTTP"}.items()
        ),
        "",
    ]
