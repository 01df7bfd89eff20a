"""A poll over time, and the order of its options."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.models import Poll, PollOption
from polls.models.choices import State
from polls.ordering import ordered_for, shuffle
from tests.factories import PollFactory

moments = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ORDER = [State.UPCOMING, State.OPEN, State.CLOSED]


@given(st.none() | moments, st.none() | moments, moments, st.timedeltas(timedelta(0)))
def test_time_moves_a_poll_only_forward(opens, closes, moment, later):
    if opens and closes and closes <= opens:
        opens, closes = None, closes
    poll = Poll(opens_at=opens, closes_at=closes)

    after = min(moment + min(later, timedelta(days=10_000)), datetime(2120, 1, 1, tzinfo=UTC))

    assert ORDER.index(poll.state_at(moment)) <= ORDER.index(poll.state_at(after))


@given(moments)
def test_a_poll_is_open_from_its_first_moment_and_closed_from_its_last(opens):
    poll = Poll(opens_at=opens, closes_at=opens + timedelta(days=1))
    instant = timedelta(microseconds=1)

    assert poll.state_at(opens - instant) == State.UPCOMING
    assert poll.state_at(opens) == State.OPEN
    assert poll.state_at(poll.closes_at - instant) == State.OPEN
    assert poll.state_at(poll.closes_at) == State.CLOSED


@given(moments)
def test_without_times_it_is_open(moment):
    assert Poll().state_at(moment) == State.OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("opens", [None, -2, 0, 1])
@pytest.mark.parametrize("closes", [None, -1, 0, 3])
def test_the_database_knows_the_same_states(opens, closes):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    times = [None if days is None else now + timedelta(days=days) for days in (opens, closes)]
    poll = PollFactory(opens_at=times[0], closes_at=times[1], first_published_at=now)

    states = [state for state in State if poll in Poll.objects.in_state(state, now)]

    assert states == [poll.state_at(now)]


@given(st.lists(st.integers(), max_size=12), st.text())
def test_shuffling_keeps_every_option(items, seed):
    assert Counter(shuffle(items, seed)) == Counter(items)


@given(st.text())
def test_the_same_voter_always_has_the_same_order(seed):
    assert shuffle("ABCDEFG", seed) == shuffle("ABCDEFG", seed)


def test_each_order_is_as_likely_as_any_other():
    """Chi-squared over the 24 orders of four: 23 degrees of freedom, 49.7 at one in a thousand.

    The seeds are fixed, so the figure is as well.
    """
    times = 24_000
    orders = Counter("".join(shuffle("ABCD", f"voter {number}")) for number in range(times))
    expected = times / 24
    statistic = sum((number - expected) ** 2 / expected for number in orders.values())

    assert len(orders) == 24
    assert statistic < 49.7


def test_a_fixed_order_is_the_editors():
    poll = Poll(order="fixed")
    poll.shown_options = [PollOption(number=1), PollOption(number=2)]

    assert ordered_for(poll, "browser:1") == poll.shown_options
