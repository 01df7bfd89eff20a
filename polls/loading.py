"""A poll as the way of a ballot needs it.

A poll is read with its options through Django once for each edition, and kept by this process; with
every ballot the database says which edition holds and what the poll's secret is. That one
statement costs a tenth of loading the poll, and nothing is ever out of date.
"""

from copy import copy
from functools import lru_cache

from django.db import connection

from polls.errors import PollUnknown
from polls.models import BallotBox, PollOption

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
