"""Schemas of the values that the blocks of a body have in the API."""

from typing import Annotated, Literal

from ninja import Field, Schema

from articles.api.schemas import DocumentReferenceSchema, ImageReferenceSchema, PageReferenceSchema

RichText = Annotated[
    str, Field(description="Rich text in the format of the `rich_text_format` parameter.")
]
Caption = Annotated[str, Field(description="Plain text; empty without a caption.")]


class HeadingSchema(Schema):
    text: str = Field(description="Plain text of the heading.")
    level: int = Field(ge=2, le=4, description="Level of the heading; the page title is level 1.")
    anchor: str = Field(description="URL fragment of the heading, without `#`.")


class QuotationSchema(Schema):
    text: str = Field(description="Plain text without quotation marks.")
    attribution: str = Field(description="Source of the quotation; empty without a source.")


class KeyPointsSchema(Schema):
    title: str = Field(description="Plain text of the title.")
    points: list[str] = Field(description="Plain text strings in the editor's order.")


class LabelledPointSchema(Schema):
    label: str = Field(description="Plain text of the label.")
    text: RichText


class LabelledPointsSchema(Schema):
    points: list[LabelledPointSchema] = Field(description="Points in the editor's order.")


class CalloutSchema(Schema):
    heading: str = Field(description="Plain text; empty without a heading.")
    text: RichText


class FigureSchema(Schema):
    image: ImageReferenceSchema | None = Field(
        description="The image; null if the image was deleted."
    )
    caption: Caption
    credit: str = Field(
        description="Credit of the figure, or else of the image; empty without a credit."
    )


class ColumnSchema(Schema):
    type: Literal["text", "number"] = Field(description="Type of the cells of the column.")
    heading: str = Field(description="Plain text of the column header; may be empty.")


class TableSchema(Schema):
    caption: Caption
    header_column: bool = Field(description="Whether the cells of the first column are headers.")
    columns: list[ColumnSchema] = Field(description="Columns from left to right.")
    rows: list[list[str]] = Field(description="Rows of cells, as plain text.")


class EmbedSchema(Schema):
    """A video or recording on another site. The API contains no HTML of the provider."""

    url: str = Field(description="URL of the web page of the recording; may be empty.")
    title: str = Field(description="Plain text of the title.")
    provider: str = Field(
        description="Host of the URL without `www.`; may be empty.", examples=["youtube.com"]
    )
    poster_image: ImageReferenceSchema | None = Field(
        description="Image to show before playback; null without an image."
    )
    caption: Caption


class DocumentLinkSchema(Schema):
    document: DocumentReferenceSchema | None = Field(
        description="The document; null if the document was deleted or is not public."
    )
    note: str = Field(description="Plain text about the document; empty without a note.")


class RelatedPagesSchema(Schema):
    heading: str = Field(description="Plain text of the heading.")
    pages: list[PageReferenceSchema] = Field(
        description="Public pages in the editor's order; others are omitted."
    )
