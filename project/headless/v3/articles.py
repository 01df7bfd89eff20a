"""Route that lists articles, as cards or as complete pages."""

from typing import Literal

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema

from articles.api.filters import ArticleListParameters
from articles.api.parameters import RenderParameters
from articles.api.schemas import ArticleCardSchema, Count
from articles.api.serializers import serialize_article_card
from articles.models import ArticlePage
from articles.prefetch.page_prefetch import prefetch_api_cards
from project.headless.page_serializers import PAGE_SERIALIZERS, serialize_pages

router = Router(tags=["Articles"])


class IncludeParameters(Schema):
    include: Literal["body"] | None = Field(
        None, description="`body` returns complete articles instead of cards."
    )


class ArticleListSchema(Schema):
    count: Count
    next: str | None = Field(
        description="Cursor of the next page; null on the last page and for an order by relevance."
    )
    items: list[ArticleCardSchema] | list[PAGE_SERIALIZERS[ArticlePage].schema] = Field(
        description="Cards, or complete articles with `include=body`."
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
    parameters: Query[ArticleListParameters],
    rendering: Query[RenderParameters],
    inclusion: Query[IncludeParameters],
) -> JsonResponse:
    """List public articles without aliases. Use `updated_since` to synchronise a copy."""
    render_options = rendering.get_render_options()
    articles = ArticlePage.objects.live_and_public().originals().select_related("locale")
    if inclusion.include:
        result = parameters.paginate_articles(articles)
        items = serialize_pages(result["items"], render_options)
    else:
        result = parameters.paginate_articles(articles.defer_streamfields())
        cards = prefetch_api_cards(result["items"])
        items = [serialize_article_card(card, render_options) for card in cards]
    return JsonResponse(result | {"items": items})
