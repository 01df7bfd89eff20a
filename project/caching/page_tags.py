"""The tags that a change of a page invalidates."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from articles.models import ArticlePage, Byline
from articles.prefetch.page_prefetch import get_ancestor_paths
from home.models import AudiencePage
from project.caching.surrogate_keys import LISTS, SITE

# Shown outside the page: in menus, links and breadcrumbs.
TRACKED_FIELDS = ("title", "slug", "url_path", "live", "show_in_menus", "alias_of_id", "locale_id")
# A larger part of the page tree invalidates the whole site.
MAX_TREE_PAGES = 500
# The depth of home pages in the page tree.
SITE_ROOT_DEPTH = 2


def is_visible(page, before):
    """Return whether readers see a page or its descendants, or saw them `before` the change."""
    return page.live or bool(before and (before["live"] or before["url_path"] != page.url_path))


def get_saved_page_tags(page, before):
    """Return the tags of a saved page; `before` has its previous values, None for a new page."""
    if before and before["url_path"] != page.url_path:
        return get_tree_tags(page)
    changed = not before or any(before[name] != getattr(page, name) for name in TRACKED_FIELDS)
    # The audience of an audience page is shown in the menu, but is not a tracked field.
    if changed or is_page_type(page, AudiencePage):
        return get_page_tags(page) | get_place_tags(page, before)
    return get_page_tags(page)


def get_page_tags(page):
    """Return the tags of a page whose content changed."""
    return {("page", page.pk), (LISTS,), *get_list_tags([page])}


def get_place_tags(page, before=None):
    """Return the additional tags of a page that is added, removed, moved or renamed."""
    tags = {("place", page.pk)}
    if page.depth == SITE_ROOT_DEPTH:
        # All URLs of the site start at the home page.
        tags.add((SITE,))
    if (
        page.show_in_menus
        or (before and before["show_in_menus"])
        or is_page_type(page, AudiencePage)
    ):
        tags.add(("menu",))
    if settings.WAGTAIL_I18N_ENABLED:
        translations = Page.objects.filter(translation_key=page.translation_key)
        for pk in translations.values_list("pk", flat=True):
            tags |= {("page", pk), ("place", pk)}
    return tags


def get_tree_tags(page):
    """Return the tags of a page and all its descendants, whose URLs or visibility changed."""
    below = Q(path__startswith=page.path)
    # An alias is as private as the page it is an alias of.
    tree = list(
        Page.objects.filter(below | Q(alias_of__path__startswith=page.path))[: MAX_TREE_PAGES + 1]
    )
    if len(tree) > MAX_TREE_PAGES:
        return {(SITE,)}
    tags = {(LISTS,), *get_list_tags(tree)}
    for descendant in tree:
        tags |= {("page", descendant.pk), *get_place_tags(descendant)}
    return tags


def get_list_tags(pages):
    """Return the tags of the lists that contain these pages now."""
    lists = {("within", pk) for pk in get_page_and_ancestor_ids(pages)}
    articles = [page.pk for page in pages if is_page_type(page, ArticlePage)]
    if not articles:
        return lists
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=articles)
    authors = Byline.objects.filter(article__in=articles, author__isnull=False)
    lists |= {("articles-on", pk) for pk in topics.values_list("topic", flat=True)}
    lists |= {("articles-by", pk) for pk in authors.values_list("author", flat=True)}
    return lists | {("articles",)}


def get_page_and_ancestor_ids(pages):
    """Return the primary keys of pages and of all their ancestors."""
    paths = {path for page in pages for path in (*get_ancestor_paths(page), page.path)}
    return Page.objects.filter(path__in=paths).values_list("pk", flat=True)


def is_page_type(page, model):
    return issubclass(page.specific_class or Page, model)
