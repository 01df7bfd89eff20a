"""Routes of authors and topics. `project.headless` has those that return complete pages."""

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema

from articles.api.pagination import PaginationParameters
from articles.api.schemas import AuthorCardSchema, Count, TopicSchema
from articles.api.serializers import serialize_author_card, serialize_topic_with_count
from articles.models import AuthorPage, Topic
from articles.prefetch.page_prefetch import prefetch_api_cards

authors = Router(tags=["Authors"])
topics = Router(tags=["Topics"])


class AuthorListSchema(Schema):
    count: Count
    items: list[AuthorCardSchema] = Field(description="Authors, sorted by name.")


class TopicListSchema(Schema):
    count: Count
    items: list[TopicSchema] = Field(description="Topics, sorted by name.")


@authors.get(
    "/",
    response=AuthorListSchema,
    url_name="list_authors",
    summary="List authors",
    operation_id="authors_list",
)
def list_authors(request: HttpRequest, pagination: Query[PaginationParameters]) -> JsonResponse:
    """List authors with a public page, sorted by name."""
    queryset = AuthorPage.objects.live_and_public().filter(alias_of=None).order_by("title", "pk")
    result = pagination.paginate(queryset)
    items = [serialize_author_card(author) for author in prefetch_api_cards(result["items"])]
    return JsonResponse(result | {"items": items})


@topics.get(
    "/",
    response=TopicListSchema,
    url_name="list_topics",
    summary="List topics",
    operation_id="topics_list",
)
def list_topics(request: HttpRequest, pagination: Query[PaginationParameters]) -> JsonResponse:
    """List topics with their numbers of public articles, sorted by name."""
    result = pagination.paginate(Topic.objects.with_article_counts())
    items = [serialize_topic_with_count(topic) for topic in result["items"]]
    return JsonResponse(result | {"items": items})
