"""The shapes of what the API says of an institute's articles, authors, topics and audiences.

They are fixed: other front ends build on them. What is always there is required; what may be
missing is null. Answers are made in these shapes by `articles.api.serializers` and sent as they
are, and tests hold them to the description.
"""

from datetime import date, datetime
from typing import Literal, NotRequired

from ninja import Field, Schema
from typing_extensions import TypedDict


class RenditionSchema(Schema):
    url: str
    width: int = Field(description="In pixels")
    height: int = Field(description="In pixels")
    type: str = Field(description="Media type, such as image/webp")


class RenditionsSchema(TypedDict):
    """Every size in which the site shows pictures, by name; none of them once the file is lost."""

    text_480: NotRequired[RenditionSchema]
    text_960: NotRequired[RenditionSchema]
    text_1600: NotRequired[RenditionSchema]
    card_400: NotRequired[RenditionSchema]
    card_800: NotRequired[RenditionSchema]
    portrait_120: NotRequired[RenditionSchema]
    portrait_320: NotRequired[RenditionSchema]
    share_1200: NotRequired[RenditionSchema]


class FocalPointSchema(Schema):
    """Where the eye should rest, as parts of the width and height from the upper left corner."""

    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)


class ShownPictureSchema(Schema):
    alt: str = Field(description="Empty where the picture adds nothing to the words")
    credit: str
    focal_point: FocalPointSchema | None
    width: int = Field(description="Of the original, in pixels")
    height: int = Field(description="Of the original, in pixels")
    renditions: RenditionsSchema


class PageReferenceSchema(Schema):
    """A page that readers can open."""

    id: int
    type: str = Field(description="Such as articles.ArticlePage", examples=["articles.ArticlePage"])
    title: str
    url: str


class DocumentReferenceSchema(Schema):
    """A file that readers can download."""

    id: int
    type: str = Field(description="Media type", examples=["application/pdf"])
    title: str
    url: str
    size: int = Field(description="In bytes")


class TopicReferenceSchema(Schema):
    slug: str
    name: str
    url: str


class TopicSchema(TopicReferenceSchema):
    description: str
    articles: int = Field(description="How many articles readers find on it")


class AudienceReferenceSchema(Schema):
    slug: str
    name: str
    label: str = Field(description="As in navigation", examples=["For researchers"])
    accent: str


class AudienceSchema(AudienceReferenceSchema):
    description: str
    page: PageReferenceSchema | None = Field(description="Its page, while it has a public one")


class AddresseeSchema(AudienceReferenceSchema):
    teaser: str = Field(description="Why the page matters to this audience; may be empty")


class AuthorNameSchema(Schema):
    """One name of a byline."""

    name: str
    page: PageReferenceSchema | None = Field(description="The author's page, if it is public")


class CardSchema(Schema):
    """What a list shows of a page."""

    id: int
    type: str
    title: str
    url: str
    summary: str
    teaser: str = Field(description="Why it matters to the audience that reads; may be empty")
    date: date | None
    picture: ShownPictureSchema | None
    authors: list[AuthorNameSchema]


class ArticleCardSchema(CardSchema):
    """What a list shows of an article, and by what it can be sorted and filtered."""

    type: Literal["articles.ArticlePage"]
    date: date
    slug: str
    locale: str = Field(examples=["en-gb"])
    updated_on: date | None
    reading_minutes: int
    topics: list[TopicReferenceSchema]
    audiences: list[AddresseeSchema]
    first_published_at: datetime | None
    last_published_at: datetime | None


class AuthorCardSchema(Schema):
    """What a list shows of an author."""

    id: int
    type: Literal["articles.AuthorPage"]
    slug: str
    title: str = Field(description="The name")
    url: str
    role: str
    affiliation: str
    introduction: str
    photo: ShownPictureSchema | None


class CardListSchema(Schema):
    """The first cards of a list, as the page shows them, and how many there are."""

    count: int
    items: list[CardSchema]


class SectionSchema(Schema):
    """One heading of a body."""

    text: str
    level: int = Field(ge=2, le=4)
    anchor: str = Field(description="The fragment by which it can be linked to")
    number: str = Field(description="Such as 2.1; empty where sections are not numbered")


class LinkSchema(Schema):
    label: str
    url: str


class AlternateSchema(Schema):
    """The same page in another language."""

    locale: str
    url: str


class SearchEnginesSchema(Schema):
    title: str
    description: str
    canonical_url: str
    picture: ShownPictureSchema | None = Field(description="For link previews: its share_1200")


class PageMetaSchema(Schema):
    """What Wagtail's own API says of every page."""

    type: str
    detail_url: str
    html_url: str
    slug: str
    locale: str
    live: bool
    show_in_menus: bool
    seo_title: str
    search_description: str
    first_published_at: datetime | None
    last_published_at: datetime | None
    parent: PageReferenceSchema | None
    alias_of: PageReferenceSchema | None
