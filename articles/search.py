"""Search words, as all that searches here takes them."""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import F, Func
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

# Longer than any real question; what follows is not searched.
LONGEST = 200
# Whoever has not found it among so many asks again in other words.
MOST = 500
# To rank a match is to read all its words; of a word that is everywhere, the newest are enough.
RANKED = 1000


def as_query(text):
    """Return the words of a text that are searched for, "" if there are none."""
    # SQLite's search fails on a quotation mark that is alone, and none means anything here.
    return " ".join(text.replace('"', " ").split())[:LONGEST]


def best_matches(model, text, operator=None):
    """Return the keys of what matches among all that a model has, the best first.

    `operator` is "and" (the default) or "or", between words.
    """
    if not (query := as_query(text)):
        return []
    backend = get_search_backend()
    if connection.vendor == "postgresql":
        return best_entries(model, query, or_ if operator == "or" else and_, backend)
    found = backend.search(query, model.objects.only("pk"), operator=operator)
    return [each.pk for each in found[:MOST]]


def best_entries(model, query, combine, backend):
    """Return what Wagtail's search on PostgreSQL would, from the table of its index alone.

    Wagtail joins the index to the pages before it looks for the words, and ranks all it finds.
    """
    # Apps must be ready before it is imported.
    from modelsearch.backends.database.postgres.weights import get_sql_weights

    asked = reduce(combine, [SearchQuery(word, config=backend.config) for word in query.split()])
    words = Func(
        "title",
        "body",
        arg_joiner=" || ",
        template="(%(expressions)s)",
        output_field=SearchVectorField(),
    )
    entries = IndexEntry.objects.annotate(words=words).filter(
        words=asked, content_type__in=get_descendants_content_types_pks(model)
    )
    newest = entries.order_by("-pk").values("pk")[:RANKED]
    weights = get_sql_weights()
    rank = SearchRank(F("title"), asked, weights=weights) * F("title_norm")
    rank += SearchRank(F("body"), asked, weights=weights)
    found = IndexEntry.objects.filter(pk__in=newest).order_by(rank.desc(), "-pk")
    return [int(key) for key in found.values_list("object_id", flat=True)[:MOST]]


def matches_among(pages, query):
    """Return the keys of those of a queryset of pages that match, the best first."""
    rank = {pk: at for at, pk in enumerate(best_matches(pages.model, query))}
    return sorted(pages.filter(pk__in=rank).values_list("pk", flat=True), key=rank.get)


def in_order(pages, keys):
    """Return the pages of a queryset that have these keys, in their order."""
    found = pages.in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]
