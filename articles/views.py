"""Lists of articles that are not pages of the tree."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import ArticlePage, AuthorPage, Topic
from articles.pagination import paginate
from articles.prefetch.body_prefetch import load_references
from polls.cache_tags import lists

# Topics and authors take less room than articles.
SHORT_ROWS = 48


@require_safe
def author_index(request):
    """All authors whose pages can be opened, by name."""
    authors = AuthorPage.objects.visible().filter(alias_of=None).order_by("title")
    authors = paginate(request, authors, per_page=SHORT_ROWS)
    load_references(*authors)
    return render(request, "articles/author_index.html", {"authors": authors})


@require_safe
def topic_index(request):
    """All topics, with the number of articles on each."""
    topics = paginate(request, Topic.objects.with_articles(), per_page=SHORT_ROWS)
    return render(request, "articles/topic_index.html", {"topics": topics})


@require_safe
def topic(request, slug):
    """The articles on one topic, newest first."""
    topic = get_object_or_404(Topic, slug=slug)
    lists(("articles-on", topic.pk))
    articles = paginate(request, ArticlePage.objects.for_cards().originals().filter(topics=topic))
    load_references(*articles)
    return render(request, "articles/topic.html", {"topic": topic, "articles": articles})
