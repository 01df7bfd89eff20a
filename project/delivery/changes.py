"""What has changed, told by whoever changes it to all processes that keep answers.

The database is the only way between them: it tells of a change if, and as soon as, it shows it.

Changes and answers are put in order by numbers. On PostgreSQL a change has the number of its
transaction, and an answer is at least as new as the lowest number that was still running before it
was built (`pg_snapshot_xmin`; PostgreSQL, 9.28.4 System Information): all below it can be seen. On
SQLite, where one transaction writes at a time, changes are simply counted. So an answer is right if
everything that it shows has changed at a lower number than its own.
"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from project.delivery.models import Change
from project.delivery.surrogates import EVERYTHING, key_of

# Who starts must know of the changes of as long as an answer is kept anywhere.
REMEMBERED = timedelta(days=2)
KEPT_SECONDS = 24 * 60 * 60

NUMBERS = {
    "postgresql": "pg_current_xact_id()::text::bigint",
    "sqlite": "(SELECT COALESCE(MAX(number), 0) + 1 FROM delivery_change)",
}
EDITIONS = {
    "postgresql": "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    "sqlite": "SELECT COALESCE(MAX(number), 0) + 1 FROM delivery_change",
}


def announce(*things):
    """Tell in the caller's transaction that things, each a kind and a key, have changed."""
    keys = sorted({EVERYTHING, *(key_of(*thing) for thing in things)})
    row = f"(%s, {NUMBERS[connection.vendor]}, %s, 0)"
    rows = ", ".join([row] * len(keys))
    statement = f"INSERT INTO delivery_change (key, number, at, purges) VALUES {rows}"  # noqa: S608 (our own words)
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for key in keys for value in (key, now)])


def read_edition():
    """Return the number below which all changes can be seen by an answer that is built from now."""
    with connection.cursor() as cursor:
        cursor.execute(EDITIONS[connection.vendor])
        return cursor.fetchone()[0]


def changes_since(edition):
    """Return [(key, number)] of all changes that were not to be seen at an edition."""
    return list(Change.objects.filter(number__gte=edition).values_list("key", "number"))


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
