"""What stands between a poll and those who would stuff it."""

import base64
import json
import secrets

import altcha.v1 as altcha
import pytest
from django.test import RequestFactory

from polls.models import Ballot
from polls.voting.abuse import client_address, network_of, refuse_other_sites, screen
from polls.voting.errors import FromElsewhere, TooMany
from polls.voting.proof_of_work import is_solved, make_challenge
from polls.voting.voters import make_credential
from tests.factories import PollFactory


@pytest.fixture
def poll(db):
    return PollFactory()


def request_from(address="192.0.2.1", **headers):
    return RequestFactory().post("/", headers=headers, REMOTE_ADDR=address)


def screened(number, poll, **more):
    return [screen(request_from(), poll, **more) for _ in range(number)]


def test_past_the_soft_limit_ballots_are_set_aside(poll, settings):
    settings.POLL_SOFT_LIMIT = 2

    assert screened(3, poll) == ["", "", Ballot.Cause.NETWORK]


def test_past_the_hard_limit_ballots_are_refused(poll, settings):
    settings.POLL_HARD_LIMIT = 2
    screened(2, poll)

    with pytest.raises(TooMany) as refusal:
        screen(request_from(), poll)

    assert 0 < refusal.value.seconds <= 3600
    assert refusal.value.headers["Retry-After"] == str(refusal.value.seconds)


def test_another_network_has_a_limit_of_its_own(poll, settings):
    settings.POLL_HARD_LIMIT = 1
    screened(1, poll)

    assert screen(request_from("198.51.100.1"), poll) == ""


def test_another_poll_has_a_limit_of_its_own(poll, settings):
    settings.POLL_HARD_LIMIT = 1
    screened(1, poll)

    assert screen(request_from(), PollFactory()) == ""


def through(settings, address):
    """Have counts in Redis at this address."""
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = settings.CACHES | {"counts": {"BACKEND": backend, "LOCATION": address}}


def test_without_its_cache_no_limit_stops_a_vote(poll, settings, caplog):
    through(settings, "redis://127.0.0.1:1/0")

    assert screened(2, poll) == ["", ""]
    assert "the cache does not answer" in caplog.text


def test_without_its_cache_a_ballot_counts_over_http_too(client, home, settings):
    through(settings, "redis://127.0.0.1:1/0")
    poll = PollFactory(challenge=True, visibility="always")
    ballot = {"options": [1], "voter": make_credential(), "proof": solve(make_challenge(poll))}

    page = client.get(poll.get_absolute_url())
    answer = client.post(
        f"/api/v3/polls/{poll.slug}/ballots/", ballot, content_type="application/json"
    )

    assert page.status_code == 200
    # That the proof is new could not be told.
    assert (answer.status_code, answer.json()["counted"]) == (201, "set_aside")


@pytest.mark.redis
def test_limits_are_counted_in_redis(db, settings):
    through(settings, "redis://127.0.0.1:6379/9")
    settings.POLL_SOFT_LIMIT = 1

    # What an earlier run has counted is still there.
    assert screened(2, PollFactory(slug=secrets.token_hex(8))) == ["", Ballot.Cause.NETWORK]


def test_who_fills_in_the_hidden_field_is_set_aside(poll):
    assert screened(1, poll, honeypot="https://example.org/") == [Ballot.Cause.HONEYPOT]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9, 192.0.2.77", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", ""),
    ],
)
def test_an_address_is_what_our_own_proxies_saw(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = request_from(**headers)

    assert client_address(request) == (expected or "192.0.2.1")


def test_a_network_of_version_6_is_its_first_half():
    one, other = request_from("2001:db8::1"), request_from("2001:db8::ffff")

    assert network_of(one) == network_of(other)
    assert network_of(one) != network_of(request_from("2001:db8:0:1::1"))


def test_version_4_is_the_same_however_the_server_sees_it():
    mapped = network_of(request_from("::ffff:192.0.2.1"))

    assert mapped == network_of(request_from("192.0.2.1"))
    assert mapped != network_of(request_from("::ffff:192.0.2.2"))


@pytest.mark.parametrize(
    ("hop", "address"),
    [
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_a_port_is_not_part_of_an_address(settings, hop, address):
    settings.TRUSTED_PROXIES = 1

    assert client_address(request_from(**{"X-Forwarded-For": hop})) == address


def test_a_network_is_not_told_by_its_name():
    assert "192.0.2.1" not in network_of(request_from())


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_of_another_site_is_refused(headers):
    with pytest.raises(FromElsewhere):
        refuse_other_sites(request_from(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        # Behind a proxy that ends TLS.
        {"Origin": "https://testserver"},
        # No browser.
        {},
    ],
)
def test_our_own_form_is_taken(headers):
    refuse_other_sites(request_from(**headers))


def test_a_trusted_origin_is_taken(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://www.example.org"]

    refuse_other_sites(request_from(Origin="https://www.example.org"))


# Proof of work


def solve(challenge):
    number = altcha.solve_challenge(
        challenge["challenge"], challenge["salt"], challenge["algorithm"], challenge["maxNumber"]
    ).number
    return base64.b64encode(json.dumps(challenge | {"number": number}).encode()).decode()


@pytest.fixture
def quick(settings):
    settings.POLL_CHALLENGE_NUMBER = 50


def test_a_solved_challenge_is_a_proof(poll, quick):
    assert is_solved(poll, solve(make_challenge(poll)))


def test_a_proof_is_taken_once(poll, quick):
    proof = solve(make_challenge(poll))
    is_solved(poll, proof)

    assert not is_solved(poll, proof)


def test_a_proof_written_otherwise_is_the_same_proof(poll, quick):
    proof = solve(make_challenge(poll))
    is_solved(poll, proof)

    assert not is_solved(poll, base64.b64encode(b" " + base64.b64decode(proof)).decode())


def test_a_proof_for_another_poll_is_none(poll, quick):
    assert not is_solved(PollFactory(), solve(make_challenge(poll)))


@pytest.mark.parametrize("proof", ["", "x", "e30=", "W10=", "bnVsbA==", "x" * 3000])
def test_rubbish_is_no_proof(poll, proof):
    assert not is_solved(poll, proof)


def test_under_attack_a_ballot_without_proof_is_set_aside(db):
    assert screened(1, PollFactory(challenge=True)) == [Ballot.Cause.PROOF]


def test_under_attack_a_ballot_with_proof_counts(db, quick):
    poll = PollFactory(challenge=True)

    assert screened(1, poll, proof=solve(make_challenge(poll))) == [""]
