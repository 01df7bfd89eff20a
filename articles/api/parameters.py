"""What requests of the API have in common: as whom they read, and which part of a list."""

from django.db.models import QuerySet
from ninja import Field, Schema

from articles.api.render_options import Reading, RichTextFormat
from articles.audiences.models import find_audience

# Larger offsets make a database count past everything before them; a cursor does not.
FURTHEST = 100_000
# A key in the database ends here.
LARGEST = 2**31 - 1


class BadParameter(Exception):
    """A parameter that cannot be used: its `name`, and `what` is wrong with it in words."""

    def __init__(self, name, what):
        super().__init__(f"{name}: {what}")
        self.name = name
        self.what = what


class FormatParameters(Schema):
    rich_text_format: RichTextFormat = Field("html", description="Of all rich text in the answer")


class ReadingParameters(FormatParameters):
    for_: str | None = Field(
        None,
        alias="for",
        max_length=80,
        description="Slug of the audience that reads",
        examples=["researchers"],
    )

    def read(self):
        """Return the Reading. Raises BadParameter for an audience there is not."""
        if self.for_ is None:
            return Reading(rich_text_format=self.rich_text_format)
        if not (audience := find_audience(self.for_)):
            raise BadParameter("for", "There is no audience with this slug.")
        return Reading(audience, self.rich_text_format)


class ListParameters(Schema):
    limit: int = Field(20, ge=1, le=100, description="How many items at the most")
    offset: int = Field(0, ge=0, le=FURTHEST, description="How many items to leave out first")

    def part_of(self, rows, number=None):
        """Return {"count", "items"} of a queryset or list, the items as they are.

        `number` is how many there are, where that is known.
        """
        if number is None:
            number = rows.count() if isinstance(rows, QuerySet) else len(rows)
        return {"count": number, "items": list(rows[self.offset : self.offset + self.limit])}
