"""Reader pages of polls, in every state and with every visibility."""

import json
import re
import secrets
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from polls.models import Poll, PollOption
from polls.results.closing import freeze_result
from polls.voting.ballots import cast_ballot
from tests.factories import ArticlePageFactory, PollFactory

pytestmark = pytest.mark.django_db

VISIBILITIES = ["always", "after_vote", "after_close", "staff"]


def cast(poll, option=1):
    return cast_ballot(poll=poll, options=[option], voter=secrets.token_hex(32))


def closed(poll):
    """Close a poll and return it from the database."""
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())
    return Poll.objects.for_display().get(pk=poll.pk)


def vote_as(client, poll):
    response = client.post(f"{poll.get_absolute_url()}vote/", {"option": "1"})
    client.post(response.headers["Location"], {"option": "1"})


@pytest.mark.parametrize(
    ("visibility", "open_to_all", "open_to_voters", "after_closing"),
    [
        ("always", 200, 200, 200),
        ("after_vote", 403, 200, 200),
        ("after_close", 403, 403, 200),
        ("staff", 403, 403, 403),
    ],
)
@pytest.mark.parametrize("name", ["results/", "results.csv", "results.xlsx", "results.json"])
def test_result_is_shown_according_to_visibility(
    client, home, visibility, open_to_all, open_to_voters, after_closing, name
):
    poll = PollFactory(visibility=visibility)
    url = f"{poll.get_absolute_url()}{name}"
    vote_as(client, poll)

    assert Client().get(url).status_code == open_to_all
    assert client.get(url).status_code == open_to_voters
    closed(poll)
    assert Client().get(url).status_code == after_closing


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_hidden_result_is_on_no_page(client, author, visibility):
    poll = PollFactory(visibility=visibility, question="Tea?")
    for _ in range(271):
        cast(poll)
    article = ArticlePageFactory(parent=author)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}}])
    article.save()

    expected = {
        "/polls/": False,
        poll.get_absolute_url(): False,
        article.url: False,
        f"{article.url}print/": visibility == "always",
        f"{poll.get_absolute_url()}results/": visibility == "always",
        f"/api/v3/polls/{poll.slug}/": False,
        f"/api/v3/polls/{poll.slug}/results/": visibility == "always",
    }
    actual = {url: bool(re.search(r"\b271\b", client.get(url).text)) for url in expected}
    assert actual == expected


def test_voter_dependent_result_is_private(client, home):
    poll = PollFactory(visibility="after_vote")

    response = client.get(f"{poll.get_absolute_url()}results/")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]


@pytest.mark.parametrize("name", ["", "results/", "results.csv", "results.json"])
def test_public_result_is_cacheable_and_revalidated(client, home, name):
    poll = PollFactory(visibility="always")
    url = f"{poll.get_absolute_url()}{name}"
    first = client.get(url)

    again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    # The page itself does not change with every ballot.
    assert f"s-maxage={5 if name else settings.CACHE_S_MAXAGE}" in first.headers["Cache-Control"]
    assert "stale-while-revalidate" in first.headers["Cache-Control"]
    assert not first.cookies
    assert again.status_code == (304 if name in ("", "results.csv", "results.json") else 200)


def test_responses_to_editors_are_private(admin_client, home):
    url = PollFactory(visibility="always").get_absolute_url()

    for name in ("", "results/"):
        response = admin_client.get(f"{url}{name}")
        assert response.headers["Cache-Control"] == "private, no-store"


def test_ballot_changes_etag_of_result(client, home):
    poll = PollFactory(visibility="always")
    url = f"{poll.get_absolute_url()}results.json"
    tag = client.get(url).headers["ETag"]

    cast(poll)

    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_page_with_poll_is_same_for_voter(client, author):
    poll = PollFactory(visibility="after_vote")
    article = ArticlePageFactory(parent=author)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}}])
    article.save()
    vote_as(client, poll)

    for url in (article.url, poll.get_absolute_url(), "/polls/"):
        before = Client().get(url)
        assert client.get(url).content == before.content, url
        assert "csrfmiddlewaretoken" not in before.text
        assert not before.cookies


def test_open_polls_are_listed_before_closed_polls(client, home):
    PollFactory(question="Done?", closes_at=timezone.now())
    PollFactory(question="Soon?", opens_at=timezone.now() + timedelta(days=1))
    PollFactory(question="Now?")

    page = client.get("/polls/").text

    assert page.index("Now?") < page.index("Soon?") < page.index("Done?")


def test_draft_is_not_public(client, home):
    poll = PollFactory(live=False, question="Secret?", slug="secret")

    for url in ("/polls/", "/sitemap.xml", "/api/v3/polls/"):
        assert "ecret" not in client.get(url).text.lower(), url
    for name in ("", "results/", "results.csv", "ballot/", "proof-of-work/"):
        assert client.get(f"{poll.get_absolute_url()}{name}").status_code == 404, name


def page_with(author, poll):
    article = ArticlePageFactory(parent=author)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}, "id": "3f2a9c00"}] * 2)
    article.save()
    return article


def test_open_poll_has_form(client, author):
    page = client.get(page_with(author, PollFactory(slug="tea")).url).text

    assert 'action="/polls/tea/vote/"' in page
    assert 'id="poll-tea-3f2a9c"' in page


def test_upcoming_poll_states_opening_time(client, author):
    poll = PollFactory(opens_at=timezone.now() + timedelta(days=1))
    page = client.get(page_with(author, poll).url).text

    assert "Opens on" in page
    assert "/vote/" not in page
    assert "Perhaps" in page


def test_closed_poll_shows_frozen_result(client, author):
    poll = PollFactory(visibility="after_close")
    cast(poll)
    poll = closed(poll)
    freeze_result(poll)

    page = client.get(page_with(author, poll).url).text

    assert "1 ballot</strong>" in page
    assert poll.frozen.sha256 in page
    assert "/vote/" not in page


def test_page_omits_staff_only_result(client, author):
    poll = PollFactory(visibility="staff")
    cast(poll)

    page = client.get(page_with(author, closed(poll)).url).text

    assert "not shown to readers" in page
    assert "1 ballot</strong>" not in page


def test_page_omits_draft_poll(client, author):
    page = client.get(page_with(author, PollFactory(live=False, question="Secret?")).url)

    assert page.status_code == 200
    assert "Secret?" not in page.text


def test_page_omits_deleted_poll(client, author):
    poll = PollFactory()
    article = page_with(author, poll)
    poll.delete()

    assert client.get(article.url).status_code == 200


@pytest.mark.parametrize("live", [True, False])
def test_api_representation_matches_page(author, live):
    poll = PollFactory(live=live, visibility="always")
    block = page_with(author, poll).body.first_block_by_name("poll")

    data = block.block.get_api_representation(block.value)

    assert data is None if not live else data["result"]["ballots"] == 0


def test_print_edition_shows_result_with_time(client, author):
    poll = PollFactory(visibility="always")
    cast(poll)

    page = client.get(f"{page_with(author, poll).url}print/").text

    assert "As of" in page
    assert "1 ballot</strong>" in page


def test_page_shows_when_ballots_become_anonymous(client, home, settings):
    poll = PollFactory(closes_at=timezone.now() + timedelta(days=2))
    day = timezone.localtime(poll.closes_at + timedelta(days=settings.POLL_ANONYMISE_AFTER_DAYS))

    page = client.get(poll.get_absolute_url()).text

    assert f"{day:%-d %B %Y}</time>, ballots can no longer be traced" in page
    assert "One vote per browser" in page


def test_unsaved_poll_is_previewed(home):
    poll = Poll(question="Not saved yet?", options=[PollOption(label="Yes")])

    page = poll.make_preview_request().render().text

    assert "Not saved yet?" in page
    assert "Yes" in page
