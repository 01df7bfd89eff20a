"""Pages for an audience: articles and other page types in one list."""

from collections.abc import Collection, Iterable

from django.db.models import DateField, F, FilteredRelation, Q
from django.db.models.functions import Coalesce, TruncDate
from wagtail.models import Page
from wagtail.query import PageQuerySet

from articles.audiences.models import Audience
from articles.models.articles import ArticlePage
from articles.models.topics import Topic
from articles.prefetch.body_prefetch import prefetch_references
from articles.prefetch.related import prefetch_relations
from articles.visibility import build_private_page_condition

# The date of an article, or the day on which another page was first published. Imported pages may
# have neither.
DISPLAY_DATE = Coalesce(
    "articlepage__date", TruncDate("first_published_at"), output_field=DateField()
)


def get_public_pages() -> PageQuerySet:
    """Return all public pages without aliases."""
    return Page.objects.live().filter(alias_of=None).exclude(build_private_page_condition())


def get_public_pages_for_cards(audience: Audience) -> PageQuerySet:
    """Return all public pages in their specific types, without their bodies.

    Each has `teaser`, the text for this audience ("" or None if there is none), and `display_date`.
    """
    page_audience = FilteredRelation(
        "page_audiences", condition=Q(page_audiences__audience=audience)
    )
    pages = get_public_pages().annotate(page_audience=page_audience)
    pages = pages.annotate(teaser=F("page_audience__teaser"), display_date=DISPLAY_DATE)
    return pages.defer_streamfields().specific()


def get_pages_for_audience(audience: Audience, topic: Topic | None = None) -> PageQuerySet:
    """Return the public pages for an audience, newest first; only articles have a topic."""
    pages = get_public_pages_for_cards(audience).filter(page_audience__isnull=False)
    if topic:
        pages = pages.filter(articlepage__topics=topic)
    return pages.order_by(F("display_date").desc(nulls_last=True), "-pk")


def prefetch_bylines(pages: Iterable[Page]) -> None:
    """Prefetch the bylines of the articles among `pages` in one query."""
    articles = [page for page in pages if isinstance(page, ArticlePage)]
    prefetch_relations(articles, "bylines")


def prefetch_audience_cards(listed_pages: Collection[Page], *pages: Page) -> None:
    """Prefetch the data of the cards of `listed_pages`, and the images and bodies of `pages`."""
    prefetch_bylines(listed_pages)
    prefetch_references(*pages, *listed_pages)
