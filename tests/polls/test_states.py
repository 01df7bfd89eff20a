"""The state of a poll over time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.models import Poll
from polls.models.choices import State
from tests.factories import PollFactory

moments = st.integers(0, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ORDER = [State.UPCOMING, State.OPEN, State.CLOSED]


@given(st.none() | moments, st.none() | moments, moments, st.timedeltas(timedelta(0)))
def test_state_moves_only_forward(opens, closes, moment, later):
    if opens and closes and closes <= opens:
        opens, closes = None, closes
    poll = Poll(opens_at=opens, closes_at=closes)

    after = min(moment + min(later, timedelta(days=10_000)), datetime(2120, 1, 1, tzinfo=UTC))

    assert ORDER.index(poll.get_state_at(moment)) <= ORDER.index(poll.get_state_at(after))


@given(moments)
def test_state_at_opening_and_closing_time(opens):
    poll = Poll(opens_at=opens, closes_at=opens + timedelta(days=1))
    instant = timedelta(microseconds=1)

    assert poll.get_state_at(opens - instant) == State.UPCOMING
    assert poll.get_state_at(opens) == State.OPEN
    assert poll.get_state_at(poll.closes_at - instant) == State.OPEN
    assert poll.get_state_at(poll.closes_at) == State.CLOSED


@given(moments)
def test_poll_without_times_is_open(moment):
    assert Poll().get_state_at(moment) == State.OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("opens", [None, -2, 0, 1])
@pytest.mark.parametrize("closes", [None, -1, 0, 3])
def test_queryset_states_match_property(opens, closes):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    times = [None if days is None else now + timedelta(days=days) for days in (opens, closes)]
    poll = PollFactory(opens_at=times[0], closes_at=times[1], first_published_at=now)

    states = [state for state in State if poll in Poll.objects.in_state(state, now)]

    assert states == [poll.get_state_at(now)]
