"""Checks before several pages are published at once: pages chosen in a list, or copies."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from articles.preflight.publishing import find_blocking_issues, find_open_issues

NOT_PUBLISHED = (
    "Nothing was published. Fix the problems in these pages, or give a reason to publish each of "
    "them anyway: <ul>{}</ul>"
)
NOT_COPIED = (
    "Nothing was copied. These pages have problems that prevent publication. Fix the problems, or "
    "copy the pages without publishing the copies: <ul>{}</ul>"
)


def build_bulk_rejection_response(
    request: HttpRequest, pages: Iterable[Page]
) -> HttpResponse | None:
    """Return a redirect with an error if the latest draft of any page has open issues."""
    drafts = [page.get_latest_revision_as_object() for page in pages]
    rejected = [draft for draft in drafts if find_open_issues(draft)]
    next_url = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
    return redirect_with_error(request, NOT_PUBLISHED, rejected, "publish_anyway", next_url)


def build_copy_rejection_response(
    request: HttpRequest, pages: Iterable[Page], next_url: str
) -> HttpResponse | None:
    """Return a redirect with an error if the live version of any page has blocking issues."""
    rejected = [page for page in pages if find_blocking_issues(page)]
    return redirect_with_error(request, NOT_COPIED, rejected, "wagtailadmin_pages:edit", next_url)


def redirect_with_error(
    request: HttpRequest, message: str, pages: list[Page], url_name: str, next_url: str
) -> HttpResponse | None:
    if not pages:
        return None
    links = ((reverse(url_name, args=[page.pk]), page.title) for page in pages)
    items = format_html_join("", '<li><a href="{}">{}</a></li>', links)
    messages.error(request, format_html(message, items))
    return redirect(next_url)


def include_draft_descendants(pages: Iterable[Page]) -> Iterator[Page]:
    for page in pages:
        yield page
        yield from page.get_descendants().not_live().specific()


def include_live_descendants(page: Page) -> list[Page]:
    return [page.specific, *page.get_descendants().live().specific()]
