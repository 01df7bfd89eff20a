"""What staff do with one poll: see its result, review its ballots, make its codes."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from polls.admin.turnout import ballots_by_day
from polls.models import Ballot, InvitationCode, Poll
from polls.results.closing import freeze
from polls.voting.voters import make_codes
from tests.factories import PollFactory
from tests.polls.staff import address, cast, closed_poll, page, read, review

pytestmark = pytest.mark.django_db


# The result


@pytest.mark.parametrize("visibility", ["always", "after_vote", "after_close", "staff"])
def test_staff_see_the_result_whatever_readers_see(admin_client, visibility):
    poll = PollFactory(visibility=visibility)
    cast(poll, 2)

    result = page(admin_client, "result", poll.pk)

    assert "1 ballot counted" in result
    assert ("Readers do not see this result now" in result) == (visibility != "always")


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_staff_download_a_result_that_readers_do_not_see(admin_client, ending):
    poll = PollFactory(visibility="staff", slug="rates")
    cast(poll)

    response = admin_client.get(address("download", poll.pk, ending))

    assert response.status_code == 200
    assert f"rates-results.{ending}" in response["Content-Disposition"]


def test_there_is_no_other_download(admin_client):
    assert admin_client.get(address("download", PollFactory().pk, "exe")).status_code == 404


def test_a_draft_has_a_result_of_nothing(admin_client):
    poll = PollFactory(live=False, first_published_at=None, opens_at=None)

    assert "No ballot has been cast" in page(admin_client, "result", poll.pk)


def test_small_figures_of_an_audience_are_not_shown_to_staff_either(admin_client):
    poll = PollFactory()
    cast(poll, 1, audience="business")
    for audience in ("researchers", ""):
        for option in 10 * [1, 2, 3]:
            cast(poll, option, audience=audience)
    Poll.objects.update(closes_at=timezone.now())

    assert "not shown" in page(admin_client, "result", poll.pk)


def test_days_without_ballots_are_counted_too():
    poll = PollFactory(opens_at=timezone.now() - timedelta(days=9))
    cast(poll, now=timezone.now() - timedelta(days=2))
    cast(poll)
    cast(poll)

    assert [ballots for _, ballots in ballots_by_day(poll)] == [1, 0, 2]


# Ballots set aside


@pytest.fixture
def suspects():
    """A poll with three ballots that were set aside, one of them for another cause."""
    poll = PollFactory()
    for cause in ("network", "network", "honeypot"):
        cast(poll, cause=cause)
    cast(poll)
    return poll


def statuses(poll):
    ballots = Ballot.objects.filter(poll=poll).order_by("pk")
    return list(ballots.values_list("status", flat=True))


@pytest.mark.parametrize(("decision", "status"), [("release", "counted"), ("reject", "rejected")])
def test_those_chosen_are_released_or_rejected(admin_client, suspects, decision, status):
    chosen = [Ballot.objects.earliest("pk").pk]

    told = review(admin_client, suspects, decision=decision, ballots=chosen)

    assert statuses(suspects) == [status, "set_aside", "set_aside", "counted"]
    assert "1 ballot re" in told


def test_all_with_one_cause_are_released(admin_client, suspects):
    told = review(admin_client, suspects, decision="release", cause="network")

    assert statuses(suspects) == ["counted", "counted", "set_aside", "counted"]
    assert "2 ballots released" in told


def test_all_with_one_cause_leaves_what_was_decided(admin_client, suspects):
    review(admin_client, suspects, decision="reject", ballots=[Ballot.objects.earliest("pk").pk])

    review(admin_client, suspects, decision="release", cause="network")

    assert statuses(suspects)[:2] == ["rejected", "counted"]


def test_many_are_reviewed_in_batches(admin_client, suspects, monkeypatch):
    monkeypatch.setattr("polls.admin.review.BATCH", 1)

    assert "2 ballots rejected" in review(
        admin_client, suspects, decision="reject", cause="network"
    )


def test_a_ballot_of_another_poll_is_left_alone(admin_client, suspects):
    ballots = list(Ballot.objects.values_list("pk", flat=True))

    review(admin_client, PollFactory(), decision="reject", ballots=ballots)

    assert "rejected" not in statuses(suspects)


@pytest.mark.parametrize("ballots", [[], ["x"], ["9" * 30], ["-1"]])
def test_choosing_nothing_is_told(admin_client, suspects, ballots):
    told = review(admin_client, suspects, decision="release", ballots=ballots)

    assert "No ballot was chosen" in told


def test_without_a_decision_nothing_is_done(admin_client, suspects):
    review(admin_client, suspects, cause="network")

    assert statuses(suspects) == ["set_aside", "set_aside", "set_aside", "counted"]


def test_after_freezing_nothing_is_released_and_staff_are_told_why(admin_client):
    poll, later = closed_poll()
    cast(poll, cause="network")
    freeze(poll, later)

    told = review(admin_client, poll, decision="release", cause="network")

    assert statuses(poll) == ["set_aside"]
    assert "can no longer be released or rejected" in told
    assert not ModelLogEntry.objects.filter(action="polls.release").exists()


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("?cause=network", 2), ("?status=counted", 0), ("?cause=x", 3), ("?p=99", 3)],
)
def test_the_ballots_set_aside_are_filtered(admin_client, suspects, query, number):
    found = page(admin_client, "review", suspects.pk, query=query)

    assert found.count('name="ballots"') == number


def test_the_review_tells_neither_who_voted_nor_what(admin_client):
    poll = PollFactory(options=["Crimson", "Green"])
    cast(poll, 1, cause="network")
    ballot = Ballot.objects.get()

    found = page(admin_client, "review", poll.pk)

    assert not [
        secret for secret in (ballot.voter_key, ballot.receipt, "Crimson") if secret in found
    ]


def test_who_reviewed_is_logged(admin_client, admin_user, suspects):
    review(admin_client, suspects, decision="release", cause="network")

    entry = ModelLogEntry.objects.get(action="polls.release")
    assert (entry.user, entry.message) == (admin_user, "2 ballots released")


@pytest.mark.parametrize("number", [1, 12])
def test_a_longer_review_takes_no_more_queries(admin_client, django_assert_num_queries, number):
    poll = PollFactory()
    for _ in range(number):
        cast(poll, cause="network")
    page(admin_client, "review", poll.pk)

    # Session, user, profile; the poll, its options; the number of ballots, ballots, causes, names
    # of audiences; locales and the page tree, for the admin's frame.
    with django_assert_num_queries(12):
        admin_client.get(address("review", poll.pk))


# Invitation codes


def test_codes_are_made(admin_client):
    poll = PollFactory(eligibility="code")

    admin_client.post(address("codes", poll.pk), {"number": "3"})

    assert poll.codes.count() == 3
    assert "3 invitation codes" in page(admin_client, "codes", poll.pk)


@pytest.mark.parametrize("number", ["", "0", "-1", "5001", "x"])
def test_as_many_codes_cannot_be_made(admin_client, number):
    poll = PollFactory(eligibility="code")

    response = admin_client.post(address("codes", poll.pk), {"number": number})

    assert response.status_code == 200
    assert not InvitationCode.objects.exists()


def test_codes_are_downloaded(admin_client):
    poll = PollFactory(eligibility="code")
    codes = {code.code for code in make_codes(poll, 2)}

    content = read(admin_client.get(address("codes", poll.pk) + "?export=csv")).decode()

    assert {row["Code"] for row in csv.DictReader(io.StringIO(content))} == codes


def test_codes_are_downloaded_as_a_spreadsheet(admin_client):
    poll = PollFactory(eligibility="code")
    [code] = make_codes(poll, 1)

    content = read(admin_client.get(address("codes", poll.pk) + "?export=xlsx"))

    assert load_workbook(io.BytesIO(content)).active["A2"].value == code.code


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_poll_that_needs_no_codes_has_none(admin_client, method):
    poll = PollFactory()

    response = getattr(admin_client, method)(address("codes", poll.pk), {"number": "3"})

    assert response.status_code == 404
    assert not InvitationCode.objects.exists()
