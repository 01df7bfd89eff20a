"""Search over articles and authors."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.listing import paginate
from articles.models import ArticlePage, AuthorPage
from articles.references import load_references
from articles.searching import as_query

# People are few and come first.
PEOPLE = 6


@require_safe
def search(request):
    """Authors and articles that match `?q=`."""
    query = as_query(request.GET.get("q", ""))
    return render(request, "home/search.html", {"query": query, **find(request, query)})


def find(request, query):
    if not query:
        return {"authors": [], "articles": paginate(request, [])}
    authors = AuthorPage.objects.live().public().filter(alias_of=None).defer_streamfields()
    authors = authors.search(query)[:PEOPLE]
    articles = ArticlePage.objects.live().public().originals().defer_streamfields()
    articles = paginate(request, articles.prefetch_related("bylines").search(query))
    load_references(*articles, *authors)
    return {"authors": authors, "articles": articles}
