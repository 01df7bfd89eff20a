"""Serializers of this app's page types: the members that each adds to BasePageSchema."""

from articles.api.parameters import RenderOptions
from articles.api.serializers import (
    JSONObject,
    serialize_audience,
    serialize_card,
    serialize_image,
    serialize_table_of_contents,
    serialize_topic_with_count,
)
from articles.audiences.pages import get_pages_for_audience, prefetch_audience_cards
from articles.models import Topic
from articles.pagination import PER_PAGE
from articles.prefetch.cached_counts import get_count
from articles.prefetch.page_prefetch import prefetch_api_cards
from home.models import AudiencePage, HomePage, StandardPage

# Seen in previews only: without an audience, the public URL of the page redirects to its parent.
WITHOUT_AUDIENCE: JSONObject = {
    "audience": None,
    "pinned": [],
    "pages": {"count": 0, "items": []},
    "topics": [],
}


def serialize_home_fields(page: HomePage, render_options: RenderOptions) -> JSONObject:
    """Return the members that HomePageSchema adds."""
    featured, latest = page.get_featured_and_latest()
    prefetch_api_cards([*featured, *latest])
    return {
        "introduction": page.introduction,
        "featured": [serialize_card(article, render_options) for article in featured],
        "latest": [serialize_card(article, render_options) for article in latest],
    }


def serialize_audience_page_fields(page: AudiencePage, render_options: RenderOptions) -> JSONObject:
    """Return the members that AudiencePageSchema adds."""
    if not page.audience:
        return WITHOUT_AUDIENCE | {"introduction": page.introduction}
    pinned = page.pinned_pages
    others = get_pages_for_audience(page.audience).exclude(
        pk__in=[pinned_page.pk for pinned_page in pinned]
    )
    first_page = list(others[:PER_PAGE])
    prefetch_audience_cards([*pinned, *first_page])
    topics = Topic.objects.with_article_counts_for_audience(page.audience)
    return {
        "audience": serialize_audience(page.audience),
        "introduction": page.introduction,
        "pinned": [serialize_card(pinned_page, render_options) for pinned_page in pinned],
        "pages": {
            "count": get_count(others),
            "items": [serialize_card(listed_page, render_options) for listed_page in first_page],
        },
        "topics": [serialize_topic_with_count(topic) for topic in topics],
    }


def serialize_standard_page_fields(page: StandardPage, render_options: RenderOptions) -> JSONObject:
    """Return the members that StandardPageSchema adds."""
    return {
        "standfirst": page.standfirst,
        "image": serialize_image(page.hero, page.hero_alt),
        "table_of_contents": serialize_table_of_contents(page),
    }
