"""The limits, each a ratio of two figures of the same run."""

from typing import NamedTuple

CASES = ("article", "list", "article in HTML", "list in HTML")


class Limit(NamedTuple):
    """A ratio `found`, which must be at least (`least`) or at most (`most`) as much."""

    what: str
    found: float
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self):
        return (self.least is None or self.found >= self.least) and (
            self.most is None or self.found <= self.most
        )

    def __str__(self):
        bound = f"at least {self.least:g}" if self.most is None else f"at most {self.most:g}"
        return f"{self.what}: {self.found:.2f} ({bound})"


def build_limits(results):
    """Return every Limit that the results of a run cover."""
    found = [
        limit for case in CASES for limit in build_case_limits(case, results["throughput"]["cases"])
    ]
    cpu = {name: each["cpu"] for name, each in results["misses"].items()}
    mixed = results["mixed"]
    return [
        *found,
        Limit(
            "uncached article beside stock v3, processor time",
            cpu["Rostrum, article"] / cpu["stock v3, article"],
            most=1.5,
        ),
        Limit("mixed load, p99 beside p50", mixed["ratio"], most=10),
        Limit("mixed load, wrong responses", mixed["wrong"], most=0),
        Limit("mixed load, responses stale for more than a second", mixed["old"], most=0),
        *(
            Limit(f"{page}, p50 among many beside few", each["ratio"], most=1.5)
            for page, each in results["growth"].items()
        ),
    ]


def build_case_limits(case, cases):
    rates = {server: each["rate"] for server, each in cases[case].items()}
    ours = rates["Rostrum"]
    yield Limit(f"{case}, beside Django with constants", ours / rates["Django, constant"], 0.5)
    yield Limit(f"{case}, beside Django’s cache", ours / rates["stock v2, Django’s cache"], 1)
    yield Limit(f"{case}, beside stock v2", ours / rates["stock Wagtail, v2"], 50)
    if behind := rates.get("Rostrum behind Varnish"):
        yield Limit(
            f"{case}, behind Varnish beside nginx", behind / rates["nginx, static, compressed"], 0.8
        )


def get_missed_limits(results):
    """Return a description of each limit that the results miss."""
    return [str(limit) for limit in build_limits(results) if not limit.is_met]
