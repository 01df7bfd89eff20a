"""The demo's polls, with ballots cast as readers cast them.

In `polls.toml` times are whole days from today, or dates; `ballots` are [options chosen, how many]
and `audiences` those as whom the voters came, in turn.
"""

import random
import secrets
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from polls.models import Poll, PollOption
from polls.models.choices import State
from polls.results.closing import freeze
from polls.voting.ballots import cast_ballot


def make_poll(row):
    """Make a poll and cast its ballots; if it has closed since, its result is frozen."""
    row = dict(row)
    options, ballots = row.pop("options"), row.pop("ballots", [])
    audiences = row.pop("audiences", [""])
    times = {name: as_moment(row.pop(name)) for name in ("opens_at", "closes_at") if name in row}
    published = min(times["opens_at"], timezone.now())
    poll = Poll(**row, **times, first_published_at=published)
    poll.options = [PollOption(label=label, sort_order=at) for at, label in enumerate(options)]
    poll.save()
    poll.save_revision().publish(log_action=False)
    poll = Poll.objects.whole().get(pk=poll.pk)
    cast_ballots(poll, ballots, audiences)
    if poll.state == State.CLOSED:
        freeze(poll, poll.closes_at + timedelta(minutes=5))
    return poll


def as_moment(day):
    """Return noon of a day, or of today so many days on, in the site's zone."""
    if not isinstance(day, date):
        day = timezone.localdate() + timedelta(days=day)
    return timezone.make_aware(datetime.combine(day, time(12)))


def cast_ballots(poll, ballots, audiences):
    """Cast ballots spread over the time in which the poll has been open so far."""
    chance = random.Random(poll.slug)  # noqa: S311 (the same demo each time, no secret)
    choices = [options for options, number in ballots for _ in range(number)]
    chance.shuffle(choices)
    end = min(poll.closes_at, timezone.now())
    for at, options in enumerate(choices):
        moment = poll.opens_at + (end - poll.opens_at) * at / len(choices)
        cast_ballot(
            poll=poll,
            options=options,
            voter=secrets.token_hex(32),
            now=moment,
            audience=audiences[at % len(audiences)],
        )
