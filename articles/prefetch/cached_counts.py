"""What long lists are made of: to find it out takes longer than to show a page of them.

Of a list, how many rows it has and which come first is remembered; the rows themselves are always
read. Nothing is remembered where nobody knows when lists change.
"""

from django.db.models import QuerySet


class Recollection:
    """What is known of a queryset of what anyone may see: `value`, None for nothing."""

    value = None

    def keep(self, value):
        """Remember a value, which was read after this was made."""


class Memory:
    """`recall` returns the Recollection of a queryset and a purpose; `project` may replace it."""

    recall = staticmethod(lambda rows, purpose: Recollection())


def number_of(rows):
    """Return how many there are in a list, or in a queryset of what anyone may see."""
    if not isinstance(rows, QuerySet):
        return len(rows)
    known = Memory.recall(rows, "number")
    if known.value is not None:
        return known.value
    number = rows.count()
    known.keep(number)
    return number


def part_of(rows, first, last):
    """Return the rows of a list or queryset from the first to before the last."""
    if not isinstance(rows, QuerySet):
        return rows[first:last]
    known = Memory.recall(rows, (first, last))
    if known.value is not None:
        place = {pk: at for at, pk in enumerate(known.value)}
        return sorted(rows.filter(pk__in=place), key=lambda row: place[row.pk])
    part = list(rows[first:last])
    known.keep([row.pk for row in part])
    return part


def with_numbers(rows):
    """Return the rows of a queryset that counts something as `number` for each."""
    known = Memory.recall(rows, "numbers")
    if known.value is None:
        found = list(rows)
        known.keep({row.pk: row.number for row in found})
        return found
    found = list(rows.model._default_manager.filter(pk__in=known.value))
    for row in found:
        row.number = known.value[row.pk]
    return found
