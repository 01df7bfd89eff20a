"""Cursors: keyset pagination, which stays correct while rows are added or removed.

A cursor is the ordering value and the primary key of the last row on a page, in Base64. The next
page has the rows that sort after it. Cursors are not secret and are validated like any parameter.
"""

import base64
import json
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils.timezone import is_naive

from articles.api.parameters import InvalidParameter

INVALID_CURSOR = (
    "The cursor is not valid for this ordering. Omit it to start at the beginning of the list."
)
# Annotated by the queryset in place of `last_published_at`, which may be null.
PUBLICATION_TIME = "publication_time"


def parse_title(text: str) -> str:
    """Return a title that the database accepts. Raises ValueError."""
    if not isinstance(text, str) or "\0" in text:
        raise ValueError(INVALID_CURSOR)
    # A lone surrogate, which JSON may contain, raises UnicodeEncodeError, a ValueError.
    return text.encode().decode()


def parse_aware_datetime(text: str) -> datetime:
    """Return a datetime in UTC. Raises ValueError if it has no time zone."""
    value = datetime.fromisoformat(text)
    if is_naive(value):
        raise ValueError(INVALID_CURSOR)
    return value.astimezone(UTC)


PARSERS = {
    "date": date.fromisoformat,
    "title": parse_title,
    "last_published_at": parse_aware_datetime,
}


class Ordering(NamedTuple):
    """An ordering by one attribute; the primary key decides between equal values."""

    name: str
    descending: bool

    @classmethod
    def parse(cls, text: str) -> "Ordering":
        """Return the ordering of an `order` parameter, such as "-date"."""
        return cls(text.lstrip("-"), text.startswith("-"))

    @property
    def attribute(self) -> str:
        return PUBLICATION_TIME if self.name == "last_published_at" else self.name

    def apply(self, queryset: QuerySet) -> QuerySet:
        sign = "-" if self.descending else ""
        return queryset.order_by(f"{sign}{self.attribute}", f"{sign}pk")

    def build_filter(self, cursor: str) -> Q:
        """Return the condition for the rows after a cursor. Raises InvalidParameter."""
        value, pk = self.decode_cursor(cursor)
        lookup = "lt" if self.descending else "gt"
        after_value = Q(**{f"{self.attribute}__{lookup}": value})
        return after_value | Q(**{self.attribute: value, f"pk__{lookup}": pk})

    def encode_cursor(self, row: Model) -> str:
        """Return the cursor of the rows after this one."""
        value = getattr(row, self.attribute)
        value = value if isinstance(value, str) else value.isoformat()
        text = json.dumps([self.name, self.descending, value, row.pk])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def decode_cursor(self, cursor: str) -> tuple[Any, int]:
        """Return (value, primary key) of a cursor. Raises InvalidParameter."""
        try:
            text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            name, descending, value, pk = json.loads(text)
            if (name, descending) != self or type(pk) is not int or not 0 < pk < 2**63:
                raise ValueError(INVALID_CURSOR)
            return PARSERS[name](value), pk
        except (OverflowError, TypeError, ValueError) as error:
            raise InvalidParameter("cursor", INVALID_CURSOR) from error
