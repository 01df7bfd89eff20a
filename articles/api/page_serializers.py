"""What the API says of the pages of this app, beside what it says of every page.

Each function takes a page for which `loading.load_whole` was called, and a Reading.
"""

from articles.api.rich_text import serialize_text
from articles.api.serializers import (
    represent_author_card,
    represent_card,
    represent_names,
    represent_picture,
    represent_section,
    represent_topic,
)
from articles.pagination import PER_PAGE
from articles.prefetch.body_prefetch import LinkedText
from articles.prefetch.cached_counts import number_of
from articles.prefetch.page_prefetch import load_whole_cards


def represent_body(page, reading):
    """Return the blocks of a page's body, as a BodySchema."""
    return page.body.stream_block.get_api_representation(page.body, context={"reading": reading})


def represent_rich_text(page, source, reading):
    """Return the rich text of a field of a page, in the format of the reading."""
    text = LinkedText(source)
    text.references = getattr(page, "references", None)
    return serialize_text(text, reading.rich_text_format)


def represent_cards(articles, reading):
    """Return the first articles of a queryset as a CardListSchema."""
    first = load_whole_cards(articles[:PER_PAGE])
    return {
        "count": number_of(articles),
        "items": [represent_card(article, reading) for article in first],
    }


def represent_article(page, reading):
    """Return what is in ArticlePageSchema alone."""
    # Twins are of what readers can open.
    address = page.live and page.full_url
    return {
        "standfirst": page.standfirst,
        "authors": represent_names(page.authors),
        "date": page.date.isoformat(),
        "updated_on": page.updated_on and page.updated_on.isoformat(),
        "picture": represent_picture(page.hero, page.hero_alt),
        "topics": [represent_topic(topic) for topic in page.shown_topics],
        "contents": [represent_section(section) for section in page.outline.values()],
        "numbered": page.numbered,
        "scholarly": page.scholarly,
        "word_count": page.word_count,
        "reading_minutes": page.reading_minutes,
        "markdown_url": f"{address}index.md" if address else "",
        "json_url": f"{address}index.json" if address else "",
    }


def represent_author(page, reading):
    """Return what is in AuthorPageSchema alone."""
    return {
        "heading": page.heading,
        "role": page.role,
        "affiliation": page.affiliation,
        "introduction": page.introduction,
        "photo": represent_picture(page.photo, page.photo_alt),
        "biography": represent_rich_text(page, page.biography, reading),
        "orcid": page.orcid,
        "email": page.email,
        "links": [dict(link.value) for link in page.links],
        "articles": represent_cards(page.articles, reading),
    }


def represent_index(page, reading):
    """Return what is in ArticleIndexPageSchema alone."""
    authors = load_whole_cards(page.authors)
    return {
        "introduction": page.introduction,
        "authors": [represent_author_card(author) for author in authors],
        "articles": represent_cards(page.articles, reading),
    }
