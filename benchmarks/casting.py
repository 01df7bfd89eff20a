"""BallotGenerator a second, beside a view that does one INSERT."""

import json
from collections import Counter
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.load import send_all
from benchmarks.models import Row
from benchmarks.poll_setup import OPTIONS, check_equal, make_poll
from polls.models import Ballot
from polls.results.result import get_result
from polls.voting.recount import recount
from polls.voting.voters import create_credential

TRANSACTION = ("BEGIN", "COMMIT")


def make_bodies(number):
    """Return ballots of as many new voters, as they go over the wire."""
    return [
        json.dumps({"options": [1 + at % OPTIONS], "voter": create_credential()})
        for at in range(number)
    ]


def measure_casting(server, *, rounds, size, progress):
    """Return figures of casting, the product and the INSERT by turns in each of the rounds.

    `progress` is called with the number of requests that have been answered.
    """
    poll = make_poll("casting")
    paths = {"ballots": f"/api/v3/polls/{poll.slug}/ballots/", "inserts": "/benchmarks/insert/"}
    answers, figures = {name: [] for name in paths}, []
    # The first round warms up and is not counted.
    for at in range(rounds + 1):
        round = {}
        for name in sorted(paths, reverse=at % 2):
            round[name], got = measure(server, paths[name], make_bodies(size))
            answers[name] += got
            progress(size)
        figures.append(round)
    check(poll, answers, size * (rounds + 1))
    return {**summarise(figures[1:]), "statements": statements_of_a_ballot(poll)}


def measure(server, path, bodies):
    """Return ({"rate": requests a second, "cpu": ms a request}, answers)."""
    cpu = server.cpu()
    seconds, answers = send_all(server.port, path, bodies)
    used = 1000 * (server.cpu() - cpu) / len(bodies)
    return {"rate": len(bodies) / seconds, "cpu": used}, answers


def summarise(figures):
    """Return medians over the rounds; a ratio is that of two neighbours in one round."""
    ratios = [each["ballots"]["rate"] / each["inserts"]["rate"] for each in figures]
    return {
        "rounds": figures,
        "ballots_per_second": median(each["ballots"]["rate"] for each in figures),
        "inserts_per_second": median(each["inserts"]["rate"] for each in figures),
        "ratio": median(ratios),
        "ratio_lowest": min(ratios),
        "ratio_highest": max(ratios),
        "ballot_cpu_ms": median(each["ballots"]["cpu"] for each in figures),
        "insert_cpu_ms": median(each["inserts"]["cpu"] for each in figures),
    }


def check(poll, answers, number):
    """Raise AssertionError unless each ballot was acknowledged, is kept and is counted."""
    for name, got in answers.items():
        check_equal(
            Counter(status for status, _ in got), Counter({201: number}), f"answers to {name}"
        )
        counted = Counter(json.loads(body)["counted"] for _, body in got)
        check_equal(counted, Counter({True: number}), f"counted {name}")
    check_equal(Row.objects.count(), number, "rows")
    receipts = {json.loads(body)["receipt"] for _, body in answers["ballots"]}
    kept = Ballot.objects.filter(poll=poll).values_list("receipt", flat=True)
    check_equal(set(kept) ^ receipts, set(), "receipts")
    check_equal(get_result(poll)["ballots"], number, "ballots in the result")
    check_equal(recount(poll), {}, "differences of the counters")


def statements_of_a_ballot(poll):
    """Return {what it is: [SQL, but for BEGIN and COMMIT]} as this process sends them."""
    body = make_bodies(1)[0]
    return {
        "first of this process": statements(poll, make_bodies(1)[0]),
        "a ballot": statements(poll, body),
        "the same again": statements(poll, body),
    }


def statements(poll, body):
    client, path = Client(headers={"host": "127.0.0.1"}), f"/api/v3/polls/{poll.slug}/ballots/"
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(path, body, content_type="application/json")
    check_equal(answer.json()["counted"], True, "a ballot")
    return [each["sql"] for each in captured if each["sql"] not in TRANSACTION]
