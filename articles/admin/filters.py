"""By what staff find articles and authors in the lists of the admin."""

import django_filters
from django.db.models import CharField, IntegerField, TextChoices, Value
from django.db.models.functions import Cast
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type

from articles.admin.content_issues import Lack, lacking
from articles.audiences.models import Audience, PageAudience
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage, Byline, Topic


class Status(TextChoices):
    LIVE = "live", "Live"
    CHANGED = "changed", "Live, with a newer draft"
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"


class Progress(TextChoices):
    IN_PROGRESS = WorkflowState.STATUS_IN_PROGRESS, "Waiting for approval"
    NEEDS_CHANGES = WorkflowState.STATUS_NEEDS_CHANGES, "Sent back"
    NONE = "none", "In no workflow"


def choices_of(**querysets):
    """Return {name: [(value, label)]} for querysets of (value, label), all in one query."""
    rows = [
        queryset.order_by().values_list(
            Value(name, CharField()), Cast(value, CharField()), Cast(label, CharField())
        )
        for name, (queryset, value, label) in querysets.items()
    ]
    found = {name: [] for name in querysets}
    for name, value, label in rows[0].union(*rows[1:], all=True).order_by():
        found[name].append((value, label))
    return {name: sorted(rows, key=lambda row: row[1].lower()) for name, rows in found.items()}


def sections():
    return ArticleIndexPage.objects.filter(alias_of=None), "pk", "title"


class ListingFilterSet(WagtailFilterSet):
    """Filters of which each narrows a list by key, so that what it leaves can be searched too."""

    section = django_filters.ChoiceFilter(method="in_section", label="Section", empty_label="All")
    status = django_filters.ChoiceFilter(
        choices=Status.choices, method="in_status", label="Status", empty_label="All"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in choices_of(**self.choices()).items():
            self.filters[name].extra["choices"] = choices

    def choices(self):
        """Return {filter: (queryset, its value, its label)}."""
        return {"section": sections()}

    def in_section(self, queryset, name, value):
        path = ArticleIndexPage.objects.values_list("path", flat=True).get(pk=value)
        return queryset.filter(path__startswith=path)

    def in_status(self, queryset, name, value):
        if value == Status.SCHEDULED:
            scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
            return queryset.filter(pk__in=scheduled.values(key=as_key("object_id")))
        pages = Page.objects.filter(live=value != Status.DRAFT)
        if value == Status.CHANGED:
            pages = pages.filter(has_unpublished_changes=True)
        return queryset.filter(pk__in=pages.values("pk"))


def as_key(name):
    """Return a key that stands as text in the database as the number it is."""
    return Cast(name, IntegerField())


class ArticleFilterSet(ListingFilterSet):
    author = django_filters.ChoiceFilter(method="by_author", label="Author", empty_label="All")
    topic = django_filters.ChoiceFilter(method="on_topic", label="Topic", empty_label="All")
    audience = django_filters.ChoiceFilter(
        method="for_audience", label="Audience", empty_label="All"
    )
    workflow = django_filters.ChoiceFilter(
        choices=Progress.choices, method="in_workflow", label="Workflow", empty_label="All"
    )
    date = django_filters.DateFromToRangeFilter(label="Date", widget=DateRangePickerWidget)
    lacks = django_filters.ChoiceFilter(
        choices=Lack.choices, method="without", label="Without", empty_label="–"
    )

    class Meta:
        model = ArticlePage
        fields = ["author", "topic", "audience", "section", "status", "workflow", "date", "lacks"]

    def choices(self):
        return super().choices() | {
            "author": (AuthorPage.objects.live().filter(alias_of=None), "pk", "title"),
            "topic": (Topic.objects.all(), "slug", "name"),
            "audience": (Audience.objects.all(), "slug", "name"),
        }

    def by_author(self, queryset, name, value):
        bylines = Byline._base_manager.filter(author=value)
        return queryset.filter(pk__in=bylines.values("article"))

    def on_topic(self, queryset, name, value):
        topics = ArticlePage.topics.through.objects.filter(topic__slug=value)
        return queryset.filter(pk__in=topics.values("articlepage"))

    def for_audience(self, queryset, name, value):
        addressed = PageAudience._base_manager.filter(audience__slug=value)
        return queryset.filter(pk__in=addressed.values("page"))

    def in_workflow(self, queryset, name, value):
        states = WorkflowState.objects.active()
        states = states.filter(base_content_type=get_default_page_content_type())
        if value == Progress.NONE:
            return queryset.exclude(pk__in=states.values(key=as_key("object_id")))
        return queryset.filter(pk__in=states.filter(status=value).values(key=as_key("object_id")))

    def without(self, queryset, name, value):
        return queryset.filter(pk__in=lacking(Lack(value)).values("pk"))


class AuthorFilterSet(ListingFilterSet):
    class Meta:
        model = AuthorPage
        fields = ["section", "status"]
