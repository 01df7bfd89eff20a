"""Turnout in the admin: for a list of polls in one query, and by day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

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
    counts = load_daily_counts([poll])[poll.pk]
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - timedelta(days=MAX_DAYS - 1))
    days = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    return [(day, counts[day]) for day in days]


def load_daily_counts(polls: Iterable[Poll], first: date | None = None) -> dict[int, Counter[date]]:
    """Return {poll id: {date: ballots cast}} in one query, from the `first` day if it is given."""
    ballots = Ballot.objects.filter(poll__in=[poll.pk for poll in polls])
    if first:
        start = timezone.make_aware(datetime.combine(first, time()))
        ballots = ballots.filter(cast_at__gte=start)
    by_day = ballots.annotate(day=TruncDate("cast_at")).values("poll", "day").order_by()
    counts: dict[int, Counter[date]] = defaultdict(Counter)
    for row in by_day.annotate(ballots=Count("pk")):
        counts[row["poll"]][row["day"]] = row["ballots"]
    return counts
