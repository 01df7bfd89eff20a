"""Content issues on public pages, all types in one query."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractUser
from django.db.models import CharField, Count, F, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from wagtail.models import Page

from articles.admin.content_issues import (
    ContentIssueType,
    get_articles_with_issue,
    get_editable_page_ids,
    get_page_ids_with_broken_links,
)
from articles.audiences.pages import get_public_pages
from home.reports import find_stale_audience_pages

# The number of pages that are listed per type, the latest published first.
MAX_EXAMPLES = 3
# Beside the types of ContentIssueType.
STALE_AUDIENCE_PAGE = "stale-audience-page"
# {type: (singular, plural)}
LABELS = {
    ContentIssueType.MISSING_STANDFIRST: (
        "article without a standfirst",
        "articles without a standfirst",
    ),
    ContentIssueType.MISSING_ALT_TEXT: (
        "image without alternative text",
        "images without alternative text",
    ),
    ContentIssueType.MISSING_TEASER: ("article without a teaser", "articles without a teaser"),
    STALE_AUDIENCE_PAGE: ("stale audience page", "stale audience pages"),
    ContentIssueType.BROKEN_LINK: ("page with broken links", "pages with broken links"),
}


@dataclass
class IssueSummary:
    """One type of content issue: its number of pages, some of them, and the URL of the full list.

    `examples` has tuples (position, title, primary key).
    """

    singular: str
    plural: str
    url: str
    number: int = 0
    examples: list = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.singular if self.number == 1 else self.plural


def summarize_content_issues(user: AbstractUser) -> list[IssueSummary]:
    """Return a summary of each type of issue on the public pages that a user may edit."""
    summaries, pages = build_empty_summaries(), get_editable_page_ids(user)
    querysets = [
        build_examples_queryset(issue_type, queryset.filter(pk__in=pages))
        for issue_type, queryset in build_querysets().items()
    ]
    rows = querysets[0].union(*querysets[1:], all=True).order_by()
    for issue_type, number, position, pk, title in rows:
        summaries[issue_type].number = number
        summaries[issue_type].examples.append((position, title, pk))
    for summary in summaries.values():
        summary.examples.sort()
    return [summary for summary in summaries.values() if summary.number]


def build_examples_queryset(issue_type: str, pages: QuerySet) -> QuerySet:
    """Return rows (type, number of pages, position, primary key, title) for MAX_EXAMPLES pages."""
    latest_first = [F("last_published_at").desc(nulls_last=True), "-pk"]
    pages = Page.objects.filter(pk__in=pages.order_by().values("pk")).annotate(
        issue_type=Value(str(issue_type), CharField()),
        number=Window(Count("*")),
        position=Window(RowNumber(), order_by=latest_first),
    )
    rows = pages.filter(position__lte=MAX_EXAMPLES).order_by()
    return rows.values_list("issue_type", "number", "position", "pk", "title")


def build_querysets() -> dict[str, QuerySet]:
    """Return {type: queryset of pages}."""
    return {
        ContentIssueType.MISSING_STANDFIRST: get_articles_with_issue(
            ContentIssueType.MISSING_STANDFIRST
        ),
        ContentIssueType.MISSING_ALT_TEXT: get_articles_with_issue(
            ContentIssueType.MISSING_ALT_TEXT
        ),
        ContentIssueType.MISSING_TEASER: get_articles_with_issue(ContentIssueType.MISSING_TEASER),
        STALE_AUDIENCE_PAGE: find_stale_audience_pages(),
        ContentIssueType.BROKEN_LINK: get_public_pages().filter(
            pk__in=get_page_ids_with_broken_links()
        ),
    }


def build_empty_summaries() -> dict[str, IssueSummary]:
    """Return {type: IssueSummary}, each with the URL of the list of all its pages."""
    urls = {
        ContentIssueType.MISSING_STANDFIRST: build_list_url(ContentIssueType.MISSING_STANDFIRST),
        ContentIssueType.MISSING_ALT_TEXT: build_list_url(ContentIssueType.MISSING_ALT_TEXT),
        ContentIssueType.MISSING_TEASER: reverse("missing_teasers_report"),
        STALE_AUDIENCE_PAGE: reverse("stale_audience_pages_report"),
        ContentIssueType.BROKEN_LINK: reverse("broken_links_report"),
    }
    return {
        issue_type: IssueSummary(*labels, urls[issue_type]) for issue_type, labels in LABELS.items()
    }


def build_list_url(issue_type: ContentIssueType) -> str:
    """Return the URL of the list of articles with this issue."""
    url = reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"])
    return f"{url}?issue={issue_type}"
