"""Reports for staff: what audiences have been given, and what is still to be said to them."""

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.admin.content_issues import editable_by
from articles.admin.coverage import coverage, months_until
from articles.audiences.models import Audience, PageAudience
from articles.models import ArticlePage
from polls.results.exports import as_text

YEAR = 12


class AudienceReportView(ReportView):
    """A report for whoever writes pages, which names no page that readers cannot open."""

    header_icon = "group"
    any_permission_required = ["add", "change", "publish"]

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def chosen(self, name):
        """Return what a filter was set to, None if it was not or makes no sense."""
        return self.filters.form.cleaned_data.get(name) if self.filters.is_valid() else None

    def get_filename(self):
        return f"{self.export_filename}-{timezone.localdate()}"

    def preprocess_field_value(self, field, value, export_format):
        return as_text(super().preprocess_field_value(field, value, export_format))


def audiences(request):
    return Audience.objects.all()


class CountColumn(Column):
    """A number of articles, or what says that there is none."""

    def __init__(self, name, *, none="–", **kwargs):
        super().__init__(name, **kwargs)
        self.none = none

    def get_value(self, instance):
        return super().get_value(instance) or self.none


class CoverageFilterSet(WagtailFilterSet):
    audience = django_filters.ModelChoiceFilter(
        queryset=audiences, field_name="pk", to_field_name="slug", method="only", empty_label="All"
    )
    months = django_filters.ChoiceFilter(
        choices=[("6", "6 months"), ("24", "2 years"), ("36", "3 years")],
        label="Period",
        empty_label="1 year",
        method="leave",
    )
    gaps = django_filters.BooleanFilter(label="Without an article", method="leave")

    class Meta:
        model = Audience
        fields = []

    def only(self, queryset, name, audience):
        return queryset.filter(pk=audience.pk)

    def leave(self, queryset, name, value):
        """The view sees to it, as it is not of audiences."""
        return queryset


class CoverageView(AudienceReportView):
    page_title = "Coverage by audience"
    model = Audience
    filterset_class = CoverageFilterSet
    index_url_name = "coverage_report"
    index_results_url_name = "coverage_report_results"
    export_filename = "coverage-by-audience"
    paginate_by = 200

    @cached_property
    def months(self):
        return months_until(timezone.localdate(), int(self.chosen("months") or YEAR))

    def get_filtered_queryset(self):
        rows = coverage(self.filter_queryset(Audience.objects.all()), self.months)
        gaps = self.chosen("gaps")
        return rows if gaps is None else [row for row in rows if row.is_gap == gaps]

    @property
    def list_export(self):
        return ["audience", "topic", *(f"by_month.{at}" for at in range(len(self.months))), "total"]

    @property
    def export_headings(self):
        months = {f"by_month.{at}": f"{month:%Y-%m}" for at, month in enumerate(self.months)}
        return {"audience": "Audience", "topic": "Topic", **months, "total": "Articles"}

    @property
    def columns(self):
        return [
            Column("audience"),
            Column("topic"),
            *(
                CountColumn(f"month-{at}", label=f"{month:%b %y}", accessor=f"by_month.{at}")
                for at, month in enumerate(self.months)
            ),
            CountColumn("total", label="Articles", none="Gap"),
        ]


def edit_url(addressee):
    return reverse("wagtailadmin_pages:edit", args=[addressee.page_id])


class TeaserFilterSet(WagtailFilterSet):
    audience = django_filters.ModelChoiceFilter(
        queryset=audiences, to_field_name="slug", empty_label="All"
    )

    class Meta:
        model = PageAudience
        fields = ["audience"]


class MissingTeasersView(AudienceReportView):
    page_title = "Articles without a teaser"
    model = PageAudience
    filterset_class = TeaserFilterSet
    index_url_name = "missing_teasers_report"
    index_results_url_name = "missing_teasers_report_results"
    export_filename = "articles-without-a-teaser"
    list_export = ["page.title", "audience.name", "page.articlepage.date", "page.full_url"]
    export_headings = {
        "page.title": "Article",
        "audience.name": "Audience",
        "page.articlepage.date": "Date",
        "page.full_url": "Address",
    }
    columns = [
        TitleColumn("title", label="Article", accessor="page.title", get_url=edit_url),
        Column("audience"),
        DateColumn("date", accessor="page.articlepage.date"),
    ]

    def get_queryset(self):
        articles = ArticlePage.objects.visible().originals()
        rows = PageAudience.objects.filter(teaser="", page__in=articles.values("pk"))
        rows = rows.filter(page__in=editable_by(self.request.user))
        rows = rows.select_related("page__articlepage")
        return rows.order_by("-page__articlepage__date", "-page", "audience__sort_order")
