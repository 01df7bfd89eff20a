"""The order of options."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from polls.models import Poll, PollOption
from polls.ordering import get_ordered_options, shuffle


@given(st.lists(st.integers(), max_size=12), st.text())
def test_shuffle_is_permutation(items, seed):
    assert Counter(shuffle(items, seed)) == Counter(items)


@given(st.text())
def test_shuffle_is_deterministic(seed):
    assert shuffle("ABCDEFG", seed) == shuffle("ABCDEFG", seed)


def test_shuffle_is_uniform():
    """Chi-squared over the 24 orders of four: 23 degrees of freedom, 49.7 at one in a thousand.

    The seeds are fixed, so the figure is as well.
    """
    times = 24_000
    orders = Counter("".join(shuffle("ABCD", f"voter {number}")) for number in range(times))
    expected = times / 24
    statistic = sum((number - expected) ** 2 / expected for number in orders.values())

    assert len(orders) == 24
    assert statistic < 49.7


def test_fixed_order_is_editors_order():
    poll = Poll(option_order="fixed")
    poll.ordered_options = [PollOption(number=1), PollOption(number=2)]

    assert get_ordered_options(poll, "browser:1") == poll.ordered_options
