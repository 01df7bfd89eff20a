"""A report for staff: which pages of audiences have had nothing new for a while."""

from dataclasses import dataclass
from datetime import date, timedelta

import django_filters
from django.db.models import CharField, Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page

from articles.admin.content_issues import dead_ends, editable_by, pages_that_lead_nowhere
from articles.admin.reports import AudienceReportView
from articles.audiences.pages import DAY, visible_pages
from articles.visibility import private_page
from home.models import AudiencePage

DAYS = 30


@dataclass(frozen=True)
class StalePage:
    """A page and the day of its newest piece, None if there never was one."""

    page: AudiencePage
    newest: date | None

    @property
    def days(self):
        """How many days ago that was."""
        return self.newest and (timezone.localdate() - self.newest).days


def stale_pages(days=DAYS):
    """Return the public pages of audiences with nothing new for so many days, the oldest first.

    Each has `newest`, the day of its newest piece; None if there never was one.
    """
    pieces = visible_pages().filter(page_audiences__audience=OuterRef("audience"))
    newest = pieces.order_by().values("page_audiences__audience").annotate(newest=Max(DAY))
    pages = AudiencePage.objects.live().filter(audience__isnull=False, alias_of=None)
    pages = pages.exclude(private_page()).annotate(newest=Subquery(newest.values("newest")))
    oldest = timezone.localdate() - timedelta(days=days)
    stale = pages.filter(Q(newest=None) | Q(newest__lt=oldest))
    return stale.order_by(F("newest").asc(nulls_first=True), "pk")


def edit_url(stale):
    return reverse("wagtailadmin_pages:edit", args=[stale.page.pk])


class StaleFilterSet(WagtailFilterSet):
    days = django_filters.NumberFilter(
        label=f"Older than so many days ({DAYS} if empty)", method="leave", min_value=0
    )

    class Meta:
        model = AudiencePage
        fields = []

    def leave(self, queryset, name, value):
        """The view sees to it: how old a page's newest piece is, is not the page's own."""
        return queryset


class StaleAudiencePagesView(AudienceReportView):
    page_title = "Stale audience pages"
    model = AudiencePage
    filterset_class = StaleFilterSet
    index_url_name = "stale_audience_pages_report"
    index_results_url_name = "stale_audience_pages_report_results"
    export_filename = "stale-audience-pages"
    list_export = ["page.title", "page.audience.name", "newest", "days", "page.full_url"]
    export_headings = {
        "page.title": "Page",
        "page.audience.name": "Audience",
        "newest": "Newest piece",
        "days": "Days ago",
        "page.full_url": "Address",
    }
    columns = [
        TitleColumn("title", label="Page", accessor="page.title", get_url=edit_url),
        Column("audience", accessor="page.audience"),
        DateColumn("newest", label="Newest piece"),
        Column("days", label="Days ago"),
    ]

    def get_filtered_queryset(self):
        days = self.chosen("days")
        pages = stale_pages(DAYS if days is None else int(days)).select_related("audience")
        pages = pages.filter(pk__in=editable_by(self.request.user))
        return [StalePage(page, page.newest) for page in pages]


def edit_page_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class DeadEndsView(AudienceReportView):
    """Public pages that point at an unpublished page or poll, which the report does not name."""

    page_title = "Pages that lead to something unpublished"
    header_icon = "link"
    model = Page
    index_url_name = "dead_ends_report"
    index_results_url_name = "dead_ends_report_results"
    export_filename = "dead-ends"
    list_export = ["title", "page_type_display_name", "ends", "full_url"]
    export_headings = {
        "title": "Page",
        "page_type_display_name": "Type",
        "ends": "Dead ends",
        "full_url": "Address",
    }
    columns = [
        TitleColumn("title", label="Page", get_url=edit_page_url),
        Column("type", accessor="page_type_display_name"),
        Column("ends", label="Dead ends"),
    ]

    def get_queryset(self):
        here = dead_ends().filter(object_id=Cast(OuterRef("pk"), CharField()))
        ends = here.order_by().values("object_id").annotate(n=Count("pk")).values("n")
        pages = visible_pages().filter(pk__in=pages_that_lead_nowhere())
        pages = pages.filter(pk__in=editable_by(self.request.user))
        return pages.annotate(ends=Subquery(ends)).order_by("-last_published_at", "-pk")
