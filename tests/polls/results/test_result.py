"""The result of a poll, in total and by audience."""

import secrets

import pytest
from django.utils import timezone

from polls.models import Ballot, Poll
from polls.results.result import compute_result
from polls.voting.ballots import cast_ballot
from tests.factories import AudienceFactory, PollFactory


@pytest.mark.django_db
def test_multiple_choice_percentages_are_of_voters():
    poll = PollFactory(kind="multiple", options="AB")
    cast_ballot(poll=poll, options=[1, 2], voter=secrets.token_hex(32))
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))

    result = compute_result(poll)

    assert [row["percent"] for row in result["options"]] == [100, 50]
    assert "may add up to more than 100" in result["methodology"]["text"]


def cast_as(poll, audience, *numbers):
    """Cast numbers of ballots for the first option, the second, and so on."""
    for option, number in enumerate(numbers, start=1):
        for _ in range(number):
            cast_ballot(poll=poll, options=[option], voter=secrets.token_hex(32), audience=audience)


def get_audience_results(poll):
    """Close a poll and return {audience slug: audience result}."""
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())
    poll = Poll.objects.for_display().get(pk=poll.pk)
    return {row["audience"]: row for row in compute_result(poll)["audiences"]}


@pytest.fixture
def poll(db):
    return PollFactory(options=["Yes", "No"])


def test_closed_poll_has_result_by_audience(poll):
    AudienceFactory(slug="researchers")
    cast_as(poll, "researchers", 20, 12)
    cast_as(poll, "", 30, 15)

    results = get_audience_results(poll)

    assert results["researchers"]["name"] == "Researchers"
    assert results["researchers"]["ballots"] == 32
    assert [cell["votes"] for cell in results["researchers"]["options"]] == [20, 12]
    assert [cell["percent"] for cell in results[""]["options"]] == [67, 33]


def test_small_audience_and_complement_are_suppressed(poll):
    cast_as(poll, "students", 3)
    cast_as(poll, "researchers", 20, 12)
    cast_as(poll, "", 30, 15)

    results = get_audience_results(poll)

    assert results["students"]["ballots"] is None
    assert [cell["votes"] for cell in results["students"]["options"]] == [None, None]
    assert results["researchers"]["ballots"] is None
    assert results[""]["ballots"] == 45


def test_open_poll_has_no_result_by_audience(poll):
    cast_as(poll, "researchers", 20, 12)
    cast_as(poll, "", 30, 15)

    assert compute_result(poll)["audiences"] == []


@pytest.mark.parametrize("audience", ["", "students"])
def test_single_audience_has_no_table(poll, audience):
    cast_as(poll, audience, 20, 12)

    assert get_audience_results(poll) == {}


@pytest.mark.django_db
def test_methodology_states_ballots_set_aside():
    poll = PollFactory()
    cast_ballot(
        poll=poll,
        options=[1],
        voter=secrets.token_hex(32),
        review_reason=Ballot.ReviewReason.HONEYPOT,
    )

    methodology = compute_result(poll)["methodology"]

    assert methodology["set_aside"] == 1
    assert "1 set aside as suspect" in methodology["text"]
    assert "self-selected readers, not a representative sample" in methodology["text"]
