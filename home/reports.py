"""Reports for staff: stale audience pages, and pages with broken links."""

from dataclasses import dataclass
from datetime import date, timedelta

import django_filters
from django.db.models import CharField, Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page

from articles.admin.content_issues import (
    get_broken_references,
    get_editable_page_ids,
    get_page_ids_with_broken_links,
)
from articles.admin.page_urls import get_page_edit_url
from articles.admin.reports import PageReportView, get_row_edit_url, skip_filter
from articles.audiences.pages import DISPLAY_DATE, get_public_pages
from articles.visibility import build_private_page_condition
from home.models import AudiencePage

DEFAULT_DAYS = 30


@dataclass(frozen=True)
class StalePage:
    """An audience page and the date of its newest page; None if it never had one."""

    page: AudiencePage
    newest: date | None

    @property
    def days(self):
        """Return the number of days since `newest`."""
        return self.newest and (timezone.localdate() - self.newest).days


def find_stale_audience_pages(days=DEFAULT_DAYS):
    """Return the public audience pages that list nothing newer than `days`, the stalest first.

    Each has `newest`, the date of the newest page that it lists; None if it never had one.
    """
    audience = OuterRef("audience")
    listed = get_public_pages().filter(page_audiences__audience=audience)
    newest = listed.order_by().values("page_audiences__audience").annotate(newest=Max(DISPLAY_DATE))
    pages = AudiencePage.objects.live().filter(audience__isnull=False, alias_of=None)
    pages = pages.exclude(build_private_page_condition())
    pages = pages.annotate(newest=Subquery(newest.values("newest")))
    oldest = timezone.localdate() - timedelta(days=days)
    stale = pages.filter(Q(newest=None) | Q(newest__lt=oldest))
    return stale.order_by(F("newest").asc(nulls_first=True), "pk")


class StaleAudiencePageFilterSet(WagtailFilterSet):
    days = django_filters.NumberFilter(
        label="Minimum age (days)",
        help_text=f"{DEFAULT_DAYS} if empty",
        method=skip_filter,
        min_value=0,
    )

    class Meta:
        model = AudiencePage
        fields = []


class StaleAudiencePagesView(PageReportView):
    page_title = "Stale audience pages"
    model = AudiencePage
    filterset_class = StaleAudiencePageFilterSet
    index_url_name = "stale_audience_pages_report"
    index_results_url_name = "stale_audience_pages_report_results"
    export_filename = "stale-audience-pages"
    list_export = ["page.title", "page.audience.name", "newest", "days", "page.full_url"]
    export_headings = {
        "page.title": "Page",
        "page.audience.name": "Audience",
        "newest": "Newest page",
        "days": "Age (days)",
        "page.full_url": "URL",
    }
    columns = [
        TitleColumn("title", label="Page", accessor="page.title", get_url=get_row_edit_url),
        Column("audience", accessor="page.audience"),
        DateColumn("newest", label="Newest page"),
        Column("days", label="Age (days)"),
    ]

    def get_filtered_queryset(self):
        days = self.get_filter_value("days")
        pages = find_stale_audience_pages(
            DEFAULT_DAYS if days is None else int(days)
        ).select_related("audience")
        pages = pages.filter(pk__in=get_editable_page_ids(self.request.user))
        return [StalePage(page, page.newest) for page in pages]


class BrokenLinksView(PageReportView):
    """Public pages that link to an unpublished page or poll.

    The report counts the links and does not name their targets, which may be confidential.
    """

    page_title = "Broken links"
    header_icon = "link"
    model = Page
    index_url_name = "broken_links_report"
    index_results_url_name = "broken_links_report_results"
    export_filename = "broken-links"
    list_export = ["title", "page_type_display_name", "broken_links", "full_url"]
    export_headings = {
        "title": "Page",
        "page_type_display_name": "Type",
        "broken_links": "Broken links",
        "full_url": "URL",
    }
    columns = [
        TitleColumn("title", label="Page", get_url=get_page_edit_url),
        Column("type", accessor="page_type_display_name"),
        Column("broken_links", label="Broken links"),
    ]

    def get_queryset(self):
        references = get_broken_references().filter(object_id=Cast(OuterRef("pk"), CharField()))
        counts = references.order_by().values("object_id").annotate(n=Count("pk")).values("n")
        pages = get_public_pages().filter(pk__in=get_page_ids_with_broken_links())
        pages = pages.filter(pk__in=get_editable_page_ids(self.request.user))
        return pages.annotate(broken_links=Subquery(counts)).order_by("-last_published_at", "-pk")
