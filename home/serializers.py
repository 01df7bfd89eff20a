"""What the API says of the pages of this app, beside what it says of every page."""

from articles.api.serializers import (
    represent_audience,
    represent_card,
    represent_counted_topic,
    represent_picture,
    represent_section,
)
from articles.audiences.pages import load_cards, pieces_for
from articles.models import Topic
from articles.pagination import PER_PAGE
from articles.prefetch.cached_counts import number_of
from articles.prefetch.page_prefetch import load_whole_cards

# Seen in previews alone: readers are led elsewhere until the page has an audience again.
FOR_NOBODY = {"audience": None, "pinned": [], "pieces": {"count": 0, "items": []}, "topics": []}


def represent_home(page, reading):
    """Return what is in HomePageSchema alone."""
    featured, latest = page.cards
    load_whole_cards([*featured, *latest])
    return {
        "introduction": page.introduction,
        "featured": [represent_card(each, reading) for each in featured],
        "latest": [represent_card(each, reading) for each in latest],
    }


def represent_audience_page(page, reading):
    """Return what is in AudiencePageSchema alone."""
    if not page.audience:
        return FOR_NOBODY | {"introduction": page.introduction}
    pinned = page.pinned_pieces
    others = pieces_for(page.audience).exclude(pk__in=[piece.pk for piece in pinned])
    first = list(others[:PER_PAGE])
    load_cards([*pinned, *first])
    topics = Topic.objects.with_articles_for(page.audience)
    return {
        "audience": represent_audience(page.audience),
        "introduction": page.introduction,
        "pinned": [represent_card(piece, reading) for piece in pinned],
        "pieces": {
            "count": number_of(others),
            "items": [represent_card(piece, reading) for piece in first],
        },
        "topics": [represent_counted_topic(topic) for topic in topics],
    }


def represent_standard(page, reading):
    """Return what is in StandardPageSchema alone."""
    return {
        "standfirst": page.standfirst,
        "picture": represent_picture(page.hero, page.hero_alt),
        "contents": [represent_section(section) for section in page.outline.values()],
    }
