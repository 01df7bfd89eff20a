"""Schemas of the home page, audience pages, standard pages and the site settings."""

from typing import Literal

from ninja import Field, Schema

from articles.api.page_schemas import BasePageSchema
from articles.api.schemas import (
    AudienceReferenceSchema,
    AudienceSchema,
    CardListSchema,
    CardSchema,
    ImageReferenceSchema,
    LinkSchema,
    PageReferenceSchema,
    TableOfContentsEntrySchema,
    TopicSchema,
)


class HomePageSchema(BasePageSchema):
    """The home page."""

    type: Literal["home.HomePage"] = Field(description="Type of the page.")
    introduction: str = Field(description="Introduction in plain text; may be empty.")
    featured: list[CardSchema] = Field(description="Articles that the editors chose to feature.")
    latest: list[CardSchema] = Field(description="Latest articles that are not featured.")


class AudiencePageSchema(BasePageSchema):
    """The landing page of an audience."""

    type: Literal["home.AudiencePage"] = Field(description="Type of the page.")
    audience: AudienceReferenceSchema | None = Field(
        description="Audience of the page; null only in a preview after it was deleted."
    )
    introduction: str = Field(description="Introduction in plain text; may be empty.")
    pinned: list[CardSchema] = Field(description="Pages that the editors pinned to the top.")
    pages: CardListSchema = Field(description="Other public pages for this audience, newest first.")
    topics: list[TopicSchema] = Field(
        description="Topics with articles for this audience; `articles` counts only these."
    )


class StandardPageSchema(BasePageSchema):
    """A page without a date, such as an “About” page."""

    type: Literal["home.StandardPage"] = Field(description="Type of the page.")
    standfirst: str = Field(description="Introductory paragraph in plain text; may be empty.")
    image: ImageReferenceSchema | None = Field(
        description="Image above the text; null if there is none."
    )
    table_of_contents: list[TableOfContentsEntrySchema] = Field(
        description="Every heading of the body, in its order."
    )


class LocaleSchema(Schema):
    """A language of the site."""

    code: str = Field(description="Language code.", examples=["en-gb"])
    name: str = Field(description="Name of the language.", examples=["British English"])
    url: str = Field(description="Absolute URL of the home page in this language.")
    default: bool = Field(description="Whether this is the site's default language.")


class SiteSettingsSchema(Schema):
    """Settings and navigation for the header and footer of a front end."""

    name: str = Field(description="Name of the site.")
    tagline: str = Field(description="Short line beside the name; may be empty.")
    description: str = Field(description="Default meta description; may be empty.")
    publisher: str = Field(description="Full name of the publisher, for citations; may be empty.")
    url: str = Field(description="Absolute URL of the home page.")
    social: list[LinkSchema] = Field(description="Profiles of the publisher on other sites.")
    footer: str = Field(description="Footer as rich text, in the requested format.")
    menu: list[PageReferenceSchema] = Field(description="Pages in the main menu, in its order.")
    audiences: list[AudienceSchema] = Field(description="Audiences, in the order of navigation.")
    locales: list[LocaleSchema] = Field(description="Languages of the site, the default first.")
    feed_url: str = Field(description="Absolute URL of the site's Atom feed.")
