"""The time of answers among few and among many articles, asked for by turns."""

import time
from http.client import HTTPConnection
from statistics import median

from benchmarks.poll_setup import check_equal
from benchmarks.throughput import read


def measure_growth(servers, pages, *, times, progress):
    """Return {page: {"few", "many": ms, "ratio"}}: the p50 of answers that are built, not kept.

    `servers` are {"few", "many": Server}; `pages` are {page: [path]}, each path read once: no
    answer was kept, while the numbers of lists are known, as until something is published.
    """
    http = {
        size: HTTPConnection("127.0.0.1", each.port, timeout=60) for size, each in servers.items()
    }
    figures = {}
    for page, paths in pages.items():
        taken = {size: [] for size in servers}
        for at in range(times):
            for size in sorted(servers, reverse=at % 2):
                taken[size].append(timed(http[size], paths[at % len(paths)]))
            progress(1)
        few, many = (median(taken[size]) for size in ("few", "many"))
        figures[page] = {"few": few, "many": many, "ratio": many / few}
    return figures


def timed(http, path):
    began = time.perf_counter()
    body = read(http, path)
    check_equal(body is not None, True, f"an answer at {path}")
    return 1000 * (time.perf_counter() - began)
