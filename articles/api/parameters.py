"""Query parameters shared by the API's routes, and the render options built from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet
from ninja import Field, Schema

from articles.audiences.models import Audience, get_audience_by_slug

# A larger offset makes the database count every row before it; a cursor does not.
MAX_OFFSET = 100_000
# The largest value of a 32-bit primary key.
MAX_PRIMARY_KEY = 2**31 - 1

RichTextFormat = Literal["html", "markdown", "db_html", "db_markdown"]


class InvalidParameter(Exception):
    """A query parameter that cannot be used: its `name`, and a `message` that says why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


@dataclass(frozen=True)
class RenderOptions:
    """How a page is serialized. An `audience` of None means every reader."""

    audience: Audience | None = None
    rich_text_format: RichTextFormat = "html"


DEFAULT_RENDER_OPTIONS = RenderOptions()


def get_render_options(context: Mapping[str, Any] | None) -> RenderOptions:
    """Return the options in a block's context, or the defaults."""
    return (context or {}).get("render_options") or DEFAULT_RENDER_OPTIONS


class RichTextFormatParameters(Schema):
    rich_text_format: RichTextFormat = Field(
        "html", description="Format of every rich text in the response."
    )


class RenderParameters(RichTextFormatParameters):
    for_: str | None = Field(
        None,
        alias="for",
        max_length=80,
        description="Slug of the audience to render the response for.",
        examples=["researchers"],
    )

    def get_render_options(self) -> RenderOptions:
        """Return the options. Raises InvalidParameter for an unknown audience."""
        if self.for_ is None:
            return RenderOptions(rich_text_format=self.rich_text_format)
        if not (audience := get_audience_by_slug(self.for_)):
            raise InvalidParameter("for", "No audience has this slug.")
        return RenderOptions(audience, self.rich_text_format)


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
