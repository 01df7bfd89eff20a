"""How many have voted, for staff: over all polls in one query, and day by day."""

from datetime import timedelta

from django.db.models import Count, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncDate

from polls.models import Ballot, Turnout

# The longest stretch that a chart shows.
DAYS = 366


def with_turnout(polls):
    """Add `counted`, `set_aside` and `last_ballot_at` to polls, in the query that loads them."""
    last = Ballot.objects.filter(poll=OuterRef("pk")).order_by("-cast_at").values("cast_at")
    return polls.annotate(
        counted=total("counted"), set_aside=total("set_aside"), last_ballot_at=Subquery(last[:1])
    )


def total(status):
    """Return a subquery for a poll's ballots of one status."""
    rows = Turnout.objects.filter(poll=OuterRef("pk")).values("poll")
    return Coalesce(Subquery(rows.annotate(sum=Sum(status)).values("sum")), Value(0))


def ballots_by_day(poll):
    """Return [(date, ballots cast)] in the site's zone, from the first day to the last.

    With every day between, and at most the last DAYS of them.
    """
    rows = Ballot.objects.filter(poll=poll).annotate(day=TruncDate("cast_at")).values("day")
    cast = {row["day"]: row["ballots"] for row in rows.annotate(ballots=Count("pk")).order_by()}
    if not cast:
        return []
    first, last = max(min(cast), max(cast) - timedelta(days=DAYS - 1)), max(cast)
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return [(day, cast.get(day, 0)) for day in days]
