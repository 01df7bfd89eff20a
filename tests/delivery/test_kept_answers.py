"""Finished answers over HTTP, before two processes: given again, and never when they are old."""

import json
import time
from http.client import HTTPConnection

import pytest

from tests.production_site import until

ADA, BEN = "/blogs/ada/first/", "/blogs/ben/first/"
RESOLVE = f"/api/v3/resolve/?path={ADA}"
ADDRESSES = (ADA, RESOLVE, "/", "/blogs/", "/blogs/ada/", "/api/v3/articles/", "/feed/")
# As many requests as reach both processes, each on a connection of its own.
MANY = 12

PUBLISH = """
import time
from articles.models import ArticlePage
article = ArticlePage.objects.get(slug="first", bylines__author__slug="ada")
article.title = "TITLE"
article.save_revision().publish()
print(time.time())
"""


def warm(site, *addresses):
    """Ask until both processes keep the answers of these addresses."""
    for address in addresses:
        while not all((heard := site.get(address)).is_kept for _ in range(MANY)):
            assert heard.status == 200, address


def publish(site, title):
    """Give Ada's article another title, and return when that was to be seen, since 1970."""
    return float(site.shell(PUBLISH.replace("TITLE", title)).split()[-1])


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_asked_for_is_given_again(site, address):
    warm(site, address)

    answers = {
        (heard.headers["etag"], heard.body) for _ in range(MANY) if (heard := site.get(address))
    }

    assert len(answers) == 1


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_answer_is_told_so(site, address):
    etag = site.get(address).headers["etag"]

    heard = site.get(address, If_None_Match=etag)

    assert (heard.status, heard.body, heard.headers["etag"]) == (304, b"", etag)


def test_without_its_body_an_answer_is_the_same(site):
    whole, head = site.get(ADA), site.get(ADA, "HEAD")

    assert head.body == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert int(head.headers["content-length"]) == len(whole.body)


def test_a_second_after_publishing_every_process_answers_anew(site):
    warm(site, *ADDRESSES)

    published = publish(site, "Said anew")

    for _ in until(published + 1):
        site.get(ADA)
    for address in ADDRESSES:
        assert all(b"Said anew" in site.get(address).body for _ in range(MANY)), address


def test_what_is_not_touched_is_kept_through_it(site):
    warm(site, BEN, "/blogs/ben/")
    published = publish(site, "Said once more")

    for _ in until(published + 1):
        assert site.get(BEN).is_kept
    assert all(site.get("/blogs/ben/").is_kept for _ in range(MANY))


def test_a_vote_touches_results_only(site):
    warm(site, ADA, "/polls/", "/polls/a-poll/")
    votes = site.result("a-poll")["ballots"]

    ballot(site, "a-poll")
    ballot(site, "in-articles")

    while site.result("a-poll")["ballots"] == votes:
        pass
    for address in (ADA, "/polls/", "/polls/a-poll/"):
        assert site.get(address).is_kept


def test_a_result_is_kept_while_nobody_votes(site):
    results = "/api/v3/polls/a-poll/results/"
    ballot(site, "a-poll")
    for _ in until(time.time() + 1.1):
        warm(site, results)

    for _ in until(time.time() + 2.5):
        assert site.get(results).is_kept


def test_a_result_is_new_a_second_after_a_ballot(site):
    votes = site.result("a-poll")["ballots"]

    ballot(site, "a-poll")
    voted = time.time()

    for _ in until(voted + 1.1):
        site.result("a-poll")
    assert all(site.result("a-poll")["ballots"] == votes + 1 for _ in range(MANY))


def ballot(site, slug):
    connection = HTTPConnection("127.0.0.1", site.port)
    connection.request("POST", "/api/v3/polls/voters/")
    voter = json.loads(connection.getresponse().read())["voter"]
    body = json.dumps({"options": [1], "voter": voter})
    connection.request("POST", f"/api/v3/polls/{slug}/ballots/", body)
    assert connection.getresponse().status == 201
    connection.close()


def test_what_follows_readers_makes_no_other_page(site):
    warm(site, ADA)

    heard = site.get(f"{ADA}?utm_source=newsletter&fbclid=abc")

    assert heard.is_kept


def test_a_name_that_no_page_reads_fills_no_memory(site):
    answers = [site.get(f"{ADA}?made-up={time.time()}") for _ in range(2)]

    assert not any("cache-status" in heard.headers for heard in answers)


def test_whoever_is_signed_in_is_given_nothing_kept(site):
    heard = site.get(ADA, Cookie="sessionid=made-up")

    assert heard.headers["cache-control"] == "private, no-store"


def test_in_the_api_a_session_counts_for_nothing(site):
    warm(site, RESOLVE)

    assert site.get(RESOLVE, Cookie="sessionid=made-up").is_kept


def test_a_token_is_given_nothing_kept(site):
    heard = site.get(RESOLVE, Authorization="Bearer made-up")

    assert heard.headers["cache-control"] == "private, no-store"


def test_what_is_not_there_is_asked_for_each_time(site):
    answers = [site.get("/not/there/") for _ in range(3)]

    assert {heard.status for heard in answers} == {404}
    assert not any(heard.is_kept for heard in answers)
    assert {heard.headers["cache-control"] for heard in answers} == {"private, no-store"}


def test_a_page_that_becomes_private_is_gone_within_a_second(site):
    restrict = """
import time
from wagtail.models import Page, PageViewRestriction
page = Page.objects.get(url_path__endswith="/ben/first/")
PageViewRestriction.objects.create(page=page, restriction_type="login")
print(time.time())
"""
    warm(site, BEN)

    restricted = float(site.shell(restrict).split()[-1])

    for _ in until(restricted + 1):
        site.get(BEN)
    assert all(site.get(BEN).status == 302 for _ in range(MANY))
    assert all(b"First of Ben" not in site.get("/blogs/").body for _ in range(MANY))
    site.shell("from wagtail.models import PageViewRestriction as P; P.objects.all().delete()")
