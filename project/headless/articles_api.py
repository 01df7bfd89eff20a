"""The list of articles: cards, or whole as at their own addresses."""

from typing import Literal

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema

from articles.api.filters import ArticleParameters
from articles.api.parameters import ReadingParameters
from articles.api.schemas import ArticleCardSchema
from articles.api.serializers import represent_article_card
from articles.models import ArticlePage
from articles.prefetch.page_prefetch import load_whole_cards
from project.headless.page_serializers import PAGE_TYPES, represent_pages

router = Router(tags=["Articles"])


class IncludeParameters(Schema):
    include: Literal["body"] | None = Field(
        None, description="`body` for whole articles in place of cards"
    )


class ArticleListSchema(Schema):
    count: int
    next: str | None = Field(description="Cursor of what follows; null at the end")
    items: list[ArticleCardSchema] | list[PAGE_TYPES[ArticlePage].schema] = Field(
        description="Whole articles with include=body, cards without"
    )


@router.get(
    "/",
    response=ArticleListSchema,
    url_name="list_articles",
    summary="List articles",
    operation_id="articles_list",
)
def list_articles(
    request: HttpRequest,
    asked: Query[ArticleParameters],
    how: Query[ReadingParameters],
    shown: Query[IncludeParameters],
):
    """Public articles, each once. To keep a copy up to date, ask with `updated_since`."""
    reading = how.read()
    articles = ArticlePage.objects.visible().originals().select_related("locale")
    if shown.include:
        found = asked.select(articles)
        return JsonResponse(found | {"items": represent_pages(found["items"], reading)})
    found = asked.select(articles.defer_streamfields())
    cards = load_whole_cards(found["items"])
    return JsonResponse(
        found | {"items": [represent_article_card(card, reading) for card in cards]}
    )
