"""Places in an ordered list that stay right while others come and go.

A cursor names the last item that was seen, by what the list is in the order of and by its key;
what follows is what stands after it (keyset pagination). It is no secret, and is checked as any
other parameter is.
"""

import base64
import json
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils.timezone import is_naive

from articles.api.parameters import BadParameter

WRONG = "This is no cursor of a list in this order. Leave it out to begin at the first item."


def read_title(text):
    """Return a text that a database can hold. Raises ValueError."""
    if "\0" in text or not isinstance(text, str):
        raise ValueError(WRONG)
    return text.encode().decode()


def read_moment(text):
    moment = datetime.fromisoformat(text)
    if is_naive(moment):
        raise ValueError(WRONG)
    return moment.astimezone(UTC)


READ = {"date": date.fromisoformat, "title": read_title, "changed": read_moment}


class Order(NamedTuple):
    """`name` is what an item has for it; "-pk" or "pk" settles what is equal."""

    name: str
    descending: bool

    @classmethod
    def of(cls, text):
        return cls(text.lstrip("-"), text.startswith("-"))

    def sort(self, queryset):
        sign = "-" if self.descending else ""
        return queryset.order_by(f"{sign}{self.name}", f"{sign}pk")

    def after(self, cursor):
        """Return the condition of what stands after a cursor. Raises BadParameter."""
        value, pk = self.read(cursor)
        beyond = "lt" if self.descending else "gt"
        further = {f"{self.name}__{beyond}": value}
        return Q(**further) | Q(**{self.name: value, f"pk__{beyond}": pk})

    def cursor_at(self, item):
        value = getattr(item, self.name)
        value = value if isinstance(value, str) else value.isoformat()
        text = json.dumps([self.name, self.descending, value, item.pk])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def read(self, cursor):
        try:
            text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            name, descending, value, pk = json.loads(text)
            if (name, descending) != self or type(pk) is not int or not 0 < pk < 2**63:
                raise ValueError(WRONG)
            return READ[name](value), pk
        except (OverflowError, TypeError, ValueError) as error:
            raise BadParameter("cursor", WRONG) from error
