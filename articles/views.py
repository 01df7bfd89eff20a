"""Views of authors and topics that are not pages of the page tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import ArticlePage, AuthorPage, Topic
from articles.pagination import paginate
from articles.prefetch.body_prefetch import prefetch_references
from polls.cache_tags import add_list_tag

# Topics and authors take less space than articles.
INDEX_PER_PAGE = 48


@require_safe
def show_author_index(request: HttpRequest) -> HttpResponse:
    """List all authors with public pages, by name."""
    authors = AuthorPage.objects.live_and_public().filter(alias_of=None).order_by("title")
    authors = paginate(request, authors, per_page=INDEX_PER_PAGE)
    prefetch_references(*authors)
    return render(request, "articles/author_index.html", {"authors": authors})


@require_safe
def show_topic_index(request: HttpRequest) -> HttpResponse:
    """List all topics with their numbers of articles."""
    topics = paginate(request, Topic.objects.with_article_counts(), per_page=INDEX_PER_PAGE)
    return render(request, "articles/topic_index.html", {"topics": topics})


@require_safe
def show_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """List the articles on one topic, newest first."""
    topic = get_object_or_404(Topic, slug=slug)
    add_list_tag(("articles-on", topic.pk))
    articles = paginate(request, ArticlePage.objects.for_cards().originals().filter(topics=topic))
    prefetch_references(*articles)
    return render(request, "articles/topic.html", {"topic": topic, "articles": articles})
