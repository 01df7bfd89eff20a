"""Schemas of images, documents, topics, audiences and cards in API responses.

Other front ends build on them. A member that is always present is required; one without a value is
null. `articles.api.serializers` builds the responses, and tests compare them with these schemas.
"""

import datetime
from typing import Annotated, Literal, NotRequired

from ninja import Field, Schema
from typing_extensions import TypedDict

PageID = Annotated[int, Field(description="Primary key of the page.")]
PageURL = Annotated[str, Field(description="Absolute URL of the page.")]
PageTypeName = Annotated[
    str,
    Field(
        description="Type of the page, as app label and model name.",
        examples=["articles.ArticlePage"],
    ),
]
Locale = Annotated[str, Field(description="Language code of the page.", examples=["en-gb"])]
Count = Annotated[int, Field(description="Number of items on all pages of the list.")]


class RenditionSchema(Schema):
    """One size of an image."""

    url: str = Field(description="Absolute URL of the file.")
    width: int = Field(description="Width in pixels.")
    height: int = Field(description="Height in pixels.")
    type: str = Field(description="Media type of the file.", examples=["image/webp"])


class RenditionsSchema(TypedDict):
    """The sizes in which the site shows images, by name; all are absent if the file is missing."""

    text_480: NotRequired[
        Annotated[RenditionSchema, Field(description="480 pixels wide, for a body; may be absent.")]
    ]
    text_960: NotRequired[
        Annotated[RenditionSchema, Field(description="960 pixels wide, for a body; may be absent.")]
    ]
    text_1600: NotRequired[
        Annotated[
            RenditionSchema, Field(description="1600 pixels wide, for a body; may be absent.")
        ]
    ]
    card_400: NotRequired[
        Annotated[
            RenditionSchema,
            Field(description="Cropped to 400 × 250 pixels, for a card; may be absent."),
        ]
    ]
    card_800: NotRequired[
        Annotated[
            RenditionSchema,
            Field(description="Cropped to 800 × 500 pixels, for a card; may be absent."),
        ]
    ]
    portrait_120: NotRequired[
        Annotated[
            RenditionSchema,
            Field(description="Cropped to 120 × 120 pixels, for a portrait; may be absent."),
        ]
    ]
    portrait_320: NotRequired[
        Annotated[
            RenditionSchema,
            Field(description="Cropped to 320 × 320 pixels, for a portrait; may be absent."),
        ]
    ]
    share_1200: NotRequired[
        Annotated[
            RenditionSchema,
            Field(description="Cropped to 1200 × 630 pixels, for a link preview; may be absent."),
        ]
    ]


class FocalPointSchema(Schema):
    """The point of an image to keep visible when it is cropped."""

    x: float = Field(
        ge=0,
        le=1,
        description="Horizontal position as a fraction of the width, from 0 (left) to 1 (right).",
    )
    y: float = Field(
        ge=0,
        le=1,
        description="Vertical position as a fraction of the height, from 0 (top) to 1 (bottom).",
    )


class ImageReferenceSchema(Schema):
    """An image on a page."""

    alt: str = Field(description="Alternative text; empty for a decorative image.")
    credit: str = Field(description="Credit line of the image; may be empty.")
    focal_point: FocalPointSchema | None = Field(
        description="Point to keep visible when cropping; null if the editors set none."
    )
    width: int = Field(description="Width of the original in pixels.")
    height: int = Field(description="Height of the original in pixels.")
    renditions: RenditionsSchema = Field(description="Files in the sizes that the site uses.")


class PageReferenceSchema(Schema):
    """A public page that another page names or links to."""

    id: PageID
    type: PageTypeName
    title: str = Field(description="Title of the page.")
    url: PageURL


class DocumentReferenceSchema(Schema):
    """A public document."""

    id: int = Field(description="Primary key of the document.")
    type: str = Field(description="Media type of the file.", examples=["application/pdf"])
    title: str = Field(description="Title of the document.")
    url: str = Field(description="Absolute URL of the file.")
    size: int = Field(description="Size of the file in bytes.")


class TopicReferenceSchema(Schema):
    """A topic of an article."""

    slug: str = Field(description="Slug of the topic, as in `?topic=`.")
    name: str = Field(description="Name of the topic.")
    url: str = Field(description="Absolute URL of the topic's list of articles.")


class TopicSchema(TopicReferenceSchema):
    """A topic with the number of its articles."""

    description: str = Field(description="One sentence about the topic; may be empty.")
    article_count: int = Field(description="Number of public articles on the topic.")


class AudienceReferenceSchema(Schema):
    """An audience that pages are written for."""

    slug: str = Field(description="Slug of the audience, as in `?for=`.")
    name: str = Field(description="Name of the audience.", examples=["Researchers"])
    navigation_label: str = Field(
        description="Label of the audience in navigation.", examples=["For researchers"]
    )
    accent: str = Field(
        description="Name of the audience's colour in the site's palette.", examples=["brick"]
    )


class AudienceSchema(AudienceReferenceSchema):
    """An audience with its landing page."""

    description: str = Field(description="One sentence about the audience; may be empty.")
    page: PageReferenceSchema | None = Field(
        description="Landing page of the audience; null if it has no public one."
    )


class PageAudienceSchema(AudienceReferenceSchema):
    """An audience that a page is meant for."""

    teaser: str = Field(description="Why the page matters to this audience; may be empty.")


class BylineSchema(Schema):
    """One author in a byline."""

    name: str = Field(description="Name of the author, as printed.")
    page: PageReferenceSchema | None = Field(
        description="Profile of the author; null for a guest or if the profile is not public."
    )


class CardSchema(Schema):
    """A page in a list."""

    id: PageID
    type: PageTypeName
    title: str = Field(description="Title of the page.")
    url: PageURL
    summary: str = Field(description="Summary of the page in plain text; may be empty.")
    teaser: str = Field(
        description="Why the page matters to the audience of the response; may be empty."
    )
    date: datetime.date | None = Field(
        description="Date of publication of an article; null for other pages."
    )
    image: ImageReferenceSchema | None = Field(
        description="Image of the page; null if it has none."
    )
    authors: list[BylineSchema] = Field(
        description="Authors in the order of the byline; empty for pages other than articles."
    )


class ArticleCardSchema(CardSchema):
    """An article in a list, with the fields used for filtering and ordering."""

    type: Literal["articles.ArticlePage"] = Field(description="Type of the page.")
    date: datetime.date = Field(description="Date of publication, as printed.")
    slug: str = Field(description="Last part of the article's path.")
    locale: Locale
    updated_on: datetime.date | None = Field(
        description="Date of the last revision, as printed; null if there is none."
    )
    reading_minutes: int = Field(description="Estimated reading time in minutes.")
    topics: list[TopicReferenceSchema] = Field(description="Topics of the article, sorted by name.")
    audiences: list[PageAudienceSchema] = Field(
        description="Audiences that the article is meant for; empty for all readers."
    )
    first_published_at: datetime.datetime | None = Field(
        description="Time of the first publication; null if the article was imported as live."
    )
    last_published_at: datetime.datetime | None = Field(
        description="Time of the last publication; null if the article was imported as live."
    )


class AuthorCardSchema(Schema):
    """An author in a list."""

    id: int = Field(description="Primary key of the author's page.")
    type: Literal["articles.AuthorPage"] = Field(description="Type of the page.")
    slug: str = Field(description="Slug of the author's page, as in `?author=`.")
    title: str = Field(description="Name of the author.")
    url: str = Field(description="Absolute URL of the author's page.")
    role: str = Field(description="Position of the author; may be empty.")
    affiliation: str = Field(description="Institution of the author; may be empty.")
    introduction: str = Field(description="Introduction in plain text; may be empty.")
    photo: ImageReferenceSchema | None = Field(
        description="Portrait of the author; null if there is none."
    )


class CardListSchema(Schema):
    """The first page of a list of cards."""

    count: Count
    items: list[CardSchema] = Field(description="Cards on the first page of the list.")


class TableOfContentsEntrySchema(Schema):
    """One heading of a body."""

    text: str = Field(description="Text of the heading.")
    level: int = Field(ge=2, le=4, description="Level of the heading, as in h2 to h4.")
    anchor: str = Field(description="Fragment of the URL that links to the heading.")
    number: str = Field(
        description="Number of the section; empty where sections are not numbered.",
        examples=["2.1"],
    )


class LinkSchema(Schema):
    """A link to another site."""

    label: str = Field(description="Text of the link.")
    url: str = Field(description="Absolute URL of the link.")
