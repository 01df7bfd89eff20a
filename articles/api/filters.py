"""Which articles a client asks for, and in which order."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce
from ninja import Field
from pydantic import BeforeValidator

from articles.api.pagination import Order
from articles.api.parameters import LARGEST, BadParameter, ListParameters
from articles.audiences.pages import visible_pages
from articles.models import ArticlePage, AuthorPage, Byline
from articles.prefetch.cached_counts import number_of
from articles.search import best_matches

SLUG = {"max_length": 255, "min_length": 1}
# An article that was made live by an import, and never published, counts as the oldest.
NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC))
CHANGED = Coalesce("last_published_at", NEVER, output_field=DateTimeField())
TWICE = "Give either a cursor or an offset."
UNORDERED = "A search in the order of relevance has no cursor. Give an order, or an offset."


def check_is_date(text):
    """Refuse a number, which would be read as seconds since 1970."""
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        raise ValueError("This is no date and time, such as 2026-11-25T12:00:00Z.")
    return text


Moment = Annotated[datetime, BeforeValidator(check_is_date)]


class ArticleParameters(ListParameters):
    author: str | None = Field(None, **SLUG, description="Slug of an author's page")
    topic: str | None = Field(None, **SLUG, description="Slug of a topic")
    audience: str | None = Field(None, **SLUG, description="Slug of an audience")
    within: int | None = Field(
        None, ge=1, le=LARGEST, description="Key of a page somewhere above, such as a collection"
    )
    locale: str | None = Field(None, min_length=2, max_length=20, examples=["en-gb"])
    year: int | None = Field(None, ge=1, le=9999, description="Of the article's date")
    search: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="Words; the best matches come first unless an order is given",
    )
    updated_since: Moment | None = Field(
        None, description="Only what was published, or published again, from then on"
    )
    order: Literal["-date", "date", "title", "-title", "-changed", "changed"] | None = Field(
        None, description="Newest first (-date) if not given; `changed` is the last publication"
    )
    cursor: str | None = Field(
        None, min_length=1, max_length=1000, description="`next` of the answer before"
    )

    def select(self, articles):
        """Return {"count", "items", "next"} of a queryset of articles.

        `next` is the cursor of what follows, None at the end. Raises BadParameter.
        """
        if self.cursor and self.offset:
            raise BadParameter("cursor", TWICE)
        articles = self.filtered(articles.annotate(changed=CHANGED))
        if self.search and not self.order:
            return self.most_relevant(articles)
        if self.search:
            articles = articles.filter(pk__in=best_matches(ArticlePage, self.search))
        order = Order.of(self.order or "-date")
        count = number_of(articles)
        if self.cursor:
            articles = articles.filter(order.after(self.cursor))
        # One more than asked for tells whether anything follows.
        items = list(order.sort(articles)[self.offset : self.offset + self.limit + 1])
        more = len(items) > self.limit
        items = items[: self.limit]
        return {
            "count": count,
            "items": items,
            "next": order.cursor_at(items[-1]) if more else None,
        }

    def filtered(self, articles):
        """Return the articles that all filters let through."""
        if self.author:
            authors = AuthorPage.objects.visible().filter(slug=self.author)
            bylines = Byline.objects.filter(author__in=authors.values("pk"))
            articles = articles.filter(pk__in=bylines.values("article"))
        if self.topic:
            articles = articles.filter(topics__slug=self.topic)
        if self.audience:
            articles = articles.filter(page_audiences__audience__slug=self.audience)
        if self.within:
            above = visible_pages().filter(pk=self.within).first()
            articles = articles.descendant_of(above) if above else articles.none()
        if self.locale:
            articles = articles.filter(locale__language_code=self.locale)
        if self.year:
            articles = articles.filter(date__year=self.year)
        if self.updated_since:
            articles = articles.filter(changed__gte=as_moment(self.updated_since))
        return articles

    def most_relevant(self, articles):
        """Return the best matches first; without a cursor, since any publication may rank anew."""
        if self.cursor:
            raise BadParameter("cursor", UNORDERED)
        rank = {pk: at for at, pk in enumerate(best_matches(ArticlePage, self.search))}
        found = sorted(articles.filter(pk__in=rank).values_list("pk", flat=True), key=rank.get)
        part = articles.in_bulk(found[self.offset : self.offset + self.limit])
        return {"count": len(found), "items": sorted(part.values(), key=by(rank)), "next": None}


def by(rank):
    return lambda article: rank[article.pk]


def as_moment(moment):
    """Return a moment with its zone, UTC if it names none. Raises BadParameter."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise BadParameter("updated_since", "This is no moment of any calendar.") from error
