"""Prefetching for the serializers of pages: as many queries for many pages as for one."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page

from articles.models.articles import ArticlePage
from articles.prefetch.body_prefetch import annotate_content_types, prefetch_references
from articles.prefetch.compiled_queries import compiled
from articles.prefetch.related import prefetch_relations
from articles.visibility import build_private_page_condition, is_public_page


def prefetch_pages(pages: Iterable[Page], path_pages: list[Page] | None = None) -> list[Page]:
    """Prefetch all data of the serialized pages and return the pages as a list.

    Sets on each page `public_ancestors`, from the home page down, `public_translations`, and
    `original`, the page of which it is an alias, or None. For a single page, `path_pages` may be
    the page and its ancestors, if they have been loaded already.
    """
    pages = list(pages)
    prefetch_page_relations(pages)
    prefetch_references(*pages)
    prefetch_ancestors(pages, path_pages)
    prefetch_translations(pages)
    return pages


def prefetch_page_relations(pages: list[Page]) -> None:
    """Prefetch the audiences of pages, and the bylines and topics of articles."""
    articles = [page for page in pages if isinstance(page, ArticlePage)]
    prefetch_relations(articles, "bylines", "topics")
    prefetch_relations(pages, "page_audiences")


def prefetch_api_cards(pages: Iterable[Page]) -> list[Page]:
    """Prefetch all data of the API's cards, with teasers and topics, and return a list."""
    pages = list(pages)
    prefetch_page_relations(pages)
    prefetch_references(*pages)
    return pages


def prefetch_ancestors(pages: list[Page], path_pages: list[Page] | None = None) -> None:
    """Set `public_ancestors` and `original` of each page; see `prefetch_pages`."""
    original_pks = {page.alias_of_id for page in pages} - {None}
    paths = {path for page in pages for path in get_ancestor_paths(page)}
    if original_pks:
        condition = Q(path__in=paths) | Q(pk__in=original_pks)
        path_pages = list(build_ancestor_query().filter(condition))
    elif path_pages is None:
        path_pages = fetch_ancestors(paths)
    pages_by_pk = {page.pk: page for page in path_pages}
    for page in pages:
        ancestor_paths = set(get_ancestor_paths(page))
        page.public_ancestors = [
            ancestor
            for ancestor in path_pages
            if ancestor.path in ancestor_paths and is_public_page(ancestor)
        ]
        page.original = pages_by_pk.get(page.alias_of_id)


def build_ancestor_query() -> QuerySet:
    """Return the pages of the site, from the home page down, with the data of references."""
    pages = Page.objects.filter(depth__gt=1).annotate(is_private=build_private_page_condition())
    return annotate_content_types(pages).order_by("path")


@compiled
def fetch_ancestors(paths):
    return build_ancestor_query().filter(path__in=paths)


@compiled
def fetch_specific_pages(pks, model):
    return model.objects.select_related("locale").filter(pk__in=pks)


def get_ancestor_paths(page: Page) -> list[str]:
    """Return the tree paths of all ancestors of a page."""
    return [page.path[:end] for end in range(page.steplen, len(page.path or ""), page.steplen)]


def prefetch_translations(pages: list[Page]) -> None:
    """Set `public_translations` of each page, in order of locale."""
    translations = fetch_translations(pages) if settings.WAGTAIL_I18N_ENABLED else []
    for page in pages:
        page.public_translations = [
            translation
            for translation in translations
            if translation.translation_key == page.translation_key and translation.pk != page.pk
        ]


def fetch_translations(pages: list[Page]) -> list[Page]:
    """Return the public pages that share a translation key with `pages`, in order of locale."""
    keys = {page.translation_key for page in pages}
    translations = Page.objects.live().filter(translation_key__in=keys)
    translations = translations.exclude(build_private_page_condition())
    return list(translations.select_related("locale").order_by("locale__pk"))
