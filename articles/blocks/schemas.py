"""The shapes of what blocks say, as their `get_api_representation` returns them."""

from typing import Literal

from ninja import Field, Schema

from articles.api.schemas import DocumentReferenceSchema, PageReferenceSchema, ShownPictureSchema


class HeadingSchema(Schema):
    text: str
    level: int = Field(ge=2, le=4)
    anchor: str


class QuotationSchema(Schema):
    text: str
    attribution: str = Field(description="May be empty")


class KeyPointsSchema(Schema):
    title: str
    points: list[str]


class LabelledPointSchema(Schema):
    label: str
    text: str = Field(description="Rich text, in the format asked for")


class LabelledPointsSchema(Schema):
    points: list[LabelledPointSchema]


class CalloutSchema(Schema):
    heading: str = Field(description="May be empty")
    text: str = Field(description="Rich text, in the format asked for")


class FigureSchema(Schema):
    picture: ShownPictureSchema | None
    caption: str
    credit: str = Field(description="The figure's own, or else the picture's; may be empty")


class ColumnSchema(Schema):
    type: Literal["text", "number"]
    heading: str


class TableSchema(Schema):
    caption: str
    header_column: bool = Field(description="Whether the first column names the rows")
    columns: list[ColumnSchema]
    rows: list[list[str]]


class EmbedSchema(Schema):
    """Something held elsewhere; nothing of the provider's is in it but the address."""

    url: str
    title: str
    provider: str = Field(examples=["youtube.com"])
    still: ShownPictureSchema | None
    caption: str


class DocumentLinkSchema(Schema):
    document: DocumentReferenceSchema | None
    note: str


class RelatedPagesSchema(Schema):
    heading: str
    pages: list[PageReferenceSchema]
