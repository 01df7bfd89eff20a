"""Search over articles and authors."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import ArticlePage, AuthorPage
from articles.pagination import paginate
from articles.prefetch.body_prefetch import load_references
from articles.search import as_query, best_matches, in_order, matches_among

# People are few and come first.
PEOPLE = 6
# Some of whom nobody may find.
AMONG = 60


@require_safe
def search(request):
    """Authors and articles that match `?q=`."""
    query = as_query(request.GET.get("q", ""))
    return render(request, "home/search.html", {"query": query, **find(request, query)})


def find(request, query):
    if not query:
        return {"authors": [], "articles": paginate(request, [])}
    authors = best_matches(AuthorPage, query)[:AMONG]
    authors = in_order(AuthorPage.objects.visible().filter(alias_of=None), authors)[:PEOPLE]
    articles = paginate(request, matches_among(ArticlePage.objects.visible().originals(), query))
    articles.object_list = in_order(ArticlePage.objects.for_cards(), articles.object_list)
    load_references(*articles, *authors)
    return {"authors": authors, "articles": articles}
