"""What has changed, told by whoever changes it to all processes that keep answers.

The database is the only way between them: it tells of a change if, and as soon as, it shows it.

Changes are numbered. On PostgreSQL a change has the number of its transaction, and before an answer
is built the database says which numbers can be seen from then on (`pg_current_snapshot`;
PostgreSQL, 9.27.7): all that were given out, but for those of transactions still running. On
SQLite, where one transaction writes at a time, changes are simply counted. An answer is right if it
could see every change of what it shows.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from project.caching.models import Change
from project.caching.surrogate_keys import EVERYTHING, key_of

# Who starts must know of the changes of as long as an answer is kept anywhere.
REMEMBERED = timedelta(days=2)
KEPT_SECONDS = 24 * 60 * 60

NUMBERS = {
    "postgresql": "pg_current_xact_id()::text::bigint",
    "sqlite": "(SELECT COALESCE(MAX(number), 0) + 1 FROM caching_change)",
}
# As PostgreSQL writes a snapshot: lowest running, first not yet given out, and all running.
EDITIONS = {
    "postgresql": "SELECT pg_current_snapshot()::text",
    "sqlite": "SELECT '0:' || (COALESCE(MAX(number), 0) + 1) || ':' FROM caching_change",
}


class Edition(NamedTuple):
    """Which changes an answer can see: numbers below `end`, but not those in `running`."""

    end: int
    running: frozenset

    def sees(self, numbers):
        """Whether it shows all changes of these numbers, a set that is not empty."""
        return max(numbers) < self.end and self.running.isdisjoint(numbers)


def announce(*things):
    """Tell in the caller's transaction that things, each a kind and a key, have changed."""
    keys = sorted({EVERYTHING, *(key_of(*thing) for thing in things)})
    row = f"(%s, {NUMBERS[connection.vendor]}, %s, 0)"
    rows = ", ".join([row] * len(keys))
    statement = f"INSERT INTO caching_change (key, number, at, purges) VALUES {rows}"  # noqa: S608 (our own words)
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for key in keys for value in (key, now)])


def read_edition():
    """Return the Edition of an answer that is built from now on."""
    with connection.cursor() as cursor:
        cursor.execute(EDITIONS[connection.vendor])
        _, end, running = cursor.fetchone()[0].split(":")
    return Edition(int(end), frozenset(int(number) for number in running.split(",") if number))


def changes_since(edition):
    """Return [(key, number)] of all changes that could not be seen in an edition."""
    new = Q(number__gte=edition.end) | Q(number__in=edition.running)
    return list(Change.objects.filter(new).values_list("key", "number"))


def newest_changes(most):
    """Return ([(key, number)], number): the newest changes, and that of the newest left out."""
    rows = Change.objects.order_by("-number", "-pk").values_list("key", "number")[: most + 1]
    rows = list(rows)
    return rows[:most], rows[most][1] if len(rows) > most else 0


def forget_old_changes():
    """Delete the changes that no kept answer is older than; the newest stays, to count on from."""
    old = Change.objects.filter(at__lt=timezone.now() - REMEMBERED)
    if newest := Change.objects.order_by("-number").values_list("number", flat=True).first():
        old.filter(number__lt=newest).delete()
