"""Where several pages would be published at once: those chosen in a list, or copies."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from articles.preflight.publishing import faults_of, open_findings

PUBLISH = (
    "Nothing was published. In each of these, something is to be mended, or it is to be said why "
    "it stays. <ul>{}</ul>"
)
COPY = (
    "Nothing was copied. Copies of these would be published with what breaks them: mend that, or "
    "do not publish the copies. <ul>{}</ul>"
)


def refuse_to_publish(request, pages):
    """Return a redirect if there is anything left to ask about the latest drafts of pages."""
    drafts = [page.get_latest_revision_as_object() for page in pages]
    asked = [draft for draft in drafts if open_findings(draft)]
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
    return refuse(request, PUBLISH, asked, "overrule_findings", back)


def refuse_to_copy(request, pages, back):
    """Return a redirect if any of these pages, as they are live, would break."""
    broken = [page for page in pages if any(each.breaks for each in faults_of(page))]
    return refuse(request, COPY, broken, "wagtailadmin_pages:edit", back)


def refuse(request, words, pages, name, back):
    if not pages:
        return None
    links = ((reverse(name, args=[page.pk]), page.title) for page in pages)
    listed = format_html_join("", '<li><a href="{}">{}</a></li>', links)
    messages.error(request, format_html(words, listed))
    return redirect(back)


def with_drafts_below(pages):
    """Yield pages, and the unpublished ones under them."""
    for page in pages:
        yield page
        yield from page.get_descendants().not_live().specific()


def with_live_below(page):
    """Return a page in its own type, and the live ones under it."""
    return [page.specific, *page.get_descendants().live().specific()]
