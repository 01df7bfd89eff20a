"""The time to read a result of few and of many ballots."""

import time
from http.client import HTTPConnection
from statistics import median

from django.db import connection

from benchmarks.poll_setup import check_equal, make_poll
from polls.models import Poll
from polls.results.result import get_result
from polls.voting.recount import recount
from polls.voting.tallies import create_counters

FEW = 100
BATCH = 20_000
# BallotGenerator as they are cast, made by the database.
FILL = """
    INSERT INTO polls_ballot
        (poll_id, voter_key, receipt, choices, audience, status, review_reason, cast_at)
    SELECT %(poll)s, encode(sha256(convert_to(%(poll)s || '-' || n, 'UTF8')), 'hex'),
        md5(%(poll)s || '-' || n), jsonb_build_array(1 + n %% 4), '', 'counted', '', now()
    FROM generate_series(%(first)s, %(last)s) n
"""


def fill(poll, number, progress):
    """Give a poll its ballots, counted."""
    with connection.cursor() as cursor:
        for first in range(1, number + 1, BATCH):
            last = min(first + BATCH - 1, number)
            cursor.execute(FILL, {"poll": poll.pk, "first": first, "last": last})
            progress(last - first + 1)
    create_counters(poll, "")
    recount(poll, fix=True)
    check_equal(get_result(poll)["ballots"], number, "ballots in a result")


def measure_reading(server, *, ballots, times, progress):
    """Return the time to read the result of FEW ballots and of `ballots`, read by turns.

    As {"few", "many": {"process", "http": ms}, "ratio": {"process", "http"}}.
    """
    polls = {"few": make_poll("few"), "many": make_poll("many")}
    fill(polls["few"], FEW, progress)
    fill(polls["many"], ballots, progress)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    by_process, by_http = {"few": [], "many": []}, {"few": [], "many": []}
    http = HTTPConnection("127.0.0.1", server.port, timeout=60)
    for at in range(times):
        for name in sorted(polls, reverse=at % 2):
            by_process[name].append(timed(read_in_process, name))
            by_http[name].append(timed(read_over_http, name, http))
        progress(2)
    http.close()
    return summarise(by_process, by_http) | {"few_ballots": FEW, "many_ballots": ballots}


def timed(read, *arguments):
    """Return how many milliseconds it takes to read something."""
    start = time.perf_counter()
    read(*arguments)
    return 1000 * (time.perf_counter() - start)


def read_in_process(slug):
    return get_result(Poll.objects.for_display().get(slug=slug))


def read_over_http(slug, http):
    http.request("GET", f"/api/v3/polls/{slug}/results/")
    answer = http.getresponse()
    answer.read()
    check_equal(answer.status, 200, "status of a result")


def summarise(by_process, by_http):
    figures = {
        name: {"process": median(by_process[name]), "http": median(by_http[name])}
        for name in by_process
    }
    ratio = {way: figures["many"][way] / figures["few"][way] for way in ("process", "http")}
    return figures | {"ratio": ratio}
