"""The response cache of two server processes over HTTP: hits, and no stale responses."""

import json
import time
from http.client import HTTPConnection

import pytest

from tests.production_site import repeat_until

ADA, BEN = "/blogs/ada/first/", "/blogs/ben/first/"
RESOLVE = f"/api/v3/resolve/?path={ADA}"
PATHS = (ADA, RESOLVE, "/", "/blogs/", "/blogs/ada/", "/api/v3/articles/", "/feed/")
# Enough requests to reach both processes, each on its own connection.
REQUEST_COUNT = 12

PUBLISH = """
import time
from articles.models import ArticlePage
article = ArticlePage.objects.get(slug="first", bylines__author__slug="ada")
article.title = "TITLE"
article.save_revision().publish()
print(time.time())
"""


def warm(site, *paths):
    """Request these paths until both processes have cached them."""
    for path in paths:
        while not all((response := site.get(path)).is_cache_hit for _ in range(REQUEST_COUNT)):
            assert response.status == 200, path


def publish(site, title):
    """Publish another title of Ada's article; return the time of the commit since 1970."""
    return float(site.run_code(PUBLISH.replace("TITLE", title)).split()[-1])


@pytest.mark.parametrize("path", PATHS)
def test_cached_response_is_served_again(site, path):
    warm(site, path)

    responses = {
        (response.headers["etag"], response.body)
        for _ in range(REQUEST_COUNT)
        if (response := site.get(path))
    }

    assert len(responses) == 1


@pytest.mark.parametrize("path", PATHS)
def test_matching_etag_returns_304(site, path):
    etag = site.get(path).headers["etag"]

    response = site.get(path, If_None_Match=etag)

    assert (response.status, response.body, response.headers["etag"]) == (304, b"", etag)


def test_head_returns_the_headers_of_get(site):
    whole, head = site.get(ADA), site.get(ADA, "HEAD")

    assert head.body == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert int(head.headers["content-length"]) == len(whole.body)


def test_every_process_serves_the_published_article_within_a_second(site):
    warm(site, *PATHS)

    published = publish(site, "New title")

    for _ in repeat_until(published + 1):
        site.get(ADA)
    for path in PATHS:
        assert all(b"New title" in site.get(path).body for _ in range(REQUEST_COUNT)), path


def test_other_pages_stay_cached_while_publishing(site):
    warm(site, BEN, "/blogs/ben/")
    published = publish(site, "Another title")

    for _ in repeat_until(published + 1):
        assert site.get(BEN).is_cache_hit
    assert all(site.get("/blogs/ben/").is_cache_hit for _ in range(REQUEST_COUNT))


def test_ballot_invalidates_results_only(site):
    warm(site, ADA, "/polls/", "/polls/a-poll/")
    votes = site.get_result("a-poll")["ballots"]

    cast_ballot(site, "a-poll")
    cast_ballot(site, "in-articles")

    while site.get_result("a-poll")["ballots"] == votes:
        pass
    for path in (ADA, "/polls/", "/polls/a-poll/"):
        assert site.get(path).is_cache_hit


def test_result_is_cached_while_no_ballot_is_cast(site):
    results = "/api/v3/polls/a-poll/results/"
    cast_ballot(site, "a-poll")
    for _ in repeat_until(time.time() + 1.1):
        warm(site, results)

    for _ in repeat_until(time.time() + 2.5):
        assert site.get(results).is_cache_hit


def test_result_includes_a_ballot_after_a_second(site):
    votes = site.get_result("a-poll")["ballots"]

    cast_ballot(site, "a-poll")
    voted = time.time()

    for _ in repeat_until(voted + 1.1):
        site.get_result("a-poll")
    assert all(site.get_result("a-poll")["ballots"] == votes + 1 for _ in range(REQUEST_COUNT))


def cast_ballot(site, slug):
    connection = HTTPConnection("127.0.0.1", site.port)
    connection.request("POST", "/api/v3/polls/voters/")
    voter = json.loads(connection.getresponse().read())["voter"]
    body = json.dumps({"options": [1], "voter": voter})
    connection.request("POST", f"/api/v3/polls/{slug}/ballots/", body)
    assert connection.getresponse().status == 201
    connection.close()


def test_tracking_parameters_are_ignored(site):
    warm(site, ADA)

    response = site.get(f"{ADA}?utm_source=newsletter&fbclid=abc")

    assert response.is_cache_hit


def test_unknown_query_parameter_is_not_cached(site):
    responses = [site.get(f"{ADA}?made-up={time.time()}") for _ in range(2)]

    assert not any("cache-status" in response.headers for response in responses)


def test_signed_in_user_bypasses_the_cache(site):
    response = site.get(ADA, Cookie="sessionid=made-up")

    assert response.headers["cache-control"] == "private, no-store"


def test_api_ignores_the_session(site):
    warm(site, RESOLVE)

    assert site.get(RESOLVE, Cookie="sessionid=made-up").is_cache_hit


def test_request_with_a_token_bypasses_the_cache(site):
    response = site.get(RESOLVE, Authorization="Bearer made-up")

    assert response.headers["cache-control"] == "private, no-store"


def test_missing_page_is_not_cached(site):
    responses = [site.get("/not/there/") for _ in range(3)]

    assert {response.status for response in responses} == {404}
    assert not any(response.is_cache_hit for response in responses)
    assert {response.headers["cache-control"] for response in responses} == {"private, no-store"}


def test_private_page_disappears_within_a_second(site):
    restrict = """
import time
from wagtail.models import Page, PageViewRestriction
page = Page.objects.get(url_path__endswith="/ben/first/")
PageViewRestriction.objects.create(page=page, restriction_type="login")
print(time.time())
"""
    warm(site, BEN)

    restricted = float(site.run_code(restrict).split()[-1])

    for _ in repeat_until(restricted + 1):
        site.get(BEN)
    assert all(site.get(BEN).status == 302 for _ in range(REQUEST_COUNT))
    assert all(b"First of Ben" not in site.get("/blogs/").body for _ in range(REQUEST_COUNT))
    site.run_code("from wagtail.models import PageViewRestriction as P; P.objects.all().delete()")
