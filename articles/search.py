"""Full-text search of pages, for the site search and the API."""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import F, Func, Model
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

# Longer than any real query. The rest of the query is ignored.
MAX_QUERY_LENGTH = 200
# A reader who finds nothing among so many results searches for other words.
MAX_RESULTS = 500
# Ranking a match reads its whole text. For a very common word, only the newest matches are ranked.
MAX_RANKED_MATCHES = 1000


def clean_search_query(text: str) -> str:
    """Return the words of a search query, separated by single spaces; "" if there are none."""
    # An unpaired quotation mark is an error in SQLite's search, and phrases are not supported.
    return " ".join(text.replace('"', " ").split())[:MAX_QUERY_LENGTH]


def search_primary_keys(model: type[Model], text: str, operator: str | None = None) -> list[int]:
    """Return the primary keys of a model's matching rows, best match first.

    `operator` joins the words: "and" (the default) or "or".
    """
    if not (query := clean_search_query(text)):
        return []
    backend = get_search_backend()
    if connection.vendor == "postgresql":
        combine = or_ if operator == "or" else and_
        return search_postgresql_index(model, query, combine, backend)
    matches = backend.search(query, model.objects.only("pk"), operator=operator)
    return [match.pk for match in matches[:MAX_RESULTS]]


def search_postgresql_index(
    model: type[Model], query: str, combine: Callable, backend: Any
) -> list[int]:
    """Return the same primary keys as Wagtail's search on PostgreSQL, from the index table only.

    Wagtail's own query joins the index table to the pages before it matches, and ranks all matches.
    """
    # This module requires that all apps are ready.
    from modelsearch.backends.database.postgres.weights import get_sql_weights

    words = [SearchQuery(word, config=backend.config) for word in query.split()]
    search_query = reduce(combine, words)
    entries = IndexEntry.objects.annotate(vector=build_search_vector()).filter(
        vector=search_query, content_type__in=get_descendants_content_types_pks(model)
    )
    newest = entries.order_by("-pk").values("pk")[:MAX_RANKED_MATCHES]
    weights = get_sql_weights()
    rank = SearchRank(F("title"), search_query, weights=weights) * F("title_norm")
    rank += SearchRank(F("body"), search_query, weights=weights)
    matches = IndexEntry.objects.filter(pk__in=newest).order_by(rank.desc(), "-pk")
    return [int(pk) for pk in matches.values_list("object_id", flat=True)[:MAX_RESULTS]]


def build_search_vector() -> Func:
    """Return `title || body`, the expression of Wagtail's index on the table."""
    return Func(
        "title",
        "body",
        arg_joiner=" || ",
        template="(%(expressions)s)",
        output_field=SearchVectorField(),
    )


def find_matching_pks(pages: PageQuerySet, query: str) -> list[int]:
    """Return the primary keys of the pages of a queryset that match, best match first."""
    pks = search_primary_keys(pages.model, query)
    rank = {pk: position for position, pk in enumerate(pks)}
    return sorted(pages.filter(pk__in=rank).values_list("pk", flat=True), key=rank.get)


def fetch_in_order(pages: PageQuerySet, pks: list[int]) -> list[Page]:
    """Return the pages of a queryset with these primary keys, in the order of the keys."""
    pages_by_pk = pages.in_bulk(pks)
    return [pages_by_pk[pk] for pk in pks if pk in pages_by_pk]
