"""The demo's polls, with ballots cast as readers cast them.

In `polls.toml`, times are dates, or days relative to today; `ballots` are [chosen options, number
of ballots]; `audiences` are the slugs of the voters' audiences, in turn.
"""

import random
import secrets
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from polls.models import Poll, PollOption
from polls.models.choices import State
from polls.results.closing import freeze_result
from polls.voting.ballots import cast_ballot


def create_poll(row: dict[str, Any]) -> Poll:
    """Create a poll from a row of `polls.toml` and cast its ballots; freeze a closed poll."""
    row = dict(row)
    labels, ballots = row.pop("options"), row.pop("ballots", [])
    audiences = row.pop("audiences", [""])
    times = {name: parse_day(row.pop(name)) for name in ("opens_at", "closes_at") if name in row}
    published = min(times["opens_at"], timezone.now())
    poll = Poll(**row, **times, first_published_at=published)
    poll.options = [PollOption(label=label, sort_order=at) for at, label in enumerate(labels)]
    poll.save()
    poll.save_revision().publish(log_action=False)
    poll = Poll.objects.for_display().get(pk=poll.pk)
    cast_ballots(poll, ballots, audiences)
    if poll.state == State.CLOSED:
        freeze_result(poll, poll.closes_at + timedelta(minutes=5))
    return poll


def parse_day(day: date | int) -> datetime:
    """Return noon of a date, or of the day that is so many days from today."""
    if not isinstance(day, date):
        day = timezone.localdate() + timedelta(days=day)
    return timezone.make_aware(datetime.combine(day, time(12)))


def cast_ballots(
    poll: Poll, ballots: Sequence[tuple[list[int], int]], audiences: Sequence[str]
) -> None:
    """Cast ballots, spread evenly over the time in which the poll has been open."""
    # The order is the same in every demo, and no secret.
    rng = random.Random(poll.slug)  # noqa: S311
    choices = [options for options, number in ballots for _ in range(number)]
    rng.shuffle(choices)
    duration = min(poll.closes_at, timezone.now()) - poll.opens_at
    for index, options in enumerate(choices):
        cast_ballot(
            poll=poll,
            options=options,
            voter=secrets.token_hex(32),
            now=poll.opens_at + duration * index / len(choices),
            audience=audiences[index % len(audiences)],
        )
