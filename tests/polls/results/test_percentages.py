"""Whole percentages of votes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.results.percentages import compute_percentage, round_to_100

counts = st.lists(st.integers(0, 10**7), min_size=1, max_size=30)


def test_percentages_of_reference_poll_are_exact():
    assert round_to_100([33, 30, 24, 21]) == [31, 28, 22, 19]


@given(counts)
def test_percentages_add_up_to_100(counts):
    assert sum(round_to_100(counts)) == (100 if sum(counts) else 0)


@given(counts)
def test_percentages_differ_by_less_than_one_point(counts):
    for count, percent in zip(counts, round_to_100(counts), strict=True):
        assert abs(percent * sum(counts) - 100 * count) < max(1, sum(counts))


@given(counts)
def test_percentages_follow_vote_order(counts):
    percents = round_to_100(counts)
    ordered = sorted(zip(counts, percents, strict=True))
    for (fewer, less), (more, greater) in pairwise(ordered):
        assert fewer == more or less <= greater


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_percentage_of_voters_is_from_0_to_100(votes, others):
    assert 0 <= compute_percentage(votes, votes + others) <= 100


@pytest.mark.parametrize(("votes", "ballots", "percent"), [(1, 3, 33), (2, 3, 67), (1, 200, 1)])
def test_percentage_of_voters_is_rounded(votes, ballots, percent):
    assert compute_percentage(votes, ballots) == percent
