"""The site behind Varnish with `docs/rostrum.vcl`: cached, and purged after publishing."""

import pytest

from tests.production_site import get_free_port, repeat_until, send_request
from tests.project.caching.conftest import make_site
from tests.project.caching.test_response_cache import ADA, BEN, RESOLVE, cast_ballot, publish
from tests.project.caching.varnish import varnish

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def port():
    return get_free_port()


@pytest.fixture(scope="module")
def site(database, static_dir, port):
    site = make_site(database, VAR_DIR=static_dir, PURGE_URLS=f"http://127.0.0.1:{port}/")
    with site.running(), varnish(port, behind=site.port):
        yield site


def is_cache_hit(response):
    return int(response.headers["x-cache"]) > 0


def is_cached_for_long(response):
    """Return whether Varnish caches a response until it is purged.

    The first responses of a new site expire after a second, since they create its settings.
    """
    return is_cache_hit(response) and "s-maxage=86400" in response.headers["cache-control"]


def warm(port, *paths):
    for path in paths:
        while not is_cached_for_long(response := send_request(port, path)):
            assert response.status == 200, path


@pytest.mark.parametrize("path", [ADA, RESOLVE, "/blogs/", "/api/v3/articles/", "/feed/"])
def test_response_is_cached_for_long(site, port, path):
    warm(port, path)

    assert is_cached_for_long(send_request(port, path))


def test_published_article_is_served_within_a_second(site, port):
    paths = (ADA, RESOLVE, "/", "/blogs/", "/blogs/ada/", "/api/v3/articles/", "/feed/")
    warm(port, *paths)

    published = publish(site, "New title behind Varnish")

    for _ in repeat_until(published + 1):
        send_request(port, ADA)
    for path in paths:
        assert b"New title behind Varnish" in send_request(port, path).body, path


def test_other_pages_stay_cached_after_publishing(site, port):
    warm(port, BEN)
    published = publish(site, "Another title")

    for _ in repeat_until(published + 1):
        assert is_cache_hit(send_request(port, BEN))


def test_ballot_does_not_purge_pages(site, port):
    warm(port, ADA)

    cast_ballot(site, "in-articles")

    assert is_cache_hit(send_request(port, ADA))


def test_surrogate_keys_are_hidden_from_readers(site, port):
    assert not {"surrogate-key", "cache-tag"} & send_request(port, ADA).headers.keys()


def test_tracking_parameters_are_ignored(site, port):
    warm(port, "/blogs/")

    assert is_cache_hit(send_request(port, "/blogs/?utm_source=letter&fbclid=x"))


def test_page_number_is_part_of_the_cache_key(site, port):
    assert send_request(port, "/blogs/?page=9&utm_source=letter").status == 404


def test_signed_in_user_bypasses_the_cache(site, port):
    warm(port, ADA)

    assert not is_cache_hit(send_request(port, ADA, Cookie="sessionid=made-up"))


def test_purge_accepts_surrogate_keys_only(site, port):
    response = send_request(port, "/", "PURGE", Surrogate_Key='" || obj.status == 200')

    assert response.status == 400
