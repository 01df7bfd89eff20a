"""Polls as pages and ballots need them: whole, with few statements.

For the way of a ballot, a poll is read with its options through Django once for each edition, and
kept by this process; with every ballot the database says which edition holds and what the poll's
secret is. That one statement costs a tenth of loading the poll, and nothing is ever out of date.
"""

from copy import copy
from functools import lru_cache

from django.db import connection

from polls.models import BallotBox, Poll, PollOption
from polls.results.methodology import publisher_in_query
from polls.results.result import is_public
from polls.voting.errors import PollUnknown
from polls.voting.tallies import SharedCounts

EDITION = """
    SELECT box.edition, box.secret FROM polls_ballotbox box
    JOIN polls_poll poll ON poll.id = box.poll_id
    WHERE poll.slug = %s AND poll.live
"""


def poll_for_voting(slug):
    """Return a live poll with its options and the secret of its ballot box. Raises PollUnknown."""
    with connection.cursor() as cursor:
        cursor.execute(EDITION, [slug])
        row = cursor.fetchone()
    if not row or not (poll := load_poll(slug, row[0])):
        raise PollUnknown
    # The secret is not kept: once destroyed, it is nowhere.
    poll = copy(poll)
    poll.box = BallotBox(poll=poll, secret=row[1])
    return poll


@lru_cache(maxsize=256)
def load_poll(slug, edition):
    """Return the poll with its options, None if it has none; an edition is never used twice."""
    options = PollOption.objects.with_pictures().filter(poll__slug=slug)
    options = list(options.select_related("poll").order_by("sort_order"))
    if not options:
        return None
    poll = options[0].poll
    poll.shown_options = options
    return poll


def load_polls(pks):
    """Return {key: poll} with all that is shown of them, results included, in one query.

    One more query brings the pictures of options, and one all counts, where these are shown.
    """
    options = PollOption.objects.with_pictures().filter(poll__in=pks)
    options = options.select_related("poll__box", "poll__frozen").order_by("sort_order")
    polls = {}
    for option in options.annotate(publisher=publisher_in_query()):
        poll = polls.setdefault(option.poll_id, option.poll)
        poll.publisher = option.publisher
        poll.__dict__.setdefault("shown_options", []).append(option)
    if without_options := set(pks) - polls.keys():
        polls |= Poll.objects.whole().in_bulk(without_options)
    shown = [each for each in polls.values() if not each.frozen_result and is_public(each)]
    counts = SharedCounts(shown)
    for poll in polls.values():
        poll.counts = counts
    return polls
