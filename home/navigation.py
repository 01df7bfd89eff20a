"""What frames every page: the menu of the site and the way down to the page."""

from dataclasses import dataclass, field

from django.db.models import F
from wagtail.models import Page, Site

from articles.prefetch.compiled_queries import prepared
from articles.visibility import is_public_page, private_page
from polls.cache_tags import depends_on

# Deeper than any site's tree; a longer path is nobody's page.
DEEPEST = 12


@dataclass
class Frame:
    """`menu` are the public pages of the menu, `trail` those on a path, from the top down.

    `audiences` are the public pages of audiences, in the order of these; what each entry says is
    in its `audience_key`, `audience_slug`, `audience_label` and `audience_accent`.
    """

    menu: list = field(default_factory=list)
    audiences: list = field(default_factory=list)
    trail: list = field(default_factory=list)


def load_frame(home, path_components=()):
    """Return the frame of the page at a path below `home`, in one query.

    The trail ends at the deepest page there is on the path.
    """
    url_path, on_path = home.url_path, []
    for slug in path_components[:DEEPEST]:
        url_path += f"{slug}/"
        on_path.append(url_path)
    depends_on("menu")
    frame = Frame()
    # No page is at "".
    for page in pages_around(on_path or [""], home.depth, home.path):
        if page.url_path in on_path:
            frame.trail.append(page)
        if not is_public_page(page):
            continue
        if page.audience_key:
            frame.audiences.append(page)
        elif page.depth == home.depth + 1 and page.show_in_menus:
            frame.menu.append(page)
    frame.audiences.sort(key=lambda page: (page.audience_order or 0, page.audience_key))
    return frame


@prepared
def pages_around(url_paths, depth, path):
    """Return the pages of the menu, of audiences and at some paths, below a front page."""
    pages = Page.objects.order_by().values("pk")
    in_menu = pages.filter(depth=depth + 1, show_in_menus=True)
    of_audience = pages.filter(audiencepage__audience__isnull=False, alias_of=None)
    # Each by an index of its own; the whole condition at once would look at all pages.
    shown = in_menu.union(of_audience, pages.filter(url_path__in=url_paths))
    found = with_audience(Page.objects.filter(pk__in=shown, path__startswith=path))
    return found.annotate(is_private=private_page()).order_by("path")


def with_audience(pages):
    """Annotate pages with what the navigation says of their audience; None for other pages."""
    audience = "audiencepage__audience"
    return pages.annotate(
        audience_key=F(audience),
        audience_slug=F(f"{audience}__slug"),
        audience_label=F(f"{audience}__navigation_label"),
        audience_accent=F(f"{audience}__accent"),
        audience_order=F(f"{audience}__sort_order"),
    )


def frame_of(request, page=None):
    """Return the frame of a request; of a preview, by the place of the page it shows."""
    if not hasattr(request, "frame"):
        site = Site.find_for_request(request)
        request.frame = load_frame(site.root_page, path_of(page, site)) if site else Frame()
    return request.frame


def path_of(page, site):
    """Return the path of a page below the site's root, [] where there is no page."""
    above = site.root_page.url_path
    url_path = page.url_path if isinstance(page, Page) else ""
    return url_path.removeprefix(above).strip("/").split("/") if url_path.startswith(above) else []
