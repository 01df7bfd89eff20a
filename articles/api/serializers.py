"""What the API says of pictures, files, topics, audiences and pages. Shapes are in `schemas`."""

from django.apps import apps
from django.urls import reverse

from articles.absolute_urls import absolute, own_root, with_root
from articles.images import NAMED
from articles.visibility import is_public_page
from polls.results.methodology import stamp


def represent_picture(picture, alt):
    """Return a ShownPictureSchema, None for no picture."""
    return picture and {
        "alt": alt,
        "credit": picture.credit,
        "focal_point": represent_focal_point(picture),
        "width": picture.width,
        "height": picture.height,
        "renditions": represent_renditions(picture),
    }


def represent_renditions(picture):
    """Return {name: {"url", "width", "height", "type"}}; empty if the file is lost."""
    root, found = own_root(), picture.in_every_size()
    return {
        name: {
            "url": with_root(root, found[spec].url),
            "width": found[spec].width,
            "height": found[spec].height,
            "type": f"image/{spec.rpartition('format-')[2]}",
        }
        for name, spec in NAMED.items()
        if spec in found
    }


def represent_focal_point(picture):
    if not picture.has_focal_point():
        return None
    point = picture.get_focal_point()
    within = {"x": point.centroid_x / picture.width, "y": point.centroid_y / picture.height}
    return {side: round(min(max(part, 0), 1), 4) for side, part in within.items()}


def represent_reference(page):
    """Return a PageReferenceSchema of a page that readers can open, None for any other."""
    if not is_public_page(page) or not (address := page.full_url):
        return None
    return {"id": page.pk, "type": type_of(page), "title": page.title, "url": address}


def type_of(page):
    """Return the type of a page, such as "articles.ArticlePage".

    A page that was loaded as one of many brings the name of its type in `type_app`, `type_model`.
    """
    if name := getattr(page, "type_model", None):
        return apps.get_model(page.type_app, name)._meta.label
    return page.specific_class._meta.label


def represent_document(document):
    """Return a DocumentReferenceSchema, None for no document."""
    return document and {
        "id": document.pk,
        "type": document.content_type,
        "title": document.title,
        "url": absolute(document.url),
        "size": document.get_file_size(),
    }


def represent_topic(topic):
    """Return a TopicReferenceSchema."""
    address = reverse("topic", args=[topic.slug])
    return {"slug": topic.slug, "name": topic.name, "url": absolute(address)}


def represent_counted_topic(topic):
    """Return a TopicSchema."""
    counted = {"description": topic.description, "articles": topic.number}
    return represent_topic(topic) | counted


def represent_audience(audience):
    """Return an AudienceReferenceSchema."""
    return {
        "slug": audience.slug,
        "name": audience.name,
        "label": audience.navigation_label,
        "accent": str(audience.accent),
    }


def represent_addressees(page):
    """Return for whom a page is, as [AddresseeSchema]."""
    return [
        represent_audience(each.audience) | {"teaser": each.teaser}
        for each in page.page_audiences.all()
    ]


def represent_names(authors):
    """Return the names of a byline, {"name", "page"} each."""
    return [
        {"name": author["name"], "page": represent_reference(author["page"])} for author in authors
    ]


def represent_section(section):
    """Return a SectionSchema."""
    return {
        "text": section.text,
        "level": section.level,
        "anchor": section.anchor,
        "number": section.number,
    }


def represent_card(page, reading):
    """Return a CardSchema of an article or another page, as the audience of `reading` sees it."""
    date = getattr(page, "date", None)
    return {
        "id": page.pk,
        "type": page._meta.label,
        "title": page.title,
        "url": page.full_url,
        "summary": page.summary,
        "teaser": teaser_for(page, reading),
        "date": date and date.isoformat(),
        "picture": represent_picture(*picture_of(page)),
        "authors": represent_names(page.authors) if date else [],
    }


def teaser_for(page, reading):
    """Return why a page matters to the audience that reads, "" where nothing is said."""
    if reading.audience is None:
        return ""
    if hasattr(page, "teaser"):
        return page.teaser or ""
    said = (each.teaser for each in page.page_audiences.all() if each.audience == reading.audience)
    return next(said, "")


def picture_of(page):
    """Return the picture of a page, None if it has none, and its alternative text."""
    if hasattr(page, "photo"):
        return page.photo, page.photo_alt
    return getattr(page, "hero", None), getattr(page, "hero_alt", "")


def represent_article_card(article, reading):
    """Return an ArticleCardSchema."""
    return represent_card(article, reading) | {
        "slug": article.slug,
        "locale": article.locale.language_code,
        "updated_on": article.updated_on and article.updated_on.isoformat(),
        "reading_minutes": article.reading_minutes,
        "topics": [represent_topic(topic) for topic in article.shown_topics],
        "audiences": represent_addressees(article),
        "first_published_at": stamp(article.first_published_at),
        "last_published_at": stamp(article.last_published_at),
    }


def represent_author_card(author):
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
        "photo": represent_picture(author.photo, author.photo_alt),
    }
