"""Search over articles and authors."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.listing import paginate
from articles.models import ArticlePage, AuthorPage
from articles.references import load_references

# Longer than any real question; what follows is not searched.
LONGEST = 200
# People are few and come first.
PEOPLE = 6


@require_safe
def search(request):
    """Authors and articles that match `?q=`."""
    # SQLite's search fails on a quotation mark that is alone, and none means anything here.
    words = request.GET.get("q", "").replace('"', " ").split()
    query = " ".join(words)[:LONGEST]
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
