"""The shapes of what the API says of the front page, audiences' pages, plain ones and the site."""

from typing import Literal

from ninja import Field, Schema

from articles.api.page_schemas import WholePageSchema
from articles.api.schemas import (
    AudienceReferenceSchema,
    AudienceSchema,
    CardListSchema,
    CardSchema,
    LinkSchema,
    PageReferenceSchema,
    SectionSchema,
    ShownPictureSchema,
    TopicSchema,
)


class HomePageSchema(WholePageSchema):
    """The front page."""

    type: Literal["home.HomePage"]
    introduction: str
    featured: list[CardSchema] = Field(description="What the editors chose")
    latest: list[CardSchema]


class AudiencePageSchema(WholePageSchema):
    """What there is for one audience."""

    type: Literal["home.AudiencePage"]
    audience: AudienceReferenceSchema | None = Field(
        description="null in a preview alone, once its audience was deleted"
    )
    introduction: str
    pinned: list[CardSchema]
    pieces: CardListSchema = Field(description="All that is addressed to it but what is pinned")
    topics: list[TopicSchema] = Field(description="On which there is something for it")


class StandardPageSchema(WholePageSchema):
    """A page that is not dated."""

    type: Literal["home.StandardPage"]
    standfirst: str
    picture: ShownPictureSchema | None
    contents: list[SectionSchema]


class LocaleSchema(Schema):
    code: str = Field(examples=["en-gb"])
    name: str
    url: str = Field(description="Its front page")
    default: bool


class SiteFrameSchema(Schema):
    """What frames every page."""

    name: str
    tagline: str
    description: str
    publisher: str
    url: str
    social: list[LinkSchema]
    footer: str = Field(description="Rich text, in the format asked for")
    menu: list[PageReferenceSchema]
    audiences: list[AudienceSchema]
    locales: list[LocaleSchema]
    feed_url: str
