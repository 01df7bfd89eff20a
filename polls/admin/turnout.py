"""Turnout in the admin: for a list of polls in one query, and by day."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncDate

from polls.models import Ballot, Poll, Turnout

# The longest period of the chart.
MAX_DAYS = 366


def annotate_turnout(polls: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate polls with `counted`, `set_aside` and `last_ballot_at`, without another query."""
    last_ballot = Ballot.objects.filter(poll=OuterRef("pk")).order_by("-cast_at")[:1]
    return polls.annotate(
        counted=build_turnout_subquery("counted"),
        set_aside=build_turnout_subquery("set_aside"),
        last_ballot_at=Subquery(last_ballot.values("cast_at")),
    )


def build_turnout_subquery(status: str) -> Coalesce:
    """Return the number of a poll's ballots with a status, as a subquery."""
    counters = Turnout.objects.filter(poll=OuterRef("pk")).values("poll")
    return Coalesce(Subquery(counters.annotate(sum=Sum(status)).values("sum")), Value(0))


def count_ballots_by_day(poll: Poll) -> list[tuple[date, int]]:
    """Return [(date, ballots cast)] from the first day to the last, with days without ballots.

    Days are in the time zone of the site. At most the last MAX_DAYS are returned.
    """
    ballots = Ballot.objects.filter(poll=poll).annotate(day=TruncDate("cast_at")).values("day")
    rows = ballots.annotate(ballots=Count("pk")).order_by()
    counts = {row["day"]: row["ballots"] for row in rows}
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - timedelta(days=MAX_DAYS - 1))
    days = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    return [(day, counts.get(day, 0)) for day in days]
