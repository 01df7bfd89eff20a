"""From a URL path to the pages on it, in one query."""

from urllib.parse import unquote

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from wagtail.models import Page, Site, SiteRootPath

from articles.prefetch.body_prefetch import annotate_content_types
from articles.prefetch.compiled_queries import compiled
from articles.prefetch.page_prefetch import fetch_specific_pages
from articles.visibility import build_private_page_condition
from home.navigation import MAX_DEPTH
from project.headless.page_serializers import PAGE_SERIALIZERS


def split_path(path: str) -> list[str]:
    """Return the slugs in a path. Raises Http404 if it has characters that no slug has."""
    slugs = unquote(path).strip("/").split("/")
    if any(not slug.isprintable() for slug in slugs):
        raise Http404
    return [slug for slug in slugs if slug]


def find_pages_on_path(slugs: list[str]) -> list[Page]:
    """Return the pages on a path, from the home page to the page at its end, in one query.

    The list is empty if there is no page at the path. On a site in several languages, the first
    slug may be a language code.
    """
    root, slugs = find_root(slugs)
    if not root or len(slugs) > MAX_DEPTH:
        return []
    url_paths = [root.root_path]
    for slug in slugs:
        url_paths.append(f"{url_paths[-1]}{slug}/")
    pages = {page.url_path: page for page in get_pages_at(url_paths)}
    if pages.keys() != set(url_paths):
        return []
    return [pages[url_path] for url_path in url_paths]


@compiled
def get_pages_at(url_paths: list[str]) -> QuerySet[Page]:
    pages = Page.objects.filter(url_path__in=url_paths)
    return annotate_content_types(pages.annotate(is_private=build_private_page_condition()))


def find_root(slugs: list[str]) -> tuple[SiteRootPath | None, list[str]]:
    """Return the root path of the language that a path names, and the rest of the path."""
    roots = Site.get_site_root_paths()
    if not roots:
        return None, slugs
    if settings.WAGTAIL_I18N_ENABLED and slugs:
        # The default language has no prefix.
        for root in roots[1:]:
            if root.language_code == slugs[0]:
                return root, slugs[1:]
    return roots[0], slugs


def load_api_page(page: Page) -> Page:
    """Return a page as an instance of its type, with its locale.

    `page` must be annotated by `annotate_content_types`. Raises Http404 if it was deleted since.
    """
    if not (pages := fetch_specific_pages([page.pk], get_page_model(page))):
        raise Http404
    return pages[0]


def get_page_model(page: Page) -> type[Page]:
    """Return the model of a page. Raises Http404 for a page type that the API does not have."""
    for model in PAGE_SERIALIZERS:
        if (model._meta.app_label, model._meta.model_name) == (page.type_app, page.type_model):
            return model
    raise Http404
