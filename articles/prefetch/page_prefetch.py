"""What representations of many pages show, brought with as few queries as for one."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from articles.models.articles import ArticlePage
from articles.prefetch.body_prefetch import load_references, with_types
from articles.prefetch.compiled_queries import prepared
from articles.prefetch.related import load_related
from articles.visibility import is_public_page, private_page

STEPLEN = Page.steplen


def load_whole(pages, trail=None):
    """Bring all that whole representations of `pages` say, and return them as a list.

    A page gets `trail`, the public pages above it from the front page down, `original`, of which it
    is an alias, and `alternates`, its public translations. A `trail` that is known already holds
    for the only page.
    """
    pages = list(pages)
    load_relations(pages)
    load_references(*pages)
    load_trails(pages, trail)
    load_alternates(pages)
    return pages


def load_relations(pages):
    """Bring for whom the pages are, and of articles the bylines and topics."""
    articles = [page for page in pages if isinstance(page, ArticlePage)]
    load_related(articles, "bylines", "topics")
    load_related(pages, "page_audiences")


def load_whole_cards(pages):
    """Bring all that cards of the API show, teasers and topics too, and return them as a list."""
    pages = list(pages)
    load_relations(pages)
    load_references(*pages)
    return pages


def load_trails(pages, trail=None):
    """Set `trail` and `original` of each page; see `load_whole`."""
    originals = {page.alias_of_id for page in pages} - {None}
    paths = {above for page in pages for above in paths_above(page)}
    if originals:
        trail = list(pages_above().filter(Q(path__in=paths) | Q(pk__in=originals)))
    elif trail is None:
        trail = pages_at(paths)
    known = {page.pk: page for page in trail}
    for page in pages:
        above = set(paths_above(page))
        page.trail = [each for each in trail if each.path in above and is_public_page(each)]
        page.original = known.get(page.alias_of_id)


def pages_above():
    """Return the pages of the site, from the front page down, with what references say of them."""
    pages = Page.objects.filter(depth__gt=1).annotate(is_private=private_page())
    return with_types(pages).order_by("path")


@prepared
def pages_at(paths):
    return pages_above().filter(path__in=paths)


@prepared
def pages_of_type(pks, model):
    return model.objects.select_related("locale").filter(pk__in=pks)


def paths_above(page):
    """Return the paths in the tree of all pages above a page."""
    return [page.path[:end] for end in range(STEPLEN, len(page.path or ""), STEPLEN)]


def load_alternates(pages):
    for page in pages:
        page.alternates = []
    if not settings.WAGTAIL_I18N_ENABLED:
        return
    found = Page.objects.live().filter(translation_key__in={page.translation_key for page in pages})
    found = list(found.exclude(private_page()).select_related("locale").order_by("locale__pk"))
    for page in pages:
        page.alternates = [
            each
            for each in found
            if each.translation_key == page.translation_key and each.pk != page.pk
        ]
