"""What is addressed to an audience: articles and other pages in one list."""

from django.db.models import DateField, F, FilteredRelation, Q
from django.db.models.functions import Coalesce, TruncDate
from wagtail.models import Page

from articles.models.articles import ArticlePage
from articles.prefetch.body_prefetch import load_references
from articles.prefetch.related import load_related
from articles.visibility import private_page

# The date of an article; of another page, the day on which it was first published. One that an
# import made live has none.
DAY = Coalesce("articlepage__date", TruncDate("first_published_at"), output_field=DateField())


def visible_pages():
    """Return what anyone may open, without aliases."""
    return Page.objects.live().filter(alias_of=None).exclude(private_page())


def pieces_as_read_by(audience):
    """Return all public pages in their own types, without their bodies.

    Each has `teaser`, why it matters to the audience ("" or None where nothing is said), and `day`.
    """
    addressed = FilteredRelation("page_audiences", condition=Q(page_audiences__audience=audience))
    pages = visible_pages().annotate(addressed=addressed)
    pages = pages.annotate(teaser=F("addressed__teaser"), day=DAY)
    return pages.defer_streamfields().specific()


def pieces_for(audience, topic=None):
    """Return the pages addressed to an audience, newest first; only articles have a topic."""
    pieces = pieces_as_read_by(audience).filter(addressed__isnull=False)
    if topic:
        pieces = pieces.filter(articlepage__topics=topic)
    return pieces.order_by(F("day").desc(nulls_last=True), "-pk")


def load_bylines(pieces):
    """Bring the bylines of the articles among the pieces, in one query."""
    articles = [piece for piece in pieces if isinstance(piece, ArticlePage)]
    load_related(articles, "bylines")


def load_cards(pieces, *pages):
    """Bring all that the cards of these pieces show; the pictures and bodies of `pages` as well."""
    load_bylines(pieces)
    load_references(*pages, *pieces)
