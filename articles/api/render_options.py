"""How an answer of the API is read: as whom, and in which format of rich text."""

from dataclasses import dataclass
from typing import Literal

from articles.audiences.models import Audience

RichTextFormat = Literal["html", "markdown", "db_html", "db_markdown"]


@dataclass(frozen=True)
class Reading:
    """`audience` is None for everyone."""

    audience: Audience | None = None
    rich_text_format: RichTextFormat = "html"


AS_EVERYONE = Reading()


def reading_of(context):
    """Return the Reading that a block's context holds, that of everyone where it has none."""
    return (context or {}).get("reading") or AS_EVERYONE
