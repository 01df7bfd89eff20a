"""The navigation of a page: the site's menu, the audience pages and the page's ancestors."""

from dataclasses import dataclass, field

from django.db.models import F, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, Site

from articles.prefetch.compiled_queries import compiled
from articles.visibility import build_private_page_condition, is_public_page
from polls.cache_tags import add_cache_tag

# Longer paths are cut off, so that a request cannot ask the database for thousands of them.
MAX_DEPTH = 12


@dataclass
class Navigation:
    """The pages that the header and the breadcrumbs of a page link to.

    `menu` contains the public pages of the menu, and `audience_pages` the public audience pages in
    the order of their audiences. `ancestors` contains the pages on the requested path from the home
    page down, drafts included. Each page has `audience_pk`, `audience_slug`, `audience_label` and
    `audience_accent`, which are None unless it is an audience page.
    """

    menu: list[Page] = field(default_factory=list)
    audience_pages: list[Page] = field(default_factory=list)
    ancestors: list[Page] = field(default_factory=list)


def load_navigation(home: Page, path_components: list[str] | tuple = ()) -> Navigation:
    """Return the navigation for a path below `home`, in one query.

    `ancestors` ends with the deepest page that exists on the path.
    """
    url_path, url_paths = home.url_path, []
    for slug in path_components[:MAX_DEPTH]:
        url_path += f"{slug}/"
        url_paths.append(url_path)
    add_cache_tag("menu")
    navigation = Navigation()
    # No page has the URL path "", and the compiled query needs at least one value.
    for page in find_navigation_pages(url_paths or [""], home.depth, home.path):
        if page.url_path in url_paths:
            navigation.ancestors.append(page)
        if not is_public_page(page):
            continue
        if page.audience_pk:
            navigation.audience_pages.append(page)
        elif page.depth == home.depth + 1 and page.show_in_menus:
            navigation.menu.append(page)
    navigation.audience_pages.sort(key=lambda page: (page.audience_order or 0, page.audience_pk))
    return navigation


@compiled
def find_navigation_pages(url_paths: list[str], depth: int, path: str) -> QuerySet:
    """Return menu pages, audience pages and the pages at `url_paths`, all below a home page."""
    pages = Page.objects.order_by().values("pk")
    menu_pages = pages.filter(depth=depth + 1, show_in_menus=True)
    audience_pages = pages.filter(audiencepage__audience__isnull=False, alias_of=None)
    # A union, so that each part uses its own index; one OR condition would scan all pages.
    pks = menu_pages.union(audience_pages, pages.filter(url_path__in=url_paths))
    navigation_pages = annotate_audience(Page.objects.filter(pk__in=pks, path__startswith=path))
    return navigation_pages.annotate(is_private=build_private_page_condition()).order_by("path")


def annotate_audience(pages: QuerySet) -> QuerySet:
    """Annotate audience pages with the fields that the navigation shows; None for other pages."""
    audience = "audiencepage__audience"
    return pages.annotate(
        audience_pk=F(audience),
        audience_slug=F(f"{audience}__slug"),
        audience_label=F(f"{audience}__navigation_label"),
        audience_accent=F(f"{audience}__accent"),
        audience_order=F(f"{audience}__sort_order"),
    )


def get_navigation(request: HttpRequest, page: Page | None = None) -> Navigation:
    """Return the navigation of a request, loaded once.

    `page` is the page that is rendered. It matters in previews, whose URL says nothing about it.
    """
    if not hasattr(request, "navigation"):
        request.navigation = Navigation()
        if site := Site.find_for_request(request):
            request.navigation = load_navigation(site.root_page, get_path_components(page, site))
    return request.navigation


def get_path_components(page: Page | None, site: Site) -> list[str]:
    """Return the slugs of a page's path below the site's root; [] without a page."""
    root_path = site.root_page.url_path
    url_path = page.url_path if isinstance(page, Page) else ""
    if not url_path.startswith(root_path):
        return []
    return url_path.removeprefix(root_path).strip("/").split("/")
