"""Many voters at once over HTTP, with several processes: every ballot is counted exactly once.

Runs on PostgreSQL with DATABASE_URL, as in production, otherwise on SQLite.
"""

import json
import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from itertools import product
from queue import Queue
from threading import Thread

import pytest

from tests.databases import ON_POSTGRES, copy_database
from tests.production_site import ProductionSite

WORKERS = 4
CLIENTS = 64 if ON_POSTGRES else 24
# The number of times that each ballot is sent at once.
REPETITIONS = 3
POLLS = ("single", "several", "changeable")
# The number of times that a client sends a request after its connection broke.
MAX_ATTEMPTS = 50

CREATE_POLLS = """
from tests.factories import PollFactory
for slug, fields in {
    "single": {}, "several": {"kind": "multiple"}, "changeable": {"changeable": True},
}.items():
    PollFactory(slug=f"PREFIX-{slug}", visibility="always", **fields)
"""
READ_BALLOTS = """
import json
from polls.models import Ballot
ballots = Ballot.objects.filter(poll__slug__startswith="PREFIX-")
print(json.dumps(list(ballots.values_list("poll__slug", "voter_key", "receipt", "choices"))))
"""


class Site(ProductionSite):
    def post(self, path, body=None):
        """Return (status, JSON, number of broken connections before)."""
        for broken in range(MAX_ATTEMPTS):
            connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request("POST", path, json.dumps(body or {}))
                response = connection.getresponse()
                text = response.read()
                if response.status >= 500 and not ON_POSTGRES:
                    # On SQLite, requests sometimes fail under this load. The client tries again,
                    # and its ballot must still be counted once.
                    continue
                assert "json" in str(response.headers["Content-Type"]), (response.status, text)
                return response.status, json.loads(text), broken
            except (HTTPException, OSError):
                continue
            finally:
                connection.close()
        raise AssertionError(f"All {MAX_ATTEMPTS} requests failed: {path}")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with copy_database(tmp_path_factory.mktemp("concurrency")) as database_url:
        yield database_url


@pytest.fixture(scope="module")
def site(database):
    # Every voter here comes from one network.
    limits = {"POLL_SOFT_LIMIT": "1000000", "POLL_HARD_LIMIT": "1000000"}
    return Site(workers=WORKERS, DATABASE_URL=database, **limits)


@pytest.fixture(scope="module")
def workers(site):
    with site.running() as workers:
        yield workers


class Crowd:
    """Clients, each of which sends its ballot in each poll several times at once.

    The queue `responses` has (poll, client, status, JSON, number of broken connections).
    """

    def __init__(self, site, prefix):
        self.site, self.prefix, self.responses = site, prefix, Queue()
        site.run_code(CREATE_POLLS.replace("PREFIX", prefix))

    def vote(self):
        with ThreadPoolExecutor(CLIENTS) as executor:
            list(executor.map(self.vote_as, range(CLIENTS)))

    def vote_as(self, client):
        _, body, _ = self.site.post("/api/v3/polls/voters/")
        with ThreadPoolExecutor(REPETITIONS) as executor:
            for poll in POLLS:
                list(executor.map(self.send, [(poll, client, body["voter"])] * REPETITIONS))

    def send(self, ballot):
        poll, client, voter = ballot
        path = f"/api/v3/polls/{self.prefix}-{poll}/ballots/"
        response = self.site.post(path, {"options": get_choices(poll, client), "voter": voter})
        self.responses.put((poll, client, *response))

    def receive(self, number):
        return [self.responses.get(timeout=60) for _ in range(number)]

    def read_ballots(self):
        """Return [(slug of the poll, voter key, receipt, choices)] from the database."""
        code = READ_BALLOTS.replace("PREFIX", self.prefix)
        return json.loads(self.site.run_code(code))


def get_choices(poll, client):
    return [1, 2 + client % 2] if poll == "several" else [1 + client % 3]


def check_ballots(crowd, responses):
    """Check that every response is a receipt, and that every ballot is stored and counted once."""
    assert [response for response in responses if response[2] not in (200, 201)] == []
    receipts = {sender: set() for sender in product(POLLS, range(CLIENTS))}
    for poll, client, _, body, _ in responses:
        assert body["counted"] is True
        receipts[poll, client].add(body["receipt"])
    assert {len(numbers) for numbers in receipts.values()} == {1}

    expected = sorted(
        [f"{crowd.prefix}-{poll}", receipts[poll, client].pop(), get_choices(poll, client)]
        for poll, client in receipts
    )
    ballots = crowd.read_ballots()
    assert sorted([slug, receipt, choices] for slug, _, receipt, choices in ballots) == expected
    assert len({(slug, key) for slug, key, _, _ in ballots}) == len(ballots)
    for poll in POLLS:
        check_result(crowd, poll)
    assert " 0 differences" in crowd.site.run_command("recount_polls")


def check_result(crowd, poll):
    """Check that the result over HTTP counts what the clients sent."""
    result = crowd.site.get_result(f"{crowd.prefix}-{poll}")
    votes = Counter(number for client in range(CLIENTS) for number in get_choices(poll, client))
    assert result["ballots"] == CLIENTS
    assert {row["id"]: row["votes"] for row in result["options"]} == {1: 0, 2: 0, 3: 0} | votes


def test_each_voter_counts_once(site, workers):
    crowd = Crowd(site, "calm")

    crowd.vote()

    responses = crowd.receive(CLIENTS * len(POLLS) * REPETITIONS)
    check_ballots(crowd, responses)
    created = Counter((poll, client) for poll, client, status, _, _ in responses if status == 201)
    assert set(created.values()) == {1}


def test_killed_worker_loses_and_duplicates_no_ballot(site, workers):
    crowd = Crowd(site, "storm")
    voting = Thread(target=crowd.vote)
    voting.start()

    before = crowd.receive(CLIENTS * len(POLLS))
    os.kill(workers[0], signal.SIGKILL)
    voting.join()

    after = crowd.receive(CLIENTS * len(POLLS) * (REPETITIONS - 1))
    check_ballots(crowd, before + after)
    assert any(broken for *_, broken in after)
