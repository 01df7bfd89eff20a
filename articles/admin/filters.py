"""Filters of the lists of articles and authors in the admin."""

import django_filters
from django.db.models import CharField, IntegerField, QuerySet, TextChoices, Value
from django.db.models.functions import Cast
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type

from articles.admin.content_issues import ContentIssueType, get_articles_with_issue
from articles.audiences.models import Audience, PageAudience
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage, Byline, Topic


class Status(TextChoices):
    LIVE = "live", "Live"
    CHANGED = "changed", "Live, with a newer draft"
    DRAFT = "draft", "Draft"
    SCHEDULED = "scheduled", "Scheduled"


class WorkflowStatus(TextChoices):
    IN_PROGRESS = WorkflowState.STATUS_IN_PROGRESS, "Awaiting approval"
    NEEDS_CHANGES = WorkflowState.STATUS_NEEDS_CHANGES, "Sent back"
    NONE = "none", "Not in a workflow"


def load_choices(**sources: tuple[QuerySet, str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return {filter name: [(value, label)]}, sorted by label, in one query.

    Each source is (queryset, field of the value, field of the label).
    """
    rows = [
        queryset.order_by().values_list(
            Value(name, CharField()), Cast(value, CharField()), Cast(label, CharField())
        )
        for name, (queryset, value, label) in sources.items()
    ]
    choices = {name: [] for name in sources}
    for name, value, label in rows[0].union(*rows[1:], all=True).order_by():
        choices[name].append((value, label))
    return {
        name: sorted(pairs, key=lambda pair: pair[1].lower()) for name, pairs in choices.items()
    }


def cast_object_id() -> Cast:
    """Return the primary key that a generic relation stores as text."""
    return Cast("object_id", IntegerField())


class PageFilterSet(WagtailFilterSet):
    """Filters that select by primary key, because a search cannot use the result of a join."""

    collection = django_filters.ChoiceFilter(
        method="filter_collection", label="Collection", empty_label="All"
    )
    status = django_filters.ChoiceFilter(
        choices=Status.choices, method="filter_status", label="Status", empty_label="All"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in load_choices(**self.get_choice_sources()).items():
            self.filters[name].extra["choices"] = choices

    def get_choice_sources(self):
        """Return {filter name: (queryset, field of the value, field of the label)}."""
        return {"collection": (ArticleIndexPage.objects.filter(alias_of=None), "pk", "title")}

    def filter_collection(self, queryset, name, value):
        path = ArticleIndexPage.objects.values_list("path", flat=True).get(pk=value)
        return queryset.filter(path__startswith=path)

    def filter_status(self, queryset, name, value):
        if value == Status.SCHEDULED:
            revisions = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
            return queryset.filter(pk__in=revisions.values(page_pk=cast_object_id()))
        pages = Page.objects.filter(live=value != Status.DRAFT)
        if value == Status.CHANGED:
            pages = pages.filter(has_unpublished_changes=True)
        return queryset.filter(pk__in=pages.values("pk"))


class ArticleFilterSet(PageFilterSet):
    author = django_filters.ChoiceFilter(method="filter_author", label="Author", empty_label="All")
    topic = django_filters.ChoiceFilter(method="filter_topic", label="Topic", empty_label="All")
    audience = django_filters.ChoiceFilter(
        method="filter_audience", label="Audience", empty_label="All"
    )
    workflow = django_filters.ChoiceFilter(
        choices=WorkflowStatus.choices,
        method="filter_workflow",
        label="Workflow",
        empty_label="All",
    )
    date = django_filters.DateFromToRangeFilter(label="Date", widget=DateRangePickerWidget)
    issue = django_filters.ChoiceFilter(
        choices=ContentIssueType.choices,
        method="filter_issue",
        label="Content issue",
        empty_label="All",
    )

    class Meta:
        model = ArticlePage
        fields = [
            "author",
            "topic",
            "audience",
            "collection",
            "status",
            "workflow",
            "date",
            "issue",
        ]

    def get_choice_sources(self):
        return super().get_choice_sources() | {
            "author": (AuthorPage.objects.live().filter(alias_of=None), "pk", "title"),
            "topic": (Topic.objects.all(), "slug", "name"),
            "audience": (Audience.objects.all(), "slug", "name"),
        }

    def filter_author(self, queryset, name, value):
        bylines = Byline._base_manager.filter(author=value)
        return queryset.filter(pk__in=bylines.values("article"))

    def filter_topic(self, queryset, name, value):
        topics = ArticlePage.topics.through.objects.filter(topic__slug=value)
        return queryset.filter(pk__in=topics.values("articlepage"))

    def filter_audience(self, queryset, name, value):
        page_audiences = PageAudience._base_manager.filter(audience__slug=value)
        return queryset.filter(pk__in=page_audiences.values("page"))

    def filter_workflow(self, queryset, name, value):
        states = WorkflowState.objects.active()
        states = states.filter(base_content_type=get_default_page_content_type())
        if value == WorkflowStatus.NONE:
            return queryset.exclude(pk__in=states.values(page_pk=cast_object_id()))
        return queryset.filter(pk__in=states.filter(status=value).values(page_pk=cast_object_id()))

    def filter_issue(self, queryset, name, value):
        articles = get_articles_with_issue(ContentIssueType(value))
        return queryset.filter(pk__in=articles.values("pk"))


class AuthorFilterSet(PageFilterSet):
    class Meta:
        model = AuthorPage
        fields = ["collection", "status"]
