"""The invalidation log: the tags whose cached responses are stale, in the database.

The database is the only channel between processes. An invalidation is visible if, and as soon as,
the change itself is.

Invalidations are numbered. On PostgreSQL the number is that of the transaction, and a snapshot
(`pg_current_snapshot`; PostgreSQL, 9.27.7) names the transactions whose changes a response built
from now on can include: all earlier ones except those still running. On SQLite, where one
transaction writes at a time, invalidations are counted. A cached response is fresh if its snapshot
includes every invalidation of its surrogate keys.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from project.caching.models import Invalidation
from project.caching.surrogate_keys import EVERYTHING, get_surrogate_key

RESPONSE_TTL_SECONDS = 24 * 60 * 60
# A new process must load the invalidations of the whole lifetime of a cached response.
LOG_RETENTION = timedelta(days=2)

NUMBER_SQL = {
    "postgresql": "pg_current_xact_id()::text::bigint",
    "sqlite": "(SELECT COALESCE(MAX(number), 0) + 1 FROM caching_invalidation)",
}
# The form of a PostgreSQL snapshot: lowest running, first unassigned, list of running numbers.
SNAPSHOT_SQL = {
    "postgresql": "SELECT pg_current_snapshot()::text",
    "sqlite": "SELECT '0:' || (COALESCE(MAX(number), 0) + 1) || ':' FROM caching_invalidation",
}


class Snapshot(NamedTuple):
    """The invalidations that a response includes: numbers below `end`, except those `running`."""

    end: int
    running: frozenset

    def includes(self, numbers):
        """Return whether all of these numbers, a set that is not empty, are included."""
        return max(numbers) < self.end and self.running.isdisjoint(numbers)


def invalidate(*tags):
    """Mark every cached response that carries one of these tags as stale.

    Recorded in the current transaction, so that a rollback invalidates nothing.
    """
    keys = sorted({EVERYTHING, *(get_surrogate_key(*tag) for tag in tags)})
    row = f"(%s, {NUMBER_SQL[connection.vendor]}, %s, 0)"
    rows = ", ".join([row] * len(keys))
    statement = (
        f"INSERT INTO caching_invalidation (key, number, created_at, purge_count) VALUES {rows}"  # noqa: S608 (constants)
    )
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for key in keys for value in (key, now)])


def read_snapshot():
    """Return the Snapshot of a response that is built from now on."""
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT_SQL[connection.vendor])
        _, end, running = cursor.fetchone()[0].split(":")
    return Snapshot(int(end), frozenset(int(number) for number in running.split(",") if number))


def get_invalidations_since(snapshot):
    """Return [(key, number)] of all invalidations that a snapshot does not include."""
    new = Q(number__gte=snapshot.end) | Q(number__in=snapshot.running)
    return list(Invalidation.objects.filter(new).values_list("key", "number"))


def get_newest_invalidations(limit):
    """Return ([(key, number)], number): the newest rows, and the newest number left out."""
    rows = Invalidation.objects.order_by("-number", "-pk").values_list("key", "number")
    rows = list(rows[: limit + 1])
    return rows[:limit], rows[limit][1] if len(rows) > limit else 0


def delete_old_invalidations():
    """Delete the rows older than any cached response, except the newest, which holds the number."""
    old = Invalidation.objects.filter(created_at__lt=timezone.now() - LOG_RETENTION)
    if newest := Invalidation.objects.order_by("-number").values_list("number", flat=True).first():
        old.filter(number__lt=newest).delete()
