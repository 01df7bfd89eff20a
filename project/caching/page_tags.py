"""Which things, and which lists, a change of a page changes."""

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page

from articles.models import ArticlePage, Byline
from articles.prefetch.page_prefetch import paths_above
from home.models import AudiencePage
from project.caching.surrogate_keys import LISTS, SITE

# By these a page is shown elsewhere: in a menu, in a link, above another page.
TRACKED = ("title", "slug", "url_path", "live", "show_in_menus", "alias_of_id", "locale_id")
# A part of the site of more pages than these is announced as the whole.
MANY = 500
# How deep in the tree front pages are.
FRONT = 2


def is_shown(page, before):
    """Whether readers see a page or anything below it, or saw what it was `before`."""
    return page.live or bool(before and (before["live"] or before["url_path"] != page.url_path))


def things_of_saved(page, before):
    """Return what changes with a page that was something else `before`, or nothing."""
    if before and before["url_path"] != page.url_path:
        return things_of_tree(page)
    changed = not before or any(before[name] != getattr(page, name) for name in TRACKED)
    # The audience of a page stands in the header, and is no field of all pages.
    if changed or is_a(page, AudiencePage):
        return things_of_page(page) | things_of_place(page, before)
    return things_of_page(page)


def things_of_page(page):
    """Return what changes with a page that is only written anew."""
    return {("page", page.pk), (LISTS,), *lists_with([page])}


def things_of_place(page, before=None):
    """Return what changes as well when a page comes, goes, or is called otherwise."""
    things = {("place", page.pk)}
    if page.depth == FRONT:
        # The addresses of the site begin there.
        things.add((SITE,))
    if page.show_in_menus or (before and before["show_in_menus"]) or is_a(page, AudiencePage):
        things.add(("menu",))
    if settings.WAGTAIL_I18N_ENABLED:
        translations = Page.objects.filter(translation_key=page.translation_key)
        for pk in translations.values_list("pk", flat=True):
            things |= {("page", pk), ("place", pk)}
    return things


def things_of_tree(page):
    """Return what changes with the place of a page and of all below it."""
    below = Q(path__startswith=page.path)
    # An alias is as private as the page it is an alias of.
    tree = list(Page.objects.filter(below | Q(alias_of__path__startswith=page.path))[: MANY + 1])
    if len(tree) > MANY:
        return {(SITE,)}
    things = {(LISTS,), *lists_with(tree)}
    for each in tree:
        things |= {("page", each.pk), *things_of_place(each)}
    return things


def lists_with(pages):
    """Return the lists in which pages stand, by all that belongs to them now."""
    lists = {("within", pk) for pk in pks_down_to(pages)}
    articles = [page.pk for page in pages if is_a(page, ArticlePage)]
    if not articles:
        return lists
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=articles)
    authors = Byline.objects.filter(article__in=articles, author__isnull=False)
    lists |= {("articles-on", pk) for pk in topics.values_list("topic", flat=True)}
    lists |= {("articles-by", pk) for pk in authors.values_list("author", flat=True)}
    return lists | {("articles",)}


def pks_down_to(pages):
    """Return the keys of pages and of all above them."""
    paths = {path for page in pages for path in (*paths_above(page), page.path)}
    return Page.objects.filter(path__in=paths).values_list("pk", flat=True)


def is_a(page, model):
    return issubclass(page.specific_class or Page, model)
