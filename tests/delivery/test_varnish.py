"""Behind Varnish, set up as `docs/rostrum.vcl` says: fast, and right after publishing."""

import pytest

from tests.delivery.conftest import make_site
from tests.delivery.test_kept_answers import ADA, BEN, RESOLVE, ballot, publish
from tests.delivery.varnish import varnish
from tests.production_site import ask, free_port, until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def port():
    return free_port()


@pytest.fixture(scope="module")
def site(database, place, port):
    site = make_site(database, VAR_DIR=place, PURGE_URLS=f"http://127.0.0.1:{port}/")
    with site.served(), varnish(port, behind=site.port):
        yield site


def is_kept(heard):
    return int(heard.headers["x-cache"]) > 0


def is_kept_for_long(heard):
    """Whether Varnish has an answer for as long as it is told of changes.

    The first of a new site are for a second alone: with them its settings are made.
    """
    return is_kept(heard) and "s-maxage=86400" in heard.headers["cache-control"]


def warm(port, *addresses):
    for address in addresses:
        while not is_kept_for_long(heard := ask(port, address)):
            assert heard.status == 200, address


@pytest.mark.parametrize("address", [ADA, RESOLVE, "/blogs/", "/api/v3/articles/", "/feed/"])
def test_what_was_asked_for_is_kept_for_long(site, port, address):
    warm(port, address)

    assert is_kept_for_long(ask(port, address))


def test_a_second_after_publishing_it_answers_anew(site, port):
    addresses = (ADA, RESOLVE, "/", "/blogs/", "/blogs/ada/", "/api/v3/articles/", "/feed/")
    warm(port, *addresses)

    published = publish(site, "Said anew behind Varnish")

    for _ in until(published + 1):
        ask(port, ADA)
    for address in addresses:
        assert b"Said anew behind Varnish" in ask(port, address).body, address


def test_what_is_not_touched_stays_kept(site, port):
    warm(port, BEN)
    published = publish(site, "Said once more")

    for _ in until(published + 1):
        assert is_kept(ask(port, BEN))


def test_a_vote_touches_no_page(site, port):
    warm(port, ADA)

    ballot(site, "in-articles")

    assert is_kept(ask(port, ADA))


def test_readers_are_not_told_surrogate_keys(site, port):
    assert not {"surrogate-key", "cache-tag"} & ask(port, ADA).headers.keys()


def test_what_follows_readers_makes_no_other_page(site, port):
    warm(port, "/blogs/")

    assert is_kept(ask(port, "/blogs/?utm_source=letter&fbclid=x"))


def test_a_page_of_a_list_is_another_page(site, port):
    assert ask(port, "/blogs/?page=9&utm_source=letter").status == 404


def test_whoever_is_signed_in_goes_past_it(site, port):
    warm(port, ADA)

    assert not is_kept(ask(port, ADA, Cookie="sessionid=made-up"))


def test_only_keys_can_be_purged(site, port):
    heard = ask(port, "/", "PURGE", Surrogate_Key='" || obj.status == 200')

    assert heard.status == 400
