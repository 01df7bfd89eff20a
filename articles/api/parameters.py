"""Query parameters shared by the API's routes, and the render options built from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ninja import Field, Schema

from articles.audiences.models import Audience, get_audience_by_slug

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
            raise InvalidParameter("for", "Unknown audience. Use a slug from /api/v3/audiences/.")
        return RenderOptions(audience, self.rich_text_format)
