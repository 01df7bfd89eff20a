"""Serializers of images, documents, topics, audiences and cards; see `articles.api.schemas`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import reverse
from wagtail.models import Page

from articles.images import NAMED_RENDITION_SPECS
from articles.visibility import is_public_page
from polls.formats import format_datetime
from polls.http import build_absolute_url, get_root_url, join_root_url

# The blocks import this module, and the models import the blocks.
if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument

    from articles.api.parameters import RenderOptions
    from articles.audiences.models import Audience
    from articles.images import CustomImage
    from articles.models import ArticlePage, AuthorPage, Topic

type JSONObject = dict[str, Any]


def serialize_image(image: CustomImage | None, alt: str) -> JSONObject | None:
    """Return an ImageReferenceSchema; None without an image."""
    return image and {
        "alt": alt,
        "credit": image.credit,
        "focal_point": serialize_focal_point(image),
        "width": image.width,
        "height": image.height,
        "renditions": serialize_renditions(image),
    }


def serialize_renditions(image: CustomImage) -> dict[str, JSONObject]:
    """Return a RenditionsSchema; empty if the file is missing."""
    root_url, renditions = get_root_url(), image.get_all_renditions()
    return {
        name: {
            "url": join_root_url(root_url, renditions[spec].url),
            "width": renditions[spec].width,
            "height": renditions[spec].height,
            "type": f"image/{spec.rpartition('format-')[2]}",
        }
        for name, spec in NAMED_RENDITION_SPECS.items()
        if spec in renditions
    }


def serialize_focal_point(image: CustomImage) -> dict[str, float] | None:
    """Return a FocalPointSchema; None if the editors set no focal point."""
    if not image.has_focal_point():
        return None
    center = image.get_focal_point().centroid
    position = {"x": center.x / image.width, "y": center.y / image.height}
    return {axis: round(min(max(share, 0), 1), 4) for axis, share in position.items()}


def serialize_page_reference(page: Page | None) -> JSONObject | None:
    """Return a PageReferenceSchema of a public page; None for any other."""
    if page is None or not is_public_page(page) or not (url := page.full_url):
        return None
    return {"id": page.pk, "type": get_page_type(page), "title": page.title, "url": url}


def get_page_type(page: Page) -> str:
    """Return the type of a page, such as "articles.ArticlePage".

    Uses the annotations `type_app` and `type_model` if the page has them, without a query.
    """
    if model_name := getattr(page, "type_model", None):
        return apps.get_model(page.type_app, model_name)._meta.label
    return page.specific_class._meta.label


def serialize_document(document: AbstractDocument | None) -> JSONObject | None:
    """Return a DocumentReferenceSchema; None without a document."""
    if document is None:
        return None
    return {
        "id": document.pk,
        "type": document.content_type,
        "title": document.title,
        "url": build_absolute_url(document.url),
        "size": document.get_file_size(),
    }


def serialize_topic(topic: Topic) -> JSONObject:
    """Return a TopicReferenceSchema."""
    url = build_absolute_url(reverse("topic", args=[topic.slug]))
    return {"slug": topic.slug, "name": topic.name, "url": url}


def serialize_topic_with_count(topic: Topic) -> JSONObject:
    """Return a TopicSchema of a topic annotated with its `article_count`."""
    count = {"description": topic.description, "article_count": topic.article_count}
    return serialize_topic(topic) | count


def serialize_audience(audience: Audience) -> JSONObject:
    """Return an AudienceReferenceSchema."""
    return {
        "slug": audience.slug,
        "name": audience.name,
        "navigation_label": audience.navigation_label,
        "accent": str(audience.accent),
    }


def serialize_page_audiences(page: Page) -> list[JSONObject]:
    """Return the audiences of a page as [PageAudienceSchema]."""
    return [
        serialize_audience(page_audience.audience) | {"teaser": page_audience.teaser}
        for page_audience in page.page_audiences.all()
    ]


def serialize_byline(authors: list[JSONObject]) -> list[JSONObject]:
    """Return the authors of an article as [BylineSchema]."""
    return [
        {"name": author["name"], "page": serialize_page_reference(author["page"])}
        for author in authors
    ]


def serialize_table_of_contents(page: Page) -> list[JSONObject]:
    """Return the headings of a page's body as [TableOfContentsEntrySchema]."""
    return [
        {
            "text": heading.text,
            "level": heading.level,
            "anchor": heading.anchor,
            "number": heading.number,
        }
        for heading in page.table_of_contents.values()
    ]


def serialize_card(page: Page, render_options: RenderOptions) -> JSONObject:
    """Return a CardSchema of any page, with its teaser for the audience of the options."""
    date = getattr(page, "date", None)
    return {
        "id": page.pk,
        "type": page._meta.label,
        "title": page.title,
        "url": page.full_url,
        "summary": page.summary,
        "teaser": get_teaser(page, render_options.audience),
        "date": date and date.isoformat(),
        "image": serialize_image(*get_page_image(page)),
        "authors": serialize_byline(page.authors) if date else [],
    }


def get_teaser(page: Page, audience: Audience | None) -> str:
    """Return why a page matters to an audience; "" without an audience or a teaser."""
    if audience is None:
        return ""
    # Lists for one audience annotate the teaser.
    if hasattr(page, "teaser"):
        return page.teaser or ""
    page_audiences = page.page_audiences.all()
    return next((each.teaser for each in page_audiences if each.audience == audience), "")


def get_page_image(page: Page) -> tuple[CustomImage | None, str]:
    """Return the image of a page, or None, and its alternative text."""
    if hasattr(page, "photo"):
        return page.photo, page.photo_alt
    return getattr(page, "hero", None), getattr(page, "hero_alt", "")


def serialize_article_card(article: ArticlePage, render_options: RenderOptions) -> JSONObject:
    """Return an ArticleCardSchema."""
    return serialize_card(article, render_options) | {
        "slug": article.slug,
        "locale": article.locale.language_code,
        "updated_on": article.updated_on and article.updated_on.isoformat(),
        "reading_minutes": article.reading_minutes,
        "topics": [serialize_topic(topic) for topic in article.topic_list],
        "audiences": serialize_page_audiences(article),
        "first_published_at": format_datetime(article.first_published_at),
        "last_published_at": format_datetime(article.last_published_at),
    }


def serialize_author_card(author: AuthorPage) -> JSONObject:
    """Return an AuthorCardSchema."""
    return {
        "id": author.pk,
        "type": author._meta.label,
        "slug": author.slug,
        "title": author.title,
        "url": author.full_url,
        "role": author.role,
        "affiliation": author.affiliation,
        "introduction": author.introduction,
        "photo": serialize_image(author.photo, author.photo_alt),
    }
