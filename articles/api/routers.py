"""Authors and topics for other front ends. Whole articles are made in `project.headless`."""

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema

from articles.api.parameters import ListParameters
from articles.api.schemas import AuthorCardSchema, TopicSchema
from articles.api.serializers import represent_author_card, represent_counted_topic
from articles.models import AuthorPage, Topic
from articles.prefetch.page_prefetch import load_whole_cards

authors = Router(tags=["Authors"])
topics = Router(tags=["Topics"])


class AuthorListSchema(Schema):
    count: int
    items: list[AuthorCardSchema]


class TopicListSchema(Schema):
    count: int
    items: list[TopicSchema]


@authors.get(
    "/",
    response=AuthorListSchema,
    url_name="list_authors",
    summary="List authors",
    operation_id="authors_list",
)
def list_authors(request: HttpRequest, part: Query[ListParameters]):
    """All authors with a public page, by name."""
    found = AuthorPage.objects.visible().filter(alias_of=None).order_by("title", "pk")
    answer = part.part_of(found)
    cards = [represent_author_card(author) for author in load_whole_cards(answer["items"])]
    return JsonResponse(answer | {"items": cards})


@topics.get(
    "/",
    response=TopicListSchema,
    url_name="list_topics",
    summary="List topics",
    operation_id="topics_list",
)
def list_topics(request: HttpRequest, part: Query[ListParameters]):
    """All topics by name, with how many articles readers find on each."""
    answer = part.part_of(Topic.objects.with_articles())
    return JsonResponse(
        answer | {"items": [represent_counted_topic(topic) for topic in answer["items"]]}
    )
