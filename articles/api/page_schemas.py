"""Schemas of complete pages: the members that all page types share, then each type of this app."""

import datetime
from typing import TYPE_CHECKING, Literal

from ninja import Field, Schema

from articles.api.block_types import BlockSchema, build_block_union
from articles.api.schemas import (
    AudienceReferenceSchema,
    AuthorCardSchema,
    BylineSchema,
    CardListSchema,
    ImageReferenceSchema,
    LinkSchema,
    Locale,
    PageAudienceSchema,
    PageID,
    PageReferenceSchema,
    PageTypeName,
    PageURL,
    TableOfContentsEntrySchema,
    TopicReferenceSchema,
)
from articles.blocks import BodyBlock

# The block schemas are built at run time.
if TYPE_CHECKING:
    BodySchema = list[BlockSchema]
else:
    BodySchema = list[build_block_union(BodyBlock())]


class TranslationSchema(Schema):
    """The same page in another language."""

    locale: str = Field(description="Language code of the translation.", examples=["fr"])
    url: str = Field(description="Absolute URL of the translation.")


class SEOSchema(Schema):
    """Values for the head of an HTML page."""

    title: str = Field(description="Title for search engines and link previews.")
    description: str = Field(description="Meta description; may be empty.")
    canonical_url: str = Field(
        description="Absolute canonical URL. For an alias, the URL of the original page."
    )
    image: ImageReferenceSchema | None = Field(
        description="Image for link previews, in its size `share_1200`; null if there is none."
    )


class PageMetaSchema(Schema):
    """Metadata of a page, as in Wagtail's own API."""

    type: PageTypeName
    detail_url: str = Field(
        description="Absolute URL of the page in the API; empty if it was never saved."
    )
    html_url: str = Field(description="Absolute URL of the page on the site.")
    slug: str = Field(description="Last part of the page's path.")
    locale: Locale
    live: bool = Field(description="Whether the page is published.")
    show_in_menus: bool = Field(description="Whether the page is in the site's menu.")
    seo_title: str = Field(description="Title for search engines; empty to use the title.")
    search_description: str = Field(description="Meta description; empty to use the summary.")
    first_published_at: datetime.datetime | None = Field(
        description="Time of the first publication; null if the page was never published."
    )
    last_published_at: datetime.datetime | None = Field(
        description="Time of the last publication; null if the page was never published."
    )
    parent: PageReferenceSchema | None = Field(
        description="Page directly above in the tree; null if there is no public one."
    )
    alias_of: PageReferenceSchema | None = Field(
        description="Original page if this page is an alias; null if it is not an alias or the "
        "original is not public."
    )


class BasePageSchema(Schema):
    """The members that every page type has."""

    id: PageID
    type: PageTypeName
    title: str = Field(description="Title of the page.")
    url: PageURL
    meta: PageMetaSchema = Field(description="Metadata of the page.")
    seo: SEOSchema = Field(description="Title, description and image for the head of a page.")
    breadcrumbs: list[PageReferenceSchema] = Field(
        description="Public ancestors of the page, from the home page down."
    )
    translations: list[TranslationSchema] = Field(
        description="Public translations of the page; empty on a site in one language."
    )
    audience: AudienceReferenceSchema | None = Field(
        description="Audience that the response is rendered for; null for all readers."
    )
    audiences: list[PageAudienceSchema] = Field(
        description="Audiences that the page is meant for; empty for all readers."
    )
    body: BodySchema = Field(description="Blocks of the body, in order.")


class ArticlePageSchema(BasePageSchema):
    """An article."""

    type: Literal["articles.ArticlePage"] = Field(description="Type of the page.")
    standfirst: str = Field(description="Introductory paragraph in plain text; may be empty.")
    authors: list[BylineSchema] = Field(description="Authors in the order of the byline.")
    date: datetime.date = Field(description="Date of publication, as printed.")
    updated_on: datetime.date | None = Field(
        description="Date of the last revision, as printed; null if there is none."
    )
    image: ImageReferenceSchema | None = Field(
        description="Image above the text; null if there is none."
    )
    topics: list[TopicReferenceSchema] = Field(description="Topics of the article, sorted by name.")
    table_of_contents: list[TableOfContentsEntrySchema] = Field(
        description="All headings in the body, in order."
    )
    numbered_sections: bool = Field(description="Whether sections show their numbers.")
    scholarly: bool = Field(description="Whether the article is marked as a scholarly article.")
    word_count: int = Field(description="Number of words in the body.")
    reading_minutes: int = Field(description="Estimated reading time in minutes.")
    markdown_url: str = Field(
        description="Absolute URL of the article as Markdown; empty for a draft."
    )
    json_url: str = Field(description="Absolute URL of the article as JSON; empty for a draft.")


class AuthorPageSchema(BasePageSchema):
    """An author's profile and blog."""

    type: Literal["articles.AuthorPage"] = Field(description="Type of the page.")
    heading: str = Field(description="Heading of the page.", examples=["Ada Margin’s blog"])
    role: str = Field(description="Position of the author; may be empty.")
    affiliation: str = Field(description="Institution of the author; may be empty.")
    introduction: str = Field(description="Introduction in plain text; may be empty.")
    photo: ImageReferenceSchema | None = Field(
        description="Portrait of the author; null if there is none."
    )
    biography: str = Field(description="Biography as rich text, in the requested format.")
    orcid: str = Field(description="ORCID iD of the author; may be empty.")
    email: str = Field(description="Public e-mail address of the author; may be empty.")
    links: list[LinkSchema] = Field(description="Profiles of the author on other sites.")
    articles: CardListSchema = Field(description="Public articles of the author, newest first.")


class ArticleIndexPageSchema(BasePageSchema):
    """A collection of articles."""

    type: Literal["articles.ArticleIndexPage"] = Field(description="Type of the page.")
    introduction: str = Field(description="Introduction in plain text; may be empty.")
    authors: list[AuthorCardSchema] = Field(
        description="Authors whose pages are in the collection."
    )
    articles: CardListSchema = Field(description="Public articles below the page, newest first.")
