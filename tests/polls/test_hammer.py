"""Many voters at once, over HTTP, before several processes: none is lost or counted twice.

With DATABASE_URL on PostgreSQL, as in production, otherwise on SQLite, the demo's database.
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

from tests.production_site import ON_POSTGRES, ProductionSite, own_database

WORKERS = 4
CLIENTS = 64 if ON_POSTGRES else 24
# How often each ballot is sent at once, and over which polls.
TIMES = 3
POLLS = ("single", "several", "changeable")
# How often a client asks again whose connection broke.
PATIENCE = 50

MAKE_POLLS = """
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
        """Return (status, JSON, how often the connection broke before)."""
        for broken in range(PATIENCE):
            connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                connection.request("POST", path, json.dumps(body or {}))
                answer = connection.getresponse()
                said = answer.read()
                if answer.status >= 500 and not ON_POSTGRES:
                    # On SQLite a request fails now and then under this load. That is no
                    # acknowledgement: a client asks again, and must count once all the same.
                    continue
                assert "json" in str(answer.headers["Content-Type"]), (answer.status, said)
                return answer.status, json.loads(said), broken
            except (HTTPException, OSError):
                continue
            finally:
                connection.close()
        raise AssertionError(f"The server did not answer {PATIENCE} times: {path}")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with own_database(tmp_path_factory.mktemp("hammer")) as address:
        yield address


@pytest.fixture(scope="module")
def site(database):
    # Every voter here comes from one network.
    limits = {"POLL_SOFT_LIMIT": "1000000", "POLL_HARD_LIMIT": "1000000"}
    site = Site(workers=WORKERS, DATABASE_URL=database, **limits)
    site.manage("migrate", "--verbosity", "0")
    return site


@pytest.fixture
def workers(site):
    with site.served() as workers:
        yield workers


class Crowd:
    """Clients, each of which sends its ballot in each poll several times at once.

    `answers` gets (poll, client, status, JSON, how often the connection broke) as they come.
    """

    def __init__(self, site, prefix):
        self.site, self.prefix, self.answers = site, prefix, Queue()
        site.shell(MAKE_POLLS.replace("PREFIX", prefix))

    def vote(self):
        with ThreadPoolExecutor(CLIENTS) as crowd:
            list(crowd.map(self.be_client, range(CLIENTS)))

    def be_client(self, client):
        _, body, _ = self.site.post("/api/v3/polls/voters/")
        with ThreadPoolExecutor(TIMES) as hands:
            for poll in POLLS:
                list(hands.map(self.send, [(poll, client, body["voter"])] * TIMES))

    def send(self, ballot):
        poll, client, voter = ballot
        path = f"/api/v3/polls/{self.prefix}-{poll}/ballots/"
        answer = self.site.post(path, {"options": choices_of(poll, client), "voter": voter})
        self.answers.put((poll, client, *answer))

    def hear(self, number):
        return [self.answers.get(timeout=60) for _ in range(number)]

    def ballots(self):
        """Return [(poll's slug, voter's key, receipt, choices)] as the database has them."""
        code = READ_BALLOTS.replace("PREFIX", self.prefix)
        return json.loads(self.site.shell(code))


def choices_of(poll, client):
    return [1, 2 + client % 2] if poll == "several" else [1 + client % 3]


def check_all_is_counted(crowd, answers):
    """Every answer is a receipt, the same for the same ballot, and kept and counted once."""
    assert [answer for answer in answers if answer[2] not in (200, 201)] == []
    receipts = {place: set() for place in product(POLLS, range(CLIENTS))}
    for poll, client, _, body, _ in answers:
        assert body["counted"] is True
        receipts[poll, client].add(body["receipt"])
    assert {len(each) for each in receipts.values()} == {1}

    promised = sorted(
        [f"{crowd.prefix}-{poll}", receipts[poll, client].pop(), choices_of(poll, client)]
        for poll, client in receipts
    )
    ballots = crowd.ballots()
    assert sorted([slug, receipt, choices] for slug, _, receipt, choices in ballots) == promised
    assert len({(slug, key) for slug, key, _, _ in ballots}) == len(ballots)
    for poll in POLLS:
        check_result(crowd, poll)
    assert " 0 differences" in crowd.site.manage("recount_polls")


def check_result(crowd, poll):
    """The result over HTTP is what the clients sent."""
    result = crowd.site.result(f"{crowd.prefix}-{poll}")
    sent = Counter(number for client in range(CLIENTS) for number in choices_of(poll, client))
    assert result["ballots"] == CLIENTS
    assert {row["id"]: row["votes"] for row in result["options"]} == {1: 0, 2: 0, 3: 0} | sent


def test_each_voter_counts_once(site, workers):
    crowd = Crowd(site, "calm")

    crowd.vote()

    answers = crowd.hear(CLIENTS * len(POLLS) * TIMES)
    check_all_is_counted(crowd, answers)
    written = Counter((poll, client) for poll, client, status, _, _ in answers if status == 201)
    assert set(written.values()) == {1}


def test_a_killed_worker_loses_and_doubles_nothing(site, workers):
    crowd = Crowd(site, "storm")
    voting = Thread(target=crowd.vote)
    voting.start()

    before = crowd.hear(CLIENTS * len(POLLS))
    os.kill(workers[0], signal.SIGKILL)
    voting.join()

    after = crowd.hear(CLIENTS * len(POLLS) * (TIMES - 1))
    check_all_is_counted(crowd, before + after)
    assert any(broken for *_, broken in after)
