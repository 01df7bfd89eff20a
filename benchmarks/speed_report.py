"""What a run found, for people and for programs."""

import json

from benchmarks.speed_limits import CASES, build_limits


def write_report(results, folder, more=()):
    """Write speed.json and speed.md, the latter to `more` files too, and return the Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "speed.json").write_text(json.dumps(results, indent=2) + "\n")
    parts = (about, limit_rows, throughput_rows, miss_rows, mixed_rows, growth_rows, worker_rows)
    text = "\n".join(line for part in parts for line in [*part(results), ""])
    for file in (folder / "speed.md", *more):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return text


def table(*rows):
    """Return the lines of a table: its head, then rows with figures after the first column."""
    head, *rows = [[str(cell) for cell in row] for row in rows]
    rule = ["---", *["---:"] * (len(head) - 1)]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]


def about(results):
    machine, plan = results["machine"], results["plan"]
    versions = ", ".join(
        f"{label} {machine[key]}"
        for key, label in {
            "python": "Python",
            "django": "Django",
            "wagtail": "Wagtail",
            "granian": "Granian",
            "postgresql": "PostgreSQL",
            "nginx": "nginx",
            "varnish": "Varnish",
        }.items()
        if machine.get(key)
    )
    return [
        "# Benchmark results",
        "",
        f"Measured by `uv run benchmarks/run.py` on {machine['at']}: {machine['processor']}, the "
        f"servers on one and the load on the other; {versions}. There are {plan['articles']:,} "
        "articles of 6 to 20 blocks. Absolute figures vary with what else the machine does; "
        "ratios, of figures taken by turns, vary less. The comparisons are described in "
        "`benchmarks/README.md`.",
    ]


def limit_rows(results):
    rows = [
        (limit.what, f"{limit.found:.2f}", bound(limit), "yes" if limit.is_met else "**no**")
        for limit in build_limits(results)
    ]
    return ["## Limits", "", *table(("Ratio", "measured", "limit", "met"), *rows)]


def bound(limit):
    return f"≥ {limit.least:g}" if limit.most is None else f"≤ {limit.most:g}"


def throughput_rows(results):
    cases = results["throughput"]["cases"]
    rows = [
        (server, *(f"{cases[case][server]['rate']:,.0f}" for case in CASES))
        for server in cases[CASES[0]]
    ]
    note = "The p50 and p99 of each are in `var/benchmarks/speed.json`."
    head = ("Requests a second", *CASES)
    return ["## Cached responses", "", *table(head, *rows), "", note]


def miss_rows(results):
    rows = [(name, f"{each['cpu']:.1f}") for name, each in results["misses"].items()]
    return ["## Uncached responses", "", *table(("Processor time", "ms"), *rows)]


def mixed_rows(results):
    mixed = results["mixed"]
    rows = [
        ("URLs", f"{mixed['addresses']:,}"),
        ("responses", f"{mixed['requests']:,}"),
        ("ballots", f"{mixed['ballots']:,}"),
        ("requests right after a publication", f"{mixed['probes']:,}"),
        ("p50, ms", f"{mixed['p50']:.2f}"),
        ("p99, ms", f"{mixed['p99']:.2f}"),
        ("wrong", mixed["wrong"]),
        ("stale for more than a second", mixed["old"]),
    ]
    return ["## Readers, voters and an editor at once", "", *table(("", ""), *rows)]


def growth_rows(results):
    plan = results["plan"]
    head = ("p50, ms", f"{plan['articles']:,} articles", f"{plan['grown']:,}", "ratio")
    rows = [
        (page, f"{each['few']:.1f}", f"{each['many']:.1f}", f"{each['ratio']:.2f}")
        for page, each in results["growth"].items()
    ]
    return ["## Growth, uncached responses", "", *table(head, *rows)]


def worker_rows(results):
    rows = [
        (name, f"{each['start']:.1f}", f"{each['memory']:.0f}")
        for name, each in results["throughput"]["workers"].items()
    ]
    head = ("A worker", "seconds to start", "MiB after load")
    return ["## Workers", "", *table(head, *rows)]
