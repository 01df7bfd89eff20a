"""What on public pages needs an editor's attention, of all kinds in one query."""

from dataclasses import dataclass, field

from django.db.models import CharField, Count, F, Value, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from wagtail.models import Page

from articles.admin.content_issues import Lack, editable_by, lacking, pages_that_lead_nowhere
from articles.audiences.pages import visible_pages
from home.reports import stale_pages

# So many examples of a kind are named, those published last.
EXAMPLES = 3
# Of each kind, in words for one and for many.
WORDS = {
    "standfirst": ("article without a standfirst", "articles without a standfirst"),
    "alt": ("picture without alternative text", "pictures without alternative text"),
    "teaser": (
        "article without a teaser for its audience",
        "articles without a teaser for an audience",
    ),
    "stale": ("stale page of an audience", "stale pages of audiences"),
    "target": (
        "page that leads to something unpublished",
        "pages that lead to something unpublished",
    ),
}


@dataclass
class Finding:
    """One kind of slip: in words for one and for many, how many pages have it, and some of them."""

    one: str
    many: str
    url: str
    number: int = 0
    examples: list = field(default_factory=list)

    @property
    def label(self):
        return self.one if self.number == 1 else self.many


def findings_for(user):
    """Return [Finding] of what there is among the pages that a user may edit."""
    findings, pages = kinds(), editable_by(user)
    rows = [
        examples_of(kind, queryset.filter(pk__in=pages)) for kind, queryset in querysets().items()
    ]
    for kind, number, place, pk, title in rows[0].union(*rows[1:], all=True).order_by():
        findings[kind].number = number
        findings[kind].examples.append((place, title, pk))
    for finding in findings.values():
        finding.examples.sort()
    return [finding for finding in findings.values() if finding.number]


def examples_of(kind, pages):
    """Return rows (kind, how many pages, place, key, title) of a few pages."""
    pages = Page.objects.filter(pk__in=pages.order_by().values("pk")).annotate(
        kind=Value(kind, CharField()),
        number=Window(Count("*")),
        place=Window(RowNumber(), order_by=[F("last_published_at").desc(nulls_last=True), "-pk"]),
    )
    rows = pages.filter(place__lte=EXAMPLES).order_by()
    return rows.values_list("kind", "number", "place", "pk", "title")


def querysets():
    """Return {kind: pages}."""
    return {
        "standfirst": lacking(Lack.STANDFIRST),
        "alt": lacking(Lack.ALT),
        "teaser": lacking(Lack.TEASER),
        "stale": stale_pages(),
        "target": visible_pages().filter(pk__in=pages_that_lead_nowhere()),
    }


def kinds():
    """Return {kind: Finding}, each with the address of the list of all that have it."""
    articles = reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"])
    addresses = {
        "standfirst": f"{articles}?lacks={Lack.STANDFIRST}",
        "alt": f"{articles}?lacks={Lack.ALT}",
        "teaser": reverse("missing_teasers_report"),
        "stale": reverse("stale_audience_pages_report"),
        "target": reverse("dead_ends_report"),
    }
    return {kind: Finding(*words, addresses[kind]) for kind, words in WORDS.items()}
