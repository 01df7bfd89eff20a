"""Pagination of the API's lists by limit and offset."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema

# A larger offset makes the database count every row before it; a cursor does not.
MAX_OFFSET = 100_000


class PaginationParameters(Schema):
    limit: int = Field(20, ge=1, le=100, description="Maximum number of items in the response.")
    offset: int = Field(
        0, ge=0, le=MAX_OFFSET, description="Number of items to skip before the first one."
    )

    def paginate(self, rows: QuerySet | Sequence, count: int | None = None) -> dict[str, Any]:
        """Return {"count", "items"} of a queryset or list; the items are not serialized.

        Pass `count` where the number of rows is already known.
        """
        if count is None:
            count = rows.count() if isinstance(rows, QuerySet) else len(rows)
        return {"count": count, "items": list(rows[self.offset : self.offset + self.limit])}
