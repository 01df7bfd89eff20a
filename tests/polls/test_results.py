"""Figures: percentages that add up, and small cells that stay hidden."""

import secrets
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from polls.models import Ballot, Poll
from polls.results.result import count_result, largest_remainder, share
from polls.results.suppression import SMALLEST, hide_small
from polls.voting.ballots import cast_ballot
from tests.factories import AudienceFactory, PollFactory

counts = st.lists(st.integers(0, 10**7), min_size=1, max_size=30)


def test_the_figures_of_the_commission():
    assert largest_remainder([33, 30, 24, 21]) == [31, 28, 22, 19]


@given(counts)
def test_whole_percentages_add_up_to_100(counts):
    assert sum(largest_remainder(counts)) == (100 if sum(counts) else 0)


@given(counts)
def test_no_percentage_is_a_whole_point_off(counts):
    for count, percent in zip(counts, largest_remainder(counts), strict=True):
        assert abs(percent * sum(counts) - 100 * count) < max(1, sum(counts))


@given(counts)
def test_more_votes_never_have_a_lower_percentage(counts):
    percents = largest_remainder(counts)
    ordered = sorted(zip(counts, percents, strict=True))
    for (fewer, less), (more, greater) in pairwise(ordered):
        assert fewer == more or less <= greater


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_share_of_voters_is_from_0_to_100(votes, others):
    assert 0 <= share(votes, votes + others) <= 100


@pytest.mark.parametrize(("votes", "ballots", "percent"), [(1, 3, 33), (2, 3, 67), (1, 200, 1)])
def test_a_share_of_voters_is_rounded(votes, ballots, percent):
    assert share(votes, ballots) == percent


tables = st.integers(1, 5).flatmap(
    lambda height: st.dictionaries(
        st.text("abcde", min_size=1, max_size=3),
        st.lists(st.integers(0, 60), min_size=height, max_size=height),
        min_size=1,
        max_size=5,
    )
)


def split(table):
    """Return the columns that are shown and those that are hidden, the latter as they truly are."""
    shown = hide_small(table)
    hidden = [table[column] for column, cells in shown.items() if None in cells]
    return [cells for cells in shown.values() if None not in cells], hidden


@given(tables)
def test_no_small_cell_is_shown(table):
    shown, _ = split(table)

    assert all(cell >= SMALLEST for cells in shown for cell in cells)


@given(tables)
def test_what_is_hidden_is_known_only_together(table):
    """From the sums of what is hidden, each of its cells can be anything from 0 to SMALLEST."""
    shown, hidden = split(table)

    if shown and hidden:
        assert len(hidden) > 1
        assert all(sum(row) >= SMALLEST for row in zip(*hidden, strict=True))


@pytest.mark.django_db
def test_percentages_of_several_choices_are_of_voters():
    poll = PollFactory(kind="multiple", options="AB")
    cast_ballot(poll=poll, options=[1, 2], voter=secrets.token_hex(32))
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))

    result = count_result(poll)

    assert [row["percent"] for row in result["options"]] == [100, 50]
    assert "may add up to more than 100" in result["method"]["text"]


def cast_as(poll, audience, *numbers):
    """Cast as many ballots for each option, in their order, as `numbers` say."""
    for option, number in enumerate(numbers, start=1):
        for _ in range(number):
            cast_ballot(poll=poll, options=[option], voter=secrets.token_hex(32), audience=audience)


def audiences(poll):
    """Close a poll and return {audience: its row of the result}."""
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())
    poll = Poll.objects.whole().get(pk=poll.pk)
    return {row["audience"]: row for row in count_result(poll)["audiences"]}


@pytest.fixture
def poll(db):
    return PollFactory(options=["Yes", "No"])


def test_results_stand_side_by_side_by_audience(poll):
    AudienceFactory(slug="researchers")
    cast_as(poll, "researchers", 20, 12)
    cast_as(poll, "", 30, 15)

    found = audiences(poll)

    assert found["researchers"]["label"] == "Researchers"
    assert found["researchers"]["ballots"] == 32
    assert [cell["votes"] for cell in found["researchers"]["options"]] == [20, 12]
    assert [cell["percent"] for cell in found[""]["options"]] == [67, 33]


def test_an_audience_of_few_is_not_shown_nor_what_would_tell_it(poll):
    cast_as(poll, "students", 3)
    cast_as(poll, "researchers", 20, 12)
    cast_as(poll, "", 30, 15)

    found = audiences(poll)

    assert found["students"]["ballots"] is None
    assert [cell["votes"] for cell in found["students"]["options"]] == [None, None]
    assert found["researchers"]["ballots"] is None
    assert found[""]["ballots"] == 45


def test_while_a_poll_is_open_no_two_looks_tell_a_ballot_between_them(poll):
    cast_as(poll, "researchers", 20, 12)
    cast_as(poll, "", 30, 15)

    assert count_result(poll)["audiences"] == []


@pytest.mark.parametrize("audience", ["", "students"])
def test_one_audience_alone_is_no_table(poll, audience):
    cast_as(poll, audience, 20, 12)

    assert audiences(poll) == {}


@pytest.mark.django_db
def test_the_method_tells_what_was_set_aside_and_rejected():
    poll = PollFactory()
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), cause=Ballot.Cause.HONEYPOT)

    method = count_result(poll)["method"]

    assert method["set_aside"] == 1
    assert "1 set aside as suspect" in method["text"]
    assert "self-selected readers, not a representative sample" in method["text"]
