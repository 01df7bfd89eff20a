"""Filters, ordering and pagination of the list of articles."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce
from ninja import Field
from pydantic import BeforeValidator
from wagtail.query import PageQuerySet

from articles.api.cursors import PUBLICATION_TIME, Ordering
from articles.api.pagination import PaginationParameters
from articles.api.parameters import MAX_PRIMARY_KEY, InvalidParameter
from articles.audiences.pages import get_public_pages
from articles.models import ArticlePage, AuthorPage, Byline
from articles.prefetch.cached_counts import get_count
from articles.search import fetch_in_order, find_matching_pks, search_primary_keys

# An article that an import made live without publishing it sorts as the oldest.
EPOCH = Value(datetime(1970, 1, 1, tzinfo=UTC))
CURSOR_AND_OFFSET = "Use either a cursor or an offset, not both."
NO_RELEVANCE_CURSOR = "A search ordered by relevance has no cursor. Add an order, or use an offset."
Slug = Annotated[str, Field(min_length=1, max_length=255)]
Order = Literal["-date", "date", "title", "-title", "-last_published_at", "last_published_at"]


def check_date_format(text: str) -> str:
    """Reject a number, which pydantic would read as seconds since 1970."""
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        raise ValueError("Use a date and time in ISO 8601, such as 2026-11-25T12:00:00Z.")
    return text


class ArticleListParameters(PaginationParameters):
    author: Slug | None = Field(None, description="Slug of an author's page.")
    topic: Slug | None = Field(None, description="Slug of a topic.")
    audience: Slug | None = Field(None, description="Slug of an audience.")
    descendant_of: int | None = Field(
        None,
        ge=1,
        le=MAX_PRIMARY_KEY,
        description="Primary key of an ancestor, such as a collection of articles.",
    )
    locale: str | None = Field(
        None, min_length=2, max_length=20, examples=["en-gb"], description="Language code."
    )
    year: int | None = Field(None, ge=1, le=9999, description="Year of the article's date.")
    search: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="Words to search for. Sorts by relevance unless `order` is given.",
    )
    updated_since: Annotated[datetime, BeforeValidator(check_date_format)] | None = Field(
        None, description="Return only articles that were published or republished since then."
    )
    order: Order | None = Field(
        None, description="Ordering; newest first (`-date`) unless `search` is given."
    )
    cursor: str | None = Field(
        None, min_length=1, max_length=1000, description="The `next` of the previous response."
    )

    def paginate_articles(self, articles: PageQuerySet) -> dict[str, Any]:
        """Return {"count", "items", "next"} of a queryset of articles.

        `next` is the cursor of the next page, or None at the end. Raises InvalidParameter.
        """
        if self.cursor and self.offset:
            raise InvalidParameter("cursor", CURSOR_AND_OFFSET)
        publication_time = Coalesce("last_published_at", EPOCH, output_field=DateTimeField())
        articles = self.filter_articles(articles.annotate(**{PUBLICATION_TIME: publication_time}))
        if self.search and not self.order:
            return self.paginate_by_relevance(articles, self.search)
        if self.search:
            articles = articles.filter(pk__in=search_primary_keys(ArticlePage, self.search))
        return self.paginate_by_order(articles, Ordering.parse(self.order or "-date"))

    def paginate_by_order(self, articles: PageQuerySet, ordering: Ordering) -> dict[str, Any]:
        count = get_count(articles)
        if self.cursor:
            articles = articles.filter(ordering.build_filter(self.cursor))
        # One row more than the limit shows whether there is a next page.
        rows = list(ordering.apply(articles)[self.offset : self.offset + self.limit + 1])
        items = rows[: self.limit]
        has_next = len(rows) > self.limit
        next_cursor = ordering.encode_cursor(items[-1]) if has_next else None
        return {"count": count, "items": items, "next": next_cursor}

    def paginate_by_relevance(self, articles: PageQuerySet, search: str) -> dict[str, Any]:
        """Return the best matches first; without a cursor, since publications change the ranks."""
        if self.cursor:
            raise InvalidParameter("cursor", NO_RELEVANCE_CURSOR)
        pks = find_matching_pks(articles, search)
        items = fetch_in_order(articles, pks[self.offset : self.offset + self.limit])
        return {"count": len(pks), "items": items, "next": None}

    def filter_articles(self, articles: PageQuerySet) -> PageQuerySet:
        """Return the articles that match every filter. Raises InvalidParameter."""
        articles = articles.filter(**self.build_lookups())
        if self.author:
            authors = AuthorPage.objects.live_and_public().filter(slug=self.author)
            bylines = Byline.objects.filter(author__in=authors.values("pk"))
            articles = articles.filter(pk__in=bylines.values("article"))
        if self.descendant_of:
            ancestor = get_public_pages().filter(pk=self.descendant_of).first()
            articles = articles.descendant_of(ancestor) if ancestor else articles.none()
        return articles

    def build_lookups(self) -> dict[str, Any]:
        lookups = {
            "topics__slug": self.topic,
            "page_audiences__audience__slug": self.audience,
            "locale__language_code": self.locale,
            "date__year": self.year,
            f"{PUBLICATION_TIME}__gte": self.updated_since and convert_to_utc(self.updated_since),
        }
        return {lookup: value for lookup, value in lookups.items() if value}


def convert_to_utc(value: datetime) -> datetime:
    """Return a datetime in UTC, which a naive one already is. Raises InvalidParameter."""
    try:
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise InvalidParameter("updated_since", "The date is out of range.") from error
