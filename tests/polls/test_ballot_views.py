"""The voting form, as a browser without JavaScript sends it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from polls.models import Ballot
from polls.results.result import compute_result
from polls.voting.voters import VOTER_COOKIE
from tests.factories import AudienceFactory, PollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(home):
    return PollFactory(slug="tea", options=["Yes", "No"], visibility="after_vote")


def send(client, poll, path="vote/", **fields):
    """Send the form and follow a 307 redirect, as browsers do."""
    url, data = f"{poll.get_absolute_url()}{path}", {"option": "1", **fields}
    response = client.post(url, data)
    if response.status_code == 307:
        response = client.post(response.headers["Location"], data)
    return response


def test_first_ballot_gets_cookie_and_is_counted_on_retry(client, poll):
    first = client.post("/polls/tea/vote/", {"option": "1"})

    assert first.status_code == 307
    assert not Ballot.objects.exists()
    assert client.post(first.headers["Location"], {"option": "1"}).status_code == 303
    assert compute_result(poll)["ballots"] == 1


def test_voter_cookie_is_limited_to_poll_and_http_only(client, poll, settings):
    settings.SESSION_COOKIE_SECURE = True
    client.post("/polls/tea/vote/", {"option": "1"})
    cookie = client.cookies[VOTER_COOKIE]

    assert cookie["path"] == "/polls/tea/"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_browser_without_cookies_is_rejected(poll):
    response = Client().post("/polls/tea/vote/?retry", {"option": "1"})

    assert response.status_code == 403
    assert "Allow cookies for this site" in response.text


def test_voter_is_redirected_to_poll_in_page(client, poll):
    response = send(client, poll, back="/blogs/?page=2#x", anchor="poll-tea-3f2a9c")

    assert response.headers["Location"] == "/blogs/?page=2#poll-tea-3f2a9c-counted"


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:x",
        "",
        "http://testserver//evil.example/x",
        "/\\evil.example",
        "blogs/",
    ],
)
def test_redirect_stays_on_site(client, poll, back):
    response = send(client, poll, back=back)

    assert response.headers["Location"] == "/polls/tea/#poll-tea-counted"


def test_invalid_anchor_is_ignored(client, poll):
    response = send(client, poll, anchor="x y\r\nSet-Cookie: a=b")

    assert response.headers["Location"] == "/polls/tea/#poll-tea-counted"


def test_form_sent_twice_counts_once(client, poll):
    send(client, poll)

    assert send(client, poll).status_code == 303
    assert compute_result(poll)["ballots"] == 1


def test_second_ballot_is_rejected_with_prefilled_form(client, poll):
    send(client, poll)

    response = send(client, poll, option="2")

    assert response.status_code == 409
    assert "Your first ballot remains valid" in response.text
    assert 'value="2" required checked' in " ".join(response.text.split())


@pytest.mark.parametrize("option", ["", "9", "x", "-1", "1" * 400, "\0", "٣"])
def test_invalid_choice_is_rejected(client, poll, option):
    response = send(client, poll, option=option)

    assert response.status_code == 422
    assert "<main" in response.text


@pytest.mark.parametrize(
    ("times", "status", "words"),
    [
        ({"closes_at": timedelta(0)}, 410, "closed"),
        ({"opens_at": timedelta(hours=1)}, 403, "not open yet"),
    ],
)
def test_ballot_outside_opening_times_is_rejected(client, home, times, status, words):
    poll = PollFactory(**{name: timezone.now() + ahead for name, ahead in times.items()})

    response = send(client, poll)

    assert response.status_code == status
    assert words in response.text


def test_get_request_does_not_vote(client, poll):
    assert client.get("/polls/tea/vote/?option=1").status_code == 405
    assert not Ballot.objects.exists()


def test_rejected_ballot_of_account_poll_links_to_sign_in(client, home):
    poll = PollFactory(eligibility="account")

    response = send(client, poll)

    assert response.status_code == 403
    assert f'?next={poll.get_absolute_url()}">Sign in</a>' in response.text


def test_cross_site_form_is_rejected(client, poll):
    response = client.post(
        "/polls/tea/vote/", {"option": "1"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert not response.cookies


def test_choices_of_cross_site_form_are_not_prefilled(client, poll):
    response = client.post(
        "/polls/tea/vote/", {"option": "2"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert " checked" not in response.text


def test_form_of_edited_poll_is_rejected(client, poll):
    page = client.get("/polls/tea/").text
    wording = page.partition('name="wording" value="')[2].partition('"')[0]
    poll.options.filter(number=1).update(label="Something else")
    poll.voting_state.update_version(poll)

    response = send(client, poll, wording=wording)

    assert response.status_code == 422
    assert "was edited after you opened the page" in response.text
    assert "Something else" in response.text


def test_ballot_needs_no_csrf_token(poll):
    assert send(Client(enforce_csrf_checks=True), poll).status_code == 303


def test_hard_limit_returns_retry_after(client, poll, settings):
    settings.POLL_HARD_LIMIT = 1
    send(client, poll)

    response = send(Client(), poll)

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0


def test_voter_is_notified_of_ballot_above_soft_limit(client, poll, settings):
    settings.POLL_SOFT_LIMIT = 1
    send(client, poll)

    response = send(Client(), poll)

    assert response.headers["Location"].endswith("#poll-tea-set-aside")


def test_ballot_with_filled_honeypot_is_set_aside(client, poll):
    assert send(client, poll, website="x").headers["Location"].endswith("-set-aside")


def test_ballot_stores_audience(client, poll):
    AudienceFactory(slug="researchers")

    send(client, poll, audience="researchers")

    assert Ballot.objects.get().audience == "researchers"


def test_unknown_audience_is_not_stored(client, poll):
    send(client, poll, audience="<script>")

    assert Ballot.objects.get().audience == ""


def test_responses_to_ballots_are_private(client, poll):
    for response in (client.post("/polls/tea/vote/", {"option": "1"}), send(client, poll)):
        assert response.headers["Cache-Control"] == "private, no-store"
