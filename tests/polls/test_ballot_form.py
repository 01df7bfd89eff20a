"""The form on a page: as a browser without JavaScript sends it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from polls.models import Ballot
from polls.results.result import count_result
from polls.voting.voters import COOKIE, make_codes
from tests.factories import AudienceFactory, PollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(home):
    return PollFactory(slug="tea", options=["Yes", "No"], visibility="after_vote")


def send(client, poll, path="vote/", **fields):
    """Send the form, following a redirect that asks for the same form again as browsers do."""
    address, data = f"{poll.get_absolute_url()}{path}", {"option": "1", **fields}
    answer = client.post(address, data)
    if answer.status_code == 307:
        answer = client.post(answer.headers["Location"], data)
    return answer


def test_a_first_ballot_is_answered_with_a_cookie_and_counted_when_it_comes_again(client, poll):
    first = client.post("/polls/tea/vote/", {"option": "1"})

    assert first.status_code == 307
    assert not Ballot.objects.exists()
    assert client.post(first.headers["Location"], {"option": "1"}).status_code == 303
    assert count_result(poll)["ballots"] == 1


def test_the_cookie_is_for_this_poll_alone_and_no_script_reads_it(client, poll, settings):
    settings.SESSION_COOKIE_SECURE = True
    client.post("/polls/tea/vote/", {"option": "1"})
    cookie = client.cookies[COOKIE]

    assert cookie["path"] == "/polls/tea/"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_a_browser_that_keeps_no_cookies_is_told_so(poll):
    answer = Client().post("/polls/tea/vote/?again", {"option": "1"})

    assert answer.status_code == 403
    assert "keeps no cookies" in answer.text


def test_a_voter_returns_to_the_place_of_the_poll_in_the_page(client, poll):
    answer = send(client, poll, back="/blogs/?page=2#x", place="poll-tea-3f2a9c")

    assert answer.headers["Location"] == "/blogs/?page=2#poll-tea-3f2a9c-counted"


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
def test_no_form_leads_to_another_site(client, poll, back):
    answer = send(client, poll, back=back)

    assert answer.headers["Location"] == "/polls/tea/#poll-tea-counted"


def test_a_place_is_only_ever_a_fragment(client, poll):
    answer = send(client, poll, place="x y\r\nSet-Cookie: a=b")

    assert answer.headers["Location"] == "/polls/tea/#poll-tea-counted"


def test_a_form_sent_twice_counts_once(client, poll):
    send(client, poll)

    assert send(client, poll).status_code == 303
    assert count_result(poll)["ballots"] == 1


def test_another_choice_is_refused_in_words_with_the_form_as_it_was(client, poll):
    send(client, poll)

    answer = send(client, poll, option="2")

    assert answer.status_code == 409
    assert "Your first ballot stands" in answer.text
    assert 'value="2" required checked' in " ".join(answer.text.split())


@pytest.mark.parametrize("option", ["", "9", "x", "-1", "1" * 400, "\0", "٣"])
def test_a_choice_that_is_none_is_refused_in_words(client, poll, option):
    answer = send(client, poll, option=option)

    assert answer.status_code == 422
    assert "<main" in answer.text


@pytest.mark.parametrize(
    ("times", "status", "words"),
    [
        ({"closes_at": timedelta(0)}, 410, "closed"),
        ({"opens_at": timedelta(hours=1)}, 403, "not open yet"),
    ],
)
def test_out_of_its_time_a_ballot_is_refused_in_words(client, home, times, status, words):
    poll = PollFactory(**{name: timezone.now() + ahead for name, ahead in times.items()})

    answer = send(client, poll)

    assert answer.status_code == status
    assert words in answer.text


def test_only_a_post_votes(client, poll):
    assert client.get("/polls/tea/vote/?option=1").status_code == 405
    assert not Ballot.objects.exists()


def test_a_form_of_another_site_does_not_vote(client, poll):
    answer = client.post(
        "/polls/tea/vote/", {"option": "1"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert not answer.cookies


def test_what_another_site_chose_is_not_offered_for_sending(client, poll):
    answer = client.post(
        "/polls/tea/vote/", {"option": "2"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert " checked" not in answer.text


def test_a_form_with_words_that_were_edited_since_is_refused(client, poll):
    page = client.get("/polls/tea/").text
    wording = page.partition('name="wording" value="')[2].partition('"')[0]
    poll.options.filter(number=1).update(label="Something else")
    poll.box.renew(poll)

    answer = send(client, poll, wording=wording)

    assert answer.status_code == 422
    assert "was edited after your page was made" in answer.text
    assert "Something else" in answer.text


def test_a_ballot_needs_no_token_of_the_page(poll):
    assert send(Client(enforce_csrf_checks=True), poll).status_code == 303


def test_past_the_hard_limit_it_is_told_when_to_try_again(client, poll, settings):
    settings.POLL_HARD_LIMIT = 1
    send(client, poll)

    answer = send(Client(), poll)

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_past_the_soft_limit_it_is_told_that_the_ballot_waits(client, poll, settings):
    settings.POLL_SOFT_LIMIT = 1
    send(client, poll)

    answer = send(Client(), poll)

    assert answer.headers["Location"].endswith("#poll-tea-set-aside")


def test_who_fills_in_the_hidden_field_is_set_aside(client, poll):
    assert send(client, poll, website="x").headers["Location"].endswith("-set-aside")


def test_a_ballot_keeps_the_audience_of_its_reader(client, poll):
    AudienceFactory(slug="researchers")

    send(client, poll, audience="researchers")

    assert Ballot.objects.get().audience == "researchers"


def test_an_audience_that_there_is_not_is_not_kept(client, poll):
    send(client, poll, audience="<script>")

    assert Ballot.objects.get().audience == ""


def test_no_answer_to_a_ballot_is_kept_by_a_cache(client, poll):
    for answer in (client.post("/polls/tea/vote/", {"option": "1"}), send(client, poll)):
        assert answer.headers["Cache-Control"] == "private, no-store"


# Accounts and codes


def test_an_account_votes_once_from_whatever_browser(home):
    poll = PollFactory(eligibility="account")
    user = get_user_model().objects.create_user("reader")
    for _ in range(2):
        client = Client()
        client.force_login(user)
        assert send(client, poll).status_code == 303

    assert count_result(poll)["ballots"] == 1


def test_who_is_not_signed_in_is_led_there(client, home):
    answer = send(client, PollFactory(eligibility="account", slug="members"))

    assert answer.status_code == 403
    assert "?next=/polls/members/" in answer.text


def test_a_code_votes_once(home):
    poll = PollFactory(eligibility="code")
    [code] = make_codes(poll, 1)

    assert send(Client(), poll, code=code.code).status_code == 303
    assert send(Client(), poll, code=code.code, option="2").status_code == 409
    assert count_result(poll)["ballots"] == 1


def test_who_voted_with_a_code_sees_a_result_for_voters(client, home):
    poll = PollFactory(eligibility="code", visibility="after_vote")
    [code] = make_codes(poll, 1)
    send(client, poll, code=code.code)

    assert client.get(f"{poll.get_absolute_url()}results/").status_code == 200
    assert "It is counted" in client.get(f"{poll.get_absolute_url()}ballot/").text
    assert Client().get(f"{poll.get_absolute_url()}results/").status_code == 403


def test_a_wrong_code_is_refused_in_words(client, home):
    answer = send(client, PollFactory(eligibility="code"), code="AAAA-BBBB-CCCC")

    assert answer.status_code == 403
    assert "Check it letter by letter" in answer.text


def test_codes_cannot_be_guessed_without_end(client, home, settings):
    settings.POLL_HARD_LIMIT = 2
    poll = PollFactory(eligibility="code")

    answers = [send(client, poll, code=f"AAAA-BBBB-{at:04}").status_code for at in range(3)]

    assert answers == [403, 403, 429]


# One's own ballot


def test_a_voter_sees_the_ballot_again(client, poll):
    send(client, poll, option="2")

    answer = client.get("/polls/tea/ballot/")

    assert "<li>No</li>" in answer.text
    assert Ballot.objects.get().receipt in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_from_there_a_voter_reaches_the_result(client, poll):
    before = client.get("/polls/tea/ballot/").text
    send(client, poll)

    assert "/polls/tea/results/" not in before
    assert "/polls/tea/results/" in client.get("/polls/tea/ballot/").text


def test_nobody_else_sees_it(client, poll):
    send(client, poll)

    assert "no ballot has been cast" in Client().get("/polls/tea/ballot/").text


def test_a_ballot_is_withdrawn_without_a_script(client, home):
    poll = PollFactory(changeable=True)
    send(client, poll)

    answer = send(client, poll, path="withdraw/")

    assert "You withdrew your ballot" in client.get(answer.headers["Location"]).text
    assert count_result(poll)["ballots"] == 0


def test_a_ballot_that_was_not_cast_is_not_withdrawn(client, home):
    assert send(client, PollFactory(changeable=True), path="withdraw/").status_code in (403, 404)


def test_a_final_ballot_is_not_withdrawn(client, poll):
    send(client, poll)

    assert send(client, poll, path="withdraw/").status_code == 409


# Answers to scripts


def test_a_script_gets_a_receipt(client, poll):
    accept = {"Accept": "application/json"}
    again = client.post("/polls/tea/vote/", {"option": "1"}, headers=accept)
    answer = client.post(again.headers["Location"], {"option": "1"}, headers=accept)

    assert answer.status_code == 201
    assert answer.json() == {"receipt": Ballot.objects.get().receipt, "counted": True}


def test_a_script_gets_a_problem(client, poll):
    send(client, poll)

    answer = client.post(
        "/polls/tea/vote/", {"option": "2"}, headers={"Accept": "application/json"}
    )

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 409
