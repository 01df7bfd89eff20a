"""Serializers of complete pages, the same for versions 2 and 3 of the API.

To add a page type, add a line to PAGE_SERIALIZERS.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Annotated, NamedTuple

from django.urls import reverse
from ninja import Schema
from pydantic import Field, create_model, model_validator
from wagtail.models import Page

from articles.api.page_schemas import ArticleIndexPageSchema, ArticlePageSchema, AuthorPageSchema
from articles.api.page_serializers import (
    serialize_article_fields,
    serialize_article_index_fields,
    serialize_author_fields,
    serialize_body,
)
from articles.api.parameters import DEFAULT_RENDER_OPTIONS, RenderOptions
from articles.api.serializers import (
    JSONObject,
    get_page_image,
    get_page_type,
    serialize_audience,
    serialize_image,
    serialize_page_audiences,
    serialize_page_reference,
)
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from articles.prefetch.page_prefetch import prefetch_pages
from home.models import AudiencePage, HomePage, StandardPage
from home.schemas import AudiencePageSchema, HomePageSchema, StandardPageSchema
from home.serializers import (
    serialize_audience_page_fields,
    serialize_home_fields,
    serialize_standard_page_fields,
)
from polls.formats import format_datetime
from polls.http import build_absolute_url


class PageSerializer(NamedTuple):
    """The schema of a page type, and the serializer of the members that the type adds."""

    schema: type[Schema]
    serialize: Callable[[Page, RenderOptions], JSONObject]


def accept_pages(schema: type[Schema]) -> type[Schema]:
    """Return a schema that also validates a page itself, as Wagtail's own routes return it."""

    def serialize(cls, value, handler):
        return handler(serialize_page(value) if isinstance(value, Page) else value)

    validators = {"serialize": model_validator(mode="wrap")(classmethod(serialize))}
    return create_model(
        schema.__name__, __base__=schema, __doc__=schema.__doc__, __validators__=validators
    )


PAGE_SERIALIZERS: dict[type[Page], PageSerializer] = {
    ArticlePage: PageSerializer(accept_pages(ArticlePageSchema), serialize_article_fields),
    AuthorPage: PageSerializer(accept_pages(AuthorPageSchema), serialize_author_fields),
    ArticleIndexPage: PageSerializer(
        accept_pages(ArticleIndexPageSchema), serialize_article_index_fields
    ),
    HomePage: PageSerializer(accept_pages(HomePageSchema), serialize_home_fields),
    AudiencePage: PageSerializer(accept_pages(AudiencePageSchema), serialize_audience_page_fields),
    StandardPage: PageSerializer(accept_pages(StandardPageSchema), serialize_standard_page_fields),
}
# A named type, so that the union is one schema in the OpenAPI document.
type AnyPageSchema = Annotated[
    reduce(or_, (serializer.schema for serializer in PAGE_SERIALIZERS.values())),
    Field(discriminator="type"),
]


def serialize_page(
    page: Page,
    render_options: RenderOptions = DEFAULT_RENDER_OPTIONS,
    path_pages: list[Page] | None = None,
) -> JSONObject:
    """Return a complete page as the schema of its type; see `serialize_pages`."""
    return serialize_pages([page], render_options, path_pages)[0]


def serialize_pages(
    pages: Iterable[Page],
    render_options: RenderOptions = DEFAULT_RENDER_OPTIONS,
    path_pages: list[Page] | None = None,
) -> list[JSONObject]:
    """Return complete pages, each as the schema of its type.

    `path_pages` are the page and its ancestors, if they are loaded already. The number of queries
    does not depend on the number of pages, except that each page with a list loads its list.
    """
    prefetched_pages = prefetch_pages(pages, path_pages)
    return [serialize_prefetched_page(page, render_options) for page in prefetched_pages]


def serialize_prefetched_page(page: Page, render_options: RenderOptions) -> JSONObject:
    """Return a page that went through `prefetch_pages`."""
    if audience := getattr(page, "audience", None):
        # An audience page is always rendered for its own audience.
        render_options = replace(render_options, audience=audience)
    return {
        "id": page.pk,
        "type": page._meta.label,
        "title": page.title,
        "url": page.full_url or "",
        "meta": serialize_page_meta(page),
        "seo": serialize_seo(page),
        "breadcrumbs": [serialize_page_reference(ancestor) for ancestor in page.public_ancestors],
        "translations": [
            {"locale": translation.locale.language_code, "url": translation.full_url}
            for translation in page.public_translations
        ],
        "audience": render_options.audience and serialize_audience(render_options.audience),
        "audiences": serialize_page_audiences(page),
        **PAGE_SERIALIZERS[type(page)].serialize(page, render_options),
        "body": serialize_body(page, render_options),
    }


def serialize_page_summary(page: Page) -> JSONObject:
    """Return a PageSummarySchema."""
    page_type = get_page_type(page)
    return {
        "id": page.pk,
        "type": page_type,
        "title": page.title,
        "url": page.full_url or "",
        "meta": serialize_page_meta(page) | {"type": page_type},
    }


def serialize_page_meta(page: Page) -> JSONObject:
    """Return a PageMetaSchema; pages that are not public are left out."""
    parent_path = page.path[: -page.steplen]
    parent = next(
        (ancestor for ancestor in page.public_ancestors if ancestor.path == parent_path), None
    )
    detail_path = reverse("wagtailapi_v3:detail_page", args=[page.pk]) if page.pk else ""
    return {
        "type": page._meta.label,
        "detail_url": build_absolute_url(detail_path) if detail_path else "",
        "html_url": page.full_url or "",
        "slug": page.slug,
        "locale": page.locale.language_code,
        "live": page.live,
        "show_in_menus": page.show_in_menus,
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "first_published_at": format_datetime(page.first_published_at),
        "last_published_at": format_datetime(page.last_published_at),
        "parent": serialize_page_reference(parent),
        "alias_of": serialize_page_reference(page.original),
    }


def serialize_seo(page: Page) -> JSONObject:
    """Return an SEOSchema, the same as the head of the page's HTML."""
    summary = getattr(page, "summary", "") or getattr(page, "introduction", "")
    original = serialize_page_reference(page.original)
    return {
        "title": page.seo_title or getattr(page, "heading", page.title),
        "description": page.search_description or summary,
        "canonical_url": original["url"] if original else page.full_url or "",
        "image": serialize_image(*get_page_image(page)),
    }
