"""Voting with accounts and codes, and the reader's own ballot."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from polls.models import Ballot
from polls.results.result import compute_result
from polls.voting.voters import create_codes
from tests.factories import PollFactory

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


def test_account_votes_once_from_several_browsers(home):
    poll = PollFactory(eligibility="account")
    user = get_user_model().objects.create_user("reader")
    for _ in range(2):
        client = Client()
        client.force_login(user)
        assert send(client, poll).status_code == 303

    assert compute_result(poll)["ballots"] == 1


def test_anonymous_voter_gets_login_link(client, home):
    response = send(client, PollFactory(eligibility="account", slug="members"))

    assert response.status_code == 403
    assert "?next=/polls/members/" in response.text


def test_code_votes_once(home):
    poll = PollFactory(eligibility="code")
    [code] = create_codes(poll, 1)

    assert send(Client(), poll, code=code.code).status_code == 303
    assert send(Client(), poll, code=code.code, option="2").status_code == 409
    assert compute_result(poll)["ballots"] == 1


def test_voter_with_code_sees_result_for_voters(client, home):
    poll = PollFactory(eligibility="code", visibility="after_vote")
    [code] = create_codes(poll, 1)
    send(client, poll, code=code.code)

    assert client.get(f"{poll.get_absolute_url()}results/").status_code == 200
    assert "Your ballot is counted" in client.get(f"{poll.get_absolute_url()}ballot/").text
    assert Client().get(f"{poll.get_absolute_url()}results/").status_code == 403


def test_wrong_code_is_rejected(client, home):
    response = send(client, PollFactory(eligibility="code"), code="AAAA-BBBB-CCCC")

    assert response.status_code == 403
    assert "Check it letter by letter" in response.text


def test_guessing_codes_is_rate_limited(client, home, settings):
    settings.POLL_HARD_LIMIT = 2
    poll = PollFactory(eligibility="code")

    responses = [
        send(client, poll, code=f"AAAA-BBBB-{number:04}").status_code for number in range(3)
    ]

    assert responses == [403, 403, 429]


def test_voter_sees_own_ballot(client, poll):
    send(client, poll, option="2")

    response = client.get("/polls/tea/ballot/")

    assert "<li>No</li>" in response.text
    assert Ballot.objects.get().receipt in response.text
    assert response.headers["Cache-Control"] == "private, no-store"


def test_own_ballot_links_to_result(client, poll):
    before = client.get("/polls/tea/ballot/").text
    send(client, poll)

    assert "/polls/tea/results/" not in before
    assert "/polls/tea/results/" in client.get("/polls/tea/ballot/").text


def test_other_browser_does_not_see_ballot(client, poll):
    send(client, poll)

    assert "No ballot was cast" in Client().get("/polls/tea/ballot/").text


def test_ballot_is_withdrawn_without_javascript(client, home):
    poll = PollFactory(changeable=True)
    send(client, poll)

    response = send(client, poll, path="withdraw/")

    assert "You withdrew your ballot" in client.get(response.headers["Location"]).text
    assert compute_result(poll)["ballots"] == 0


def test_withdrawing_without_ballot_is_rejected(client, home):
    assert send(client, PollFactory(changeable=True), path="withdraw/").status_code in (403, 404)


def test_final_ballot_is_not_withdrawn(client, poll):
    send(client, poll)

    assert send(client, poll, path="withdraw/").status_code == 409


def test_script_gets_receipt_as_json(client, poll):
    accept = {"Accept": "application/json"}
    redirect = client.post("/polls/tea/vote/", {"option": "1"}, headers=accept)
    response = client.post(redirect.headers["Location"], {"option": "1"}, headers=accept)

    assert response.status_code == 201
    assert response.json() == {"receipt": Ballot.objects.get().receipt, "counted": True}


def test_script_gets_problem_details(client, poll):
    send(client, poll)

    response = client.post(
        "/polls/tea/vote/", {"option": "2"}, headers={"Accept": "application/json"}
    )

    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 409
