"""Every page type as the API gives it: whole, in one shape for versions 2 and 3.

A new page type is one more line in PAGE_TYPES.
"""

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Annotated, NamedTuple

from django.urls import reverse
from pydantic import Field, create_model, model_validator
from wagtail.models import Page

from articles.absolute_urls import absolute
from articles.api.page_schemas import ArticleIndexPageSchema, ArticlePageSchema, AuthorPageSchema
from articles.api.page_serializers import (
    represent_article,
    represent_author,
    represent_body,
    represent_index,
)
from articles.api.render_options import AS_EVERYONE
from articles.api.serializers import (
    picture_of,
    represent_addressees,
    represent_audience,
    represent_picture,
    represent_reference,
    type_of,
)
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from articles.prefetch.page_prefetch import load_whole
from home.models import AudiencePage, HomePage, StandardPage
from home.schemas import AudiencePageSchema, HomePageSchema, StandardPageSchema
from home.serializers import represent_audience_page, represent_home, represent_standard
from polls.results.methodology import stamp


class PageType(NamedTuple):
    schema: type
    represent: callable


def answering(schema):
    """Return a schema that can be made of a page itself, as Wagtail's own routes return it."""

    def represent(cls, value, handler):
        return handler(represent_page(value) if isinstance(value, Page) else value)

    validators = {"represent": model_validator(mode="wrap")(classmethod(represent))}
    return create_model(
        schema.__name__, __base__=schema, __doc__=schema.__doc__, __validators__=validators
    )


PAGE_TYPES = {
    ArticlePage: PageType(answering(ArticlePageSchema), represent_article),
    AuthorPage: PageType(answering(AuthorPageSchema), represent_author),
    ArticleIndexPage: PageType(answering(ArticleIndexPageSchema), represent_index),
    HomePage: PageType(answering(HomePageSchema), represent_home),
    AudiencePage: PageType(answering(AudiencePageSchema), represent_audience_page),
    StandardPage: PageType(answering(StandardPageSchema), represent_standard),
}
# A name for clients too: a union without one is written out wherever it stands.
type AnyPageSchema = Annotated[
    reduce(or_, (page_type.schema for page_type in PAGE_TYPES.values())),
    Field(discriminator="type"),
]


def represent_page(page, reading=AS_EVERYONE, trail=None):
    """Return one page whole, as the AnyPageSchema of its type."""
    return represent_pages([page], reading, trail)[0]


def represent_pages(pages, reading=AS_EVERYONE, trail=None):
    """Return pages whole, in their own types, with the same queries for many as for one.

    A page with a list of others (a blog, a collection) asks for these by itself.
    """
    return [represent_loaded(page, reading) for page in load_whole(pages, trail)]


def represent_loaded(page, reading):
    """Return a page for which `load_whole` was called."""
    if audience := getattr(page, "audience", None):
        # A page of an audience is read as that audience alone.
        reading = replace(reading, audience=audience)
    return {
        "id": page.pk,
        "type": page._meta.label,
        "title": page.title,
        "url": page.full_url or "",
        "meta": represent_meta(page),
        "search_engines": represent_for_search_engines(page),
        "breadcrumbs": [represent_reference(above) for above in page.trail],
        "alternates": [
            {"locale": each.locale.language_code, "url": each.full_url} for each in page.alternates
        ],
        "read_as": reading.audience and represent_audience(reading.audience),
        "audiences": represent_addressees(page),
        **PAGE_TYPES[type(page)].represent(page, reading),
        "body": represent_body(page, reading),
    }


def represent_summary(page):
    """Return a PageSummarySchema."""
    page_type = type_of(page)
    return {
        "id": page.pk,
        "type": page_type,
        "title": page.title,
        "url": page.full_url or "",
        "meta": represent_meta(page) | {"type": page_type},
    }


def represent_meta(page):
    """Return what Wagtail's own API says of every page, without what readers cannot open."""
    parent = next((above for above in page.trail if is_parent(above, page)), None)
    detail = reverse("wagtailapi_v3:detail_page", args=[page.pk]) if page.pk else ""
    return {
        "type": page._meta.label,
        "detail_url": absolute(detail) if detail else "",
        "html_url": page.full_url or "",
        "slug": page.slug,
        "locale": page.locale.language_code,
        "live": page.live,
        "show_in_menus": page.show_in_menus,
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "first_published_at": stamp(page.first_published_at),
        "last_published_at": stamp(page.last_published_at),
        "parent": represent_reference(parent),
        "alias_of": represent_reference(page.original),
    }


def is_parent(above, page):
    return above.path == page.path[: -page.steplen]


def represent_for_search_engines(page):
    """Return what the site's own HTML tells search engines and link previews."""
    return {
        "title": page.seo_title or getattr(page, "heading", page.title),
        "description": page.search_description or summary_of(page),
        "canonical_url": canonical_of(page),
        "picture": represent_picture(*picture_of(page)),
    }


def summary_of(page):
    return getattr(page, "summary", "") or getattr(page, "introduction", "")


def canonical_of(page):
    """Return the address under which a page is to be found: of an alias, that of its original."""
    original = represent_reference(page.original)
    return original["url"] if original else page.full_url or ""
