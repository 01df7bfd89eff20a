"""Content issues on public pages, all types in one query."""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Value, Window
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
# {type: (singular, plural)}
LABELS = {
    "standfirst": ("article without a standfirst", "articles without a standfirst"),
    "alt": ("image without alternative text", "images without alternative text"),
    "teaser": ("article without a teaser", "articles without a teaser"),
    "stale": ("stale audience page", "stale audience pages"),
    "links": ("page with broken links", "pages with broken links"),
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
    def label(self):
        return self.singular if self.number == 1 else self.plural


def find_content_issues(user) -> list[IssueSummary]:
    """Return the types of issue that pages have which a user may edit."""
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


def build_examples_queryset(issue_type, pages):
    """Return rows (type, number of pages, position, primary key, title) for MAX_EXAMPLES pages."""
    latest_first = [F("last_published_at").desc(nulls_last=True), "-pk"]
    pages = Page.objects.filter(pk__in=pages.order_by().values("pk")).annotate(
        issue_type=Value(issue_type, CharField()),
        number=Window(Count("*")),
        position=Window(RowNumber(), order_by=latest_first),
    )
    rows = pages.filter(position__lte=MAX_EXAMPLES).order_by()
    return rows.values_list("issue_type", "number", "position", "pk", "title")


def build_querysets():
    """Return {type: queryset of pages}."""
    return {
        "standfirst": get_articles_with_issue(ContentIssueType.MISSING_STANDFIRST),
        "alt": get_articles_with_issue(ContentIssueType.MISSING_ALT_TEXT),
        "teaser": get_articles_with_issue(ContentIssueType.MISSING_TEASER),
        "stale": find_stale_audience_pages(),
        "links": get_public_pages().filter(pk__in=get_page_ids_with_broken_links()),
    }


def build_empty_summaries():
    """Return {type: IssueSummary}, each with the URL of the list of all its pages."""
    articles = reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"])
    urls = {
        "standfirst": f"{articles}?issue={ContentIssueType.MISSING_STANDFIRST}",
        "alt": f"{articles}?issue={ContentIssueType.MISSING_ALT_TEXT}",
        "teaser": reverse("missing_teasers_report"),
        "stale": reverse("stale_audience_pages_report"),
        "links": reverse("broken_links_report"),
    }
    return {
        issue_type: IssueSummary(*labels, urls[issue_type]) for issue_type, labels in LABELS.items()
    }
