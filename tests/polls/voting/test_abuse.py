"""Abuse protection: rate limits, the honeypot and cross-site requests."""

import base64
import json
import secrets

import altcha.v1 as altcha
import pytest
from django.test import RequestFactory

from polls.models import Ballot
from polls.voting.abuse import check_same_site, get_client_ip, get_network_hash, get_review_reason
from polls.voting.errors import CrossSiteRequest, TooManyRequests
from polls.voting.proof_of_work import create_challenge
from polls.voting.voters import create_credential
from tests.factories import PollFactory


@pytest.fixture
def poll(db):
    return PollFactory()


def build_request(ip_address="192.0.2.1", **headers):
    return RequestFactory().post("/", headers=headers, REMOTE_ADDR=ip_address)


def check_ballots(number, poll, **options):
    return [get_review_reason(build_request(), poll, **options) for _ in range(number)]


def test_ballots_above_soft_limit_are_set_aside(poll, settings):
    settings.POLL_SOFT_LIMIT = 2

    assert check_ballots(3, poll) == ["", "", Ballot.ReviewReason.NETWORK]


def test_ballots_above_hard_limit_are_rejected(poll, settings):
    settings.POLL_HARD_LIMIT = 2
    check_ballots(2, poll)

    with pytest.raises(TooManyRequests) as error:
        get_review_reason(build_request(), poll)

    assert 0 < error.value.seconds <= 3600
    assert error.value.headers["Retry-After"] == str(error.value.seconds)


def test_limits_are_per_network(poll, settings):
    settings.POLL_HARD_LIMIT = 1
    check_ballots(1, poll)

    assert get_review_reason(build_request("198.51.100.1"), poll) == ""


def test_limits_are_per_poll(poll, settings):
    settings.POLL_HARD_LIMIT = 1
    check_ballots(1, poll)

    assert get_review_reason(build_request(), PollFactory()) == ""


def use_redis(settings, redis_url):
    """Store rate limits in Redis at this URL."""
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = settings.CACHES | {"rate_limits": {"BACKEND": backend, "LOCATION": redis_url}}


def test_unavailable_cache_stops_no_vote(poll, settings, caplog):
    use_redis(settings, "redis://127.0.0.1:1/0")

    assert check_ballots(2, poll) == ["", ""]
    assert "the cache is not available" in caplog.text


def test_unavailable_cache_stops_no_http_request(client, home, settings):
    use_redis(settings, "redis://127.0.0.1:1/0")
    poll = PollFactory(proof_of_work=True, visibility="always")
    ballot = {"options": [1], "voter": create_credential(), "proof": solve(create_challenge(poll))}

    page = client.get(poll.get_absolute_url())
    response = client.post(
        f"/api/v3/polls/{poll.slug}/ballots/", ballot, content_type="application/json"
    )

    assert page.status_code == 200
    # Without the cache, the proof could have been used before.
    assert (response.status_code, response.json()["counted"]) == (201, "set_aside")


@pytest.mark.redis
def test_limits_are_counted_in_redis(db, settings):
    use_redis(settings, "redis://127.0.0.1:6379/9")
    settings.POLL_SOFT_LIMIT = 1

    # A random slug: the counts of earlier runs are still in Redis.
    assert check_ballots(2, PollFactory(slug=secrets.token_hex(8))) == [
        "",
        Ballot.ReviewReason.NETWORK,
    ]


def test_ballot_with_filled_honeypot_is_set_aside(poll):
    assert check_ballots(1, poll, honeypot="https://example.org/") == [Ballot.ReviewReason.HONEYPOT]


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
def test_client_ip_comes_from_trusted_proxy(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = build_request(**headers)

    assert get_client_ip(request) == (expected or "192.0.2.1")


def test_ipv6_network_is_64_bits():
    one, other = build_request("2001:db8::1"), build_request("2001:db8::ffff")

    assert get_network_hash(one) == get_network_hash(other)
    assert get_network_hash(one) != get_network_hash(build_request("2001:db8:0:1::1"))


def test_ipv4_mapped_address_is_same_network():
    mapped = get_network_hash(build_request("::ffff:192.0.2.1"))

    assert mapped == get_network_hash(build_request("192.0.2.1"))
    assert mapped != get_network_hash(build_request("::ffff:192.0.2.2"))


@pytest.mark.parametrize(
    ("hop", "ip_address"),
    [
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
def test_port_is_stripped(settings, hop, ip_address):
    settings.TRUSTED_PROXIES = 1

    assert get_client_ip(build_request(**{"X-Forwarded-For": hop})) == ip_address


def test_network_hash_hides_ip_address():
    assert "192.0.2.1" not in get_network_hash(build_request())


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
def test_cross_site_request_is_rejected(headers):
    with pytest.raises(CrossSiteRequest):
        check_same_site(build_request(**headers))


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
def test_same_site_request_is_accepted(headers):
    check_same_site(build_request(**headers))


def test_trusted_origin_is_accepted(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://www.example.org"]

    check_same_site(build_request(Origin="https://www.example.org"))


def solve(challenge):
    number = altcha.solve_challenge(
        challenge["challenge"], challenge["salt"], challenge["algorithm"], challenge["maxNumber"]
    ).number
    return base64.b64encode(json.dumps(challenge | {"number": number}).encode()).decode()
