"""The shapes of whole pages: what every page type says, then each type of this app."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from articles.api.block_types import type_of_body
from articles.api.schemas import (
    AddresseeSchema,
    AlternateSchema,
    AudienceReferenceSchema,
    AuthorCardSchema,
    AuthorNameSchema,
    CardListSchema,
    LinkSchema,
    PageMetaSchema,
    PageReferenceSchema,
    SearchEnginesSchema,
    SectionSchema,
    ShownPictureSchema,
    TopicReferenceSchema,
)
from articles.blocks import BodyBlock

BodySchema = list[type_of_body(BodyBlock())]


class WholePageSchema(Schema):
    """What every page says, whatever its type."""

    id: int
    type: str
    title: str
    url: str
    meta: PageMetaSchema
    search_engines: SearchEnginesSchema
    breadcrumbs: list[PageReferenceSchema] = Field(
        description="The public pages above it, from the front page down"
    )
    alternates: list[AlternateSchema] = Field(description="In other languages")
    read_as: AudienceReferenceSchema | None = Field(description="For whom layers are unfolded")
    audiences: list[AddresseeSchema] = Field(description="For whom it is; none means everyone")
    body: BodySchema


class ArticlePageSchema(WholePageSchema):
    type: Literal["articles.ArticlePage"]
    standfirst: str
    authors: list[AuthorNameSchema]
    date: date
    updated_on: date | None
    picture: ShownPictureSchema | None
    topics: list[TopicReferenceSchema]
    contents: list[SectionSchema] = Field(description="Every heading, in its order")
    numbered: bool = Field(description="Whether sections show their numbers")
    scholarly: bool
    word_count: int
    reading_minutes: int
    markdown_url: str
    json_url: str


class AuthorPageSchema(WholePageSchema):
    """An expert's profile and blog."""

    type: Literal["articles.AuthorPage"]
    heading: str
    role: str
    affiliation: str
    introduction: str
    photo: ShownPictureSchema | None
    biography: str = Field(description="Rich text, in the format asked for")
    orcid: str
    email: str
    links: list[LinkSchema]
    articles: CardListSchema


class ArticleIndexPageSchema(WholePageSchema):
    """A collection of articles."""

    type: Literal["articles.ArticleIndexPage"]
    introduction: str
    authors: list[AuthorCardSchema]
    articles: CardListSchema
