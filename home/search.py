"""Search over articles and authors."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import ArticlePage, AuthorPage
from articles.pagination import paginate
from articles.prefetch.body_prefetch import prefetch_references
from articles.search import (
    clean_search_query,
    fetch_in_order,
    find_matching_pks,
    search_primary_keys,
)

MAX_AUTHORS = 6
# Some of the authors found may be private, so more are fetched than shown.
MAX_AUTHOR_MATCHES = 60


@require_safe
def search(request):
    """Render the authors and articles that match `?q=`."""
    query = clean_search_query(request.GET.get("q", ""))
    return render(request, "home/search.html", {"query": query, **find_matches(request, query)})


def find_matches(request, query):
    if not query:
        return {"authors": [], "articles": paginate(request, [])}
    authors = search_primary_keys(AuthorPage, query)[:MAX_AUTHOR_MATCHES]
    authors = fetch_in_order(AuthorPage.objects.live_and_public().filter(alias_of=None), authors)[
        :MAX_AUTHORS
    ]
    articles = paginate(
        request, find_matching_pks(ArticlePage.objects.live_and_public().originals(), query)
    )
    articles.object_list = fetch_in_order(ArticlePage.objects.for_cards(), articles.object_list)
    prefetch_references(*articles, *authors)
    return {"authors": authors, "articles": articles}
