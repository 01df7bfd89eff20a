"""Template tags of the header and the head of every page."""

from urllib.parse import urljoin

from django import template

from articles.structured_data import build_breadcrumb_list
from articles.visibility import is_public_page
from home.models import SiteSettings
from home.navigation import get_navigation
from polls.templatetags.polls import json_ld_script

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context):
    """Return the public pages of the menu."""
    return get_navigation(context["request"], context.get("page")).menu


@register.simple_tag(takes_context=True)
def audience_pages(context, audiences=None):
    """Return the public audience pages in the order of the audiences; only theirs, if given."""
    pages = get_navigation(context["request"], context.get("page")).audience_pages
    pks = None if audiences is None else {audience.pk for audience in audiences}
    return [page for page in pages if pks is None or page.audience_pk in pks]


@register.simple_tag(takes_context=True)
def public_ancestors(context):
    """Return the public pages above the current page, from the top down."""
    page = context.get("page")
    ancestors = get_navigation(context["request"], page).ancestors
    return [
        ancestor
        for ancestor in ancestors
        if ancestor.pk != getattr(page, "pk", None) and is_public_page(ancestor)
    ]


@register.simple_tag(takes_context=True)
def structured_data(context, page):
    """Return a page's JSON-LD, with its publisher and its breadcrumbs."""
    site = SiteSettings.for_request(context["request"])
    node = page.structured_data
    if "Article" in node["@type"]:
        node["publisher"] = {"@type": "Organization", "name": site.publisher or site.name}
    graph = [node]
    if ancestors := public_ancestors(context):
        home_page = (site.name, urljoin(page.full_url, "/"))
        pages = [(ancestor.title, ancestor.full_url) for ancestor in (*ancestors, page)]
        graph.append(build_breadcrumb_list([home_page, *pages]))
    return json_ld_script({"@context": "https://schema.org", "@graph": graph})
