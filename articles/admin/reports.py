"""Reports on the articles for each audience: coverage, and articles without a teaser."""

import django_filters
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.admin.content_issues import get_editable_page_ids
from articles.admin.coverage import get_coverage, get_months_until
from articles.admin.page_urls import get_page_edit_url
from articles.audiences.models import Audience, PageAudience
from articles.models import ArticlePage
from polls.formats import escape_formula

DEFAULT_MONTHS = 12


class PageReportView(ReportView):
    """A report for users who can add, change or publish pages, with a protected export."""

    header_icon = "group"
    any_permission_required = ["add", "change", "publish"]

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def get_filter_value(self, name):
        """Return the value of a filter, None if it is not set or not valid."""
        return self.filters.form.cleaned_data.get(name) if self.filters.is_valid() else None

    def get_filename(self):
        return f"{self.export_filename}-{timezone.localdate()}"

    def preprocess_field_value(self, field, value, export_format):
        return escape_formula(super().preprocess_field_value(field, value, export_format))


def get_audiences(request):
    return Audience.objects.all()


def skip_filter(queryset, name, value):
    """Return the queryset unchanged, for a filter that the view itself applies."""
    return queryset


class CountColumn(Column):
    """A number of articles, with a text in place of zero."""

    def __init__(self, name, *, empty_text="–", **kwargs):
        super().__init__(name, **kwargs)
        self.empty_text = empty_text

    def get_value(self, instance):
        return super().get_value(instance) or self.empty_text


class CoverageFilterSet(WagtailFilterSet):
    audience = django_filters.ModelChoiceFilter(
        queryset=get_audiences,
        field_name="pk",
        to_field_name="slug",
        method="filter_audience",
        empty_label="All",
    )
    months = django_filters.ChoiceFilter(
        choices=[("6", "6 months"), ("24", "2 years"), ("36", "3 years")],
        label="Period",
        empty_label="1 year",
        method=skip_filter,
    )
    gaps = django_filters.BooleanFilter(label="No articles", method=skip_filter)

    class Meta:
        model = Audience
        fields = []

    def filter_audience(self, queryset, name, audience):
        return queryset.filter(pk=audience.pk)


class CoverageView(PageReportView):
    page_title = "Coverage by audience"
    model = Audience
    filterset_class = CoverageFilterSet
    index_url_name = "coverage_report"
    index_results_url_name = "coverage_report_results"
    export_filename = "coverage-by-audience"
    paginate_by = 200

    @cached_property
    def months(self):
        number = int(self.get_filter_value("months") or DEFAULT_MONTHS)
        return get_months_until(timezone.localdate(), number)

    def get_filtered_queryset(self):
        rows = get_coverage(self.filter_queryset(Audience.objects.all()), self.months)
        gaps = self.get_filter_value("gaps")
        return rows if gaps is None else [row for row in rows if row.is_gap == gaps]

    @property
    def list_export(self):
        return [
            "audience",
            "topic",
            *(f"by_month.{index}" for index in range(len(self.months))),
            "total",
        ]

    @property
    def export_headings(self):
        months = {f"by_month.{index}": f"{month:%Y-%m}" for index, month in enumerate(self.months)}
        return {"audience": "Audience", "topic": "Topic", **months, "total": "Articles"}

    @property
    def columns(self):
        return [
            Column("audience"),
            Column("topic"),
            *(
                CountColumn(f"month-{index}", label=f"{month:%b %y}", accessor=f"by_month.{index}")
                for index, month in enumerate(self.months)
            ),
            CountColumn("total", label="Articles", empty_text="Gap"),
        ]


def get_row_edit_url(row) -> str:
    return get_page_edit_url(row.page)


class TeaserFilterSet(WagtailFilterSet):
    audience = django_filters.ModelChoiceFilter(
        queryset=get_audiences, to_field_name="slug", empty_label="All"
    )

    class Meta:
        model = PageAudience
        fields = ["audience"]


class MissingTeasersView(PageReportView):
    page_title = "Missing teasers"
    model = PageAudience
    filterset_class = TeaserFilterSet
    index_url_name = "missing_teasers_report"
    index_results_url_name = "missing_teasers_report_results"
    export_filename = "missing-teasers"
    list_export = ["page.title", "audience.name", "page.articlepage.date", "page.full_url"]
    export_headings = {
        "page.title": "Article",
        "audience.name": "Audience",
        "page.articlepage.date": "Date",
        "page.full_url": "URL",
    }
    columns = [
        TitleColumn("title", label="Article", accessor="page.title", get_url=get_row_edit_url),
        Column("audience"),
        DateColumn("date", accessor="page.articlepage.date"),
    ]

    def get_queryset(self):
        articles = ArticlePage.objects.live_and_public().originals()
        rows = PageAudience.objects.filter(teaser="", page__in=articles.values("pk"))
        rows = rows.filter(page__in=get_editable_page_ids(self.request.user))
        rows = rows.select_related("page__articlepage")
        return rows.order_by("-page__articlepage__date", "-page", "audience__sort_order")
