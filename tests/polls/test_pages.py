"""Pages of polls: the same for every reader, and right in every state."""

import json
import re
import secrets
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from polls.models import Poll, PollOption
from polls.results.closing import freeze
from polls.voting.ballots import cast_ballot
from tests.factories import ArticlePageFactory, PollFactory

pytestmark = pytest.mark.django_db

VISIBILITIES = ["always", "after_vote", "after_close", "staff"]


def cast(poll, option=1):
    return cast_ballot(poll=poll, options=[option], voter=secrets.token_hex(32))


def closed(poll):
    """Close a poll and return it afresh."""
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())
    return Poll.objects.whole().get(pk=poll.pk)


def vote_as(client, poll):
    answer = client.post(f"{poll.get_absolute_url()}vote/", {"option": "1"})
    client.post(answer.headers["Location"], {"option": "1"})


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
def test_a_result_is_shown_to_whom_it_is_for(
    client, home, visibility, open_to_all, open_to_voters, after_closing, name
):
    poll = PollFactory(visibility=visibility)
    address = f"{poll.get_absolute_url()}{name}"
    vote_as(client, poll)

    assert Client().get(address).status_code == open_to_all
    assert client.get(address).status_code == open_to_voters
    closed(poll)
    assert Client().get(address).status_code == after_closing


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_a_hidden_result_leaks_from_no_page(client, author, visibility):
    poll = PollFactory(visibility=visibility, question="Tea?")
    for _ in range(271):
        cast(poll)
    article = ArticlePageFactory(parent=author)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}}])
    article.save()

    shown = {
        "/polls/": False,
        poll.get_absolute_url(): False,
        article.url: False,
        f"{article.url}print/": visibility == "always",
        f"{poll.get_absolute_url()}results/": visibility == "always",
        f"/api/v3/polls/{poll.slug}/": False,
        f"/api/v3/polls/{poll.slug}/results/": visibility == "always",
    }
    found = {address: bool(re.search(r"\b271\b", client.get(address).text)) for address in shown}
    assert found == shown


def test_where_the_voter_decides_no_cache_keeps_the_answer(client, home):
    poll = PollFactory(visibility="after_vote")

    answer = client.get(f"{poll.get_absolute_url()}results/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("name", ["", "results/", "results.csv", "results.json"])
def test_a_public_result_is_kept_by_caches_and_checked(client, home, name):
    poll = PollFactory(visibility="always")
    address = f"{poll.get_absolute_url()}{name}"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    # What stands around a result changes with its poll alone.
    assert f"s-maxage={5 if name else settings.SHARED_SECONDS}" in first.headers["Cache-Control"]
    assert "stale-while-revalidate" in first.headers["Cache-Control"]
    assert not first.cookies
    assert again.status_code == (304 if name in ("", "results.csv", "results.json") else 200)


def test_what_an_editor_sees_is_kept_by_no_cache(admin_client, home):
    address = PollFactory(visibility="always").get_absolute_url()

    for name in ("", "results/"):
        answer = admin_client.get(f"{address}{name}")
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_ballot_changes_the_tag_of_a_result(client, home):
    poll = PollFactory(visibility="always")
    address = f"{poll.get_absolute_url()}results.json"
    tag = client.get(address).headers["ETag"]

    cast(poll)

    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_with_a_poll_is_the_same_for_a_voter(client, author):
    poll = PollFactory(visibility="after_vote")
    article = ArticlePageFactory(parent=author)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}}])
    article.save()
    vote_as(client, poll)

    for address in (article.url, poll.get_absolute_url(), "/polls/"):
        before = Client().get(address)
        assert client.get(address).content == before.content, address
        assert "csrfmiddlewaretoken" not in before.text
        assert not before.cookies


def test_open_polls_come_before_closed_ones(client, home):
    PollFactory(question="Done?", closes_at=timezone.now())
    PollFactory(question="Soon?", opens_at=timezone.now() + timedelta(days=1))
    PollFactory(question="Now?")

    page = client.get("/polls/").text

    assert page.index("Now?") < page.index("Soon?") < page.index("Done?")


def test_a_draft_is_nowhere(client, home):
    poll = PollFactory(live=False, question="Secret?", slug="secret")

    for address in ("/polls/", "/sitemap.xml", "/api/v3/polls/"):
        assert "ecret" not in client.get(address).text.lower(), address
    for name in ("", "results/", "results.csv", "ballot/", "challenge/"):
        assert client.get(f"{poll.get_absolute_url()}{name}").status_code == 404, name


# In the body of a page


def page_with(author, poll):
    article = ArticlePageFactory(parent=author)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}, "id": "3f2a9c00"}] * 2)
    article.save()
    return article


def test_an_open_poll_is_a_form(client, author):
    page = client.get(page_with(author, PollFactory(slug="tea")).url).text

    assert 'action="/polls/tea/vote/"' in page
    assert 'id="poll-tea-3f2a9c"' in page


def test_a_poll_to_come_tells_when_it_opens(client, author):
    poll = PollFactory(opens_at=timezone.now() + timedelta(days=1))
    page = client.get(page_with(author, poll).url).text

    assert "Opens on" in page
    assert "/vote/" not in page
    assert "Perhaps" in page


def test_a_closed_poll_shows_its_frozen_result(client, author):
    poll = PollFactory(visibility="after_close")
    cast(poll)
    poll = closed(poll)
    freeze(poll)

    page = client.get(page_with(author, poll).url).text

    assert "1 ballot</strong>" in page
    assert poll.frozen.sha256 in page
    assert "/vote/" not in page


def test_the_result_of_a_closed_poll_for_staff_is_not_in_the_page(client, author):
    poll = PollFactory(visibility="staff")
    cast(poll)

    page = client.get(page_with(author, closed(poll)).url).text

    assert "not shown to readers" in page
    assert "1 ballot</strong>" not in page


def test_a_draft_is_nothing_in_the_page(client, author):
    page = client.get(page_with(author, PollFactory(live=False, question="Secret?")).url)

    assert page.status_code == 200
    assert "Secret?" not in page.text


def test_a_deleted_poll_is_nothing_in_the_page(client, author):
    poll = PollFactory()
    article = page_with(author, poll)
    poll.delete()

    assert client.get(article.url).status_code == 200


@pytest.mark.parametrize("live", [True, False])
def test_the_data_of_a_page_say_the_same_as_the_page(author, live):
    poll = PollFactory(live=live, visibility="always")
    block = page_with(author, poll).body.first_block_by_name("poll")

    data = block.block.get_api_representation(block.value)

    assert data is None if not live else data["result"]["ballots"] == 0


def test_the_print_edition_has_the_result_as_of_its_time(client, author):
    poll = PollFactory(visibility="always")
    cast(poll)

    page = client.get(f"{page_with(author, poll).url}print/").text

    assert "As of" in page
    assert "1 ballot</strong>" in page


def test_before_voting_a_reader_is_told_when_ballots_become_anonymous(client, home, settings):
    poll = PollFactory(closes_at=timezone.now() + timedelta(days=2))
    day = timezone.localtime(poll.closes_at + timedelta(days=settings.POLL_VOTER_KEY_DAYS))

    page = client.get(poll.get_absolute_url()).text

    assert f"{day:%-d %B %Y}</time> on, no ballot can be traced" in page
    assert "One vote per browser" in page


def test_a_poll_is_previewed_before_it_is_first_saved(home):
    poll = Poll(question="Not saved yet?", options=[PollOption(label="Yes")])

    page = poll.make_preview_request().render().text

    assert "Not saved yet?" in page
    assert "Yes" in page
