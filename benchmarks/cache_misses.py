"""Processor time of answers that are built, not kept: ours and those of stock Wagtail by turns."""

from http.client import HTTPConnection
from statistics import median

from benchmarks.poll_setup import check_equal
from benchmarks.throughput import read


def measure_misses(targets, *, rounds, progress):
    """Return {name: {"cpu": ms an answer, median over the rounds, "rounds": [ms]}}.

    `targets` are {name: (server, [path])}; in each round every path is asked for once.
    """
    figures = {name: [] for name in targets}
    for at in range(rounds + 1):
        for name in sorted(targets, reverse=at % 2):
            server, paths = targets[name]
            figures[name].append(cost(server, paths))
            progress(1)
    return {
        name: {"cpu": median(found[1:]), "rounds": found[1:]} for name, found in figures.items()
    }


def cost(server, paths):
    """Return the milliseconds of processor time that a server takes for an answer."""
    http = HTTPConnection("127.0.0.1", server.port, timeout=60)
    before = server.cpu()
    for path in paths:
        check_equal(read(http, path) is not None, True, f"an answer at {path}")
    http.close()
    return 1000 * (server.cpu() - before) / len(paths)
