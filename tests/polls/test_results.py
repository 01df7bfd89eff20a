"""Figures: percentages that add up, and small cells that stay hidden."""

import secrets
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.models import Ballot
from polls.results import count_result, largest_remainder, share
from polls.suppression import SMALLEST, hide_small
from polls.voting import cast_ballot
from tests.factories import PollFactory

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


@given(tables)
def test_no_small_cell_is_shown(table):
    for column, cells in hide_small(table).items():
        for cell, true in zip(cells, table[column], strict=True):
            assert cell is None if true < SMALLEST else cell in (None, true)


@given(tables)
def test_no_cell_is_hidden_alone_in_its_line(table):
    shown = list(hide_small(table).values())
    for line in [*shown, *zip(*shown, strict=True)]:
        assert len(line) == 1 or list(line).count(None) != 1


@pytest.mark.django_db
def test_percentages_of_several_choices_are_of_voters():
    poll = PollFactory(kind="multiple", options="AB")
    cast_ballot(poll=poll, options=[1, 2], voter=secrets.token_hex(32))
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))

    result = count_result(poll)

    assert [row["percent"] for row in result["options"]] == [100, 50]
    assert "add up to more than 100" in result["method"]["text"]


@pytest.fixture
def by_audience(db):
    """A poll with 20 researchers on one side, 12 on the other, and 3 students."""
    poll = PollFactory(options=["Yes", "No"])
    for option, audience, number in [(1, "researchers", 20), (2, "researchers", 12),
                                     (1, "students", 3), (1, "", 30), (2, "", 15)]:  # fmt: skip
        for _ in range(number):
            cast_ballot(poll=poll, options=[option], voter=secrets.token_hex(32), audience=audience)
    return {row["audience"]: row for row in count_result(poll)["audiences"]}


def test_results_stand_side_by_side_by_audience(by_audience):
    assert by_audience["researchers"]["label"] == "Researchers"
    assert (
        by_audience["researchers"]["ballots"] is None or by_audience["researchers"]["ballots"] == 32
    )


def test_an_audience_of_few_is_not_shown(by_audience):
    assert by_audience["students"]["ballots"] is None
    assert [cell["votes"] for cell in by_audience["students"]["options"]] == [None, None]


def test_what_is_hidden_cannot_be_had_by_subtraction(by_audience):
    rows = [[row["options"][at]["votes"] for row in by_audience.values()] for at in (0, 1)]

    assert all(row.count(None) != 1 for row in rows)


@pytest.mark.django_db
def test_without_audiences_there_is_no_table_of_them():
    poll = PollFactory()
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))

    assert count_result(poll)["audiences"] == []


@pytest.mark.django_db
def test_the_method_tells_what_was_set_aside_and_rejected():
    poll = PollFactory()
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), cause=Ballot.Cause.HONEYPOT)

    method = count_result(poll)["method"]

    assert method["set_aside"] == 1
    assert "1 set aside as suspect" in method["text"]
    assert "self-selected readers, not a representative sample" in method["text"]
