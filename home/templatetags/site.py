"""Template tags of the frame around every page."""

from urllib.parse import urljoin

from django import template

from articles.structured_data import breadcrumb
from articles.visibility import is_public_page
from home.models import SiteSettings
from home.navigation import frame_of
from polls.templatetags.polls import as_script

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context):
    """Return the public pages of the menu."""
    return frame_of(context["request"], context.get("page")).menu


@register.simple_tag(takes_context=True)
def audience_pages(context, only=None):
    """Return the public pages of all audiences, or of some, in the order of these."""
    pages = frame_of(context["request"], context.get("page")).audiences
    keys = None if only is None else {audience.pk for audience in only}
    return [page for page in pages if keys is None or page.audience_key in keys]


@register.simple_tag(takes_context=True)
def trail(context):
    """Return the public pages above the page that is shown, from the top down."""
    shown = context.get("page")
    frame = frame_of(context["request"], shown)
    above = [page for page in frame.trail if page.pk != getattr(shown, "pk", None)]
    return [page for page in above if is_public_page(page)]


@register.simple_tag(takes_context=True)
def structured_data(context, page):
    """Return a page's JSON-LD, with its publisher and the way down to it."""
    site = SiteSettings.for_request(context["request"])
    node = page.structured_data
    if "Article" in node["@type"]:
        node["publisher"] = {"@type": "Organization", "name": site.publisher or site.name}
    graph = [node]
    if above := trail(context):
        front = (site.name, urljoin(page.full_url, "/"))
        steps = [(step.title, step.full_url) for step in (*above, page)]
        graph.append(breadcrumb([front, *steps]))
    return as_script({"@context": "https://schema.org", "@graph": graph})
