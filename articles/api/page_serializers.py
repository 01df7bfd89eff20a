"""Serializers of this app's page types: the members that each adds to BasePageSchema.

Each takes a page that went through `prefetch_pages`. `project.headless.page_serializers` adds the
members that all page types share.
"""

from django.db.models import Model, QuerySet
from wagtail.models import Page

from articles.api.parameters import RenderOptions
from articles.api.rich_text import render_rich_text
from articles.api.serializers import (
    JSONObject,
    serialize_author_card,
    serialize_byline,
    serialize_card,
    serialize_image,
    serialize_table_of_contents,
    serialize_topic,
)
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from articles.pagination import PER_PAGE
from articles.prefetch.body_prefetch import PrefetchedRichText
from articles.prefetch.cached_counts import get_count
from articles.prefetch.page_prefetch import prefetch_api_cards


def serialize_body(page: Page, render_options: RenderOptions) -> list[JSONObject]:
    """Return the blocks of a page's body, as a BodySchema."""
    context = {"render_options": render_options}
    return page.body.stream_block.get_api_representation(page.body, context=context)


def serialize_rich_text(instance: Model, source: str, render_options: RenderOptions) -> str:
    """Return a rich text field of a page or setting in the format of the options."""
    text = PrefetchedRichText(source)
    text.prefetched_objects = getattr(instance, "prefetched_objects", None)
    return render_rich_text(text, render_options.rich_text_format)


def serialize_card_list(articles: QuerySet, render_options: RenderOptions) -> JSONObject:
    """Return the first page of a list of articles, as a CardListSchema."""
    first_page = prefetch_api_cards(articles[:PER_PAGE])
    return {
        "count": get_count(articles),
        "items": [serialize_card(article, render_options) for article in first_page],
    }


def serialize_article_fields(page: ArticlePage, render_options: RenderOptions) -> JSONObject:
    """Return the members that ArticlePageSchema adds."""
    # The alternate formats exist for public articles only.
    url = page.live and page.full_url
    return {
        "standfirst": page.standfirst,
        "authors": serialize_byline(page.authors),
        "date": page.date.isoformat(),
        "updated_on": page.updated_on and page.updated_on.isoformat(),
        "image": serialize_image(page.hero, page.hero_alt),
        "topics": [serialize_topic(topic) for topic in page.topic_list],
        "table_of_contents": serialize_table_of_contents(page),
        "numbered_sections": page.numbered_sections,
        "scholarly": page.scholarly,
        "word_count": page.word_count,
        "reading_minutes": page.reading_minutes,
        "markdown_url": f"{url}index.md" if url else "",
        "json_url": f"{url}index.json" if url else "",
    }


def serialize_author_fields(page: AuthorPage, render_options: RenderOptions) -> JSONObject:
    """Return the members that AuthorPageSchema adds."""
    return {
        "heading": page.heading,
        "role": page.role,
        "affiliation": page.affiliation,
        "introduction": page.introduction,
        "photo": serialize_image(page.photo, page.photo_alt),
        "biography": serialize_rich_text(page, page.biography, render_options),
        "orcid": page.orcid,
        "email": page.email,
        "links": [dict(link.value) for link in page.links],
        "articles": serialize_card_list(page.articles, render_options),
    }


def serialize_article_index_fields(
    page: ArticleIndexPage, render_options: RenderOptions
) -> JSONObject:
    """Return the members that ArticleIndexPageSchema adds."""
    authors = prefetch_api_cards(page.authors)
    return {
        "introduction": page.introduction,
        "authors": [serialize_author_card(author) for author in authors],
        "articles": serialize_card_list(page.articles, render_options),
    }
