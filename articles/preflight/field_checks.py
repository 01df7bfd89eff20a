"""Checks of the fields beside the body: title, standfirst, bylines, images, topics, audiences."""

from collections.abc import Iterator
from hashlib import sha256

from wagtail.models import Page

from articles.admin.widgets import (
    RECOMMENDED_DESCRIPTION_LENGTH,
    RECOMMENDED_STANDFIRST_LENGTH,
    RECOMMENDED_TEASER_LENGTH,
    RECOMMENDED_TITLE_LENGTH,
)
from articles.audiences.models import Audience
from articles.preflight.issue import Issue
from articles.preflight.lookups import Lookups, get_panel_rows

# {image field: field of its alternative text}
IMAGE_FIELDS = {"hero": "hero_alt", "photo": "photo_alt"}
# {field: (label, recommended length)}
TEXT_FIELDS = {
    "title": ("Title", RECOMMENDED_TITLE_LENGTH),
    "standfirst": ("Standfirst", RECOMMENDED_STANDFIRST_LENGTH),
    "search_description": ("Description for search engines", RECOMMENDED_DESCRIPTION_LENGTH),
}

NO_STANDFIRST = (
    "The article has no standfirst. Lists, feeds and search engines show it under the title. Add a "
    "standfirst."
)
NO_BODY = "The article has no text. Readers would see an empty page below the title. Add text."
NO_IMAGE = (
    "The article has no image. Cards and link previews look empty without one. Choose an image."
)
NO_TOPIC = "The article has no topic. Readers who browse by topic will not find it. Choose a topic."
NO_BYLINE = "The article names no author. Readers and citations need one. Add a byline."
NOT_PUBLIC = "Choose a public page, or remove it from the list."
EMPTY_BYLINE = "This byline is empty. Choose an author, or enter the name of a guest."
HIDDEN_BYLINE = (
    "Readers cannot open this author’s page, so the byline shows no name. Publish the page, or "
    "enter the name."
)
NO_TEASER = "There is no teaser for this audience, so its page shows the standfirst. Add a teaser."


def check_title(page: Page) -> Iterator[Issue]:
    """Check that no other page of this type and language has the same title."""
    pages = type(page).objects.filter(title__iexact=page.title.strip(), alias_of=None)
    pages = pages.filter(locale=page.locale_id).exclude(pk=page.pk)
    if (duplicate := pages.only("title", "live").first()) is not None:
        page_type = page.get_verbose_name().lower()
        state = "Another" if duplicate.live else "An unpublished"
        message = f"{state} {page_type} has the same title. Choose a different title."
        yield Issue("duplicate-title", "title", "Title", message, subject=str(duplicate.pk))


def check_lengths(page: Page) -> Iterator[Issue]:
    for name, (label, recommended_length) in TEXT_FIELDS.items():
        yield from check_length(name, label, getattr(page, name, ""), recommended_length)


def check_length(path: str, label: str, text: str, recommended_length: int) -> Iterator[Issue]:
    if len(text) > recommended_length:
        message = (
            f"This text has {len(text)} characters. Shorten it to {recommended_length} or fewer."
        )
        digest = sha256(text.encode()).hexdigest()[:8]
        yield Issue("too-long", path, label, message, subject=digest)


def check_article_fields(page: Page, lookups: Lookups) -> Iterator[Issue]:
    if not page.standfirst.strip():
        yield Issue("missing-standfirst", "standfirst", "Standfirst", NO_STANDFIRST)
    if not page.body.raw_data:
        yield Issue("missing-body", "body", "Text", NO_BODY)
    yield from check_bylines(page, lookups)
    if not page.hero_id:
        yield Issue("missing-image", "hero", "Image", NO_IMAGE)
    if not page.topics.all():
        yield Issue("missing-topics", "topics", "Topics", NO_TOPIC)


def check_bylines(page: Page, lookups: Lookups) -> Iterator[Issue]:
    bylines = list(page.bylines.all())
    if not bylines:
        yield Issue("missing-byline", "id_bylines-ADD", "Authors", NO_BYLINE)
    for index, byline in enumerate(bylines):
        path, label = f"id_bylines-{index}-name", f"Byline {index + 1}"
        author = lookups.get(Page, byline.author_id)
        is_author_public = author and author.live and not author.is_private
        if not (byline.name or byline.author_id):
            yield Issue("byline-empty", path, label, EMPTY_BYLINE, is_blocking=True)
        elif not (byline.name or is_author_public):
            subject = str(byline.author_id)
            yield Issue("byline-hidden", path, label, HIDDEN_BYLINE, subject=subject)


def check_page_images(page: Page) -> Iterator[Issue]:
    """Check the alternative text of the images beside the body."""
    for name, alt_name in IMAGE_FIELDS.items():
        image_pk = getattr(page, f"{name}_id", None)
        if image_pk and not getattr(page, alt_name).strip():
            message = (
                f"The {page._meta.get_field(name).verbose_name} has no alternative text. Leave it "
                "empty only if the image is decorative."
            )
            label, subject = "Alternative text", str(image_pk)
            yield Issue("alt-missing", alt_name, label, message, subject=subject)


def check_teasers(page: Page, lookups: Lookups) -> Iterator[Issue]:
    for index, row in enumerate(get_panel_rows(page, "page_audiences")):
        audience = lookups.get(Audience, row.audience_id)
        path = f"id_page_audiences-{index}-teaser"
        label = f"Audiences: {audience.name if audience else row.audience_id}"
        if not row.teaser.strip():
            yield Issue("missing-teaser", path, label, NO_TEASER, subject=str(row.audience_id))
        yield from check_length(path, label, row.teaser, RECOMMENDED_TEASER_LENGTH)


def check_referenced_pages(page: Page, lookups: Lookups) -> Iterator[Issue]:
    """Check that readers can open the pages that are chosen in an inline panel."""
    for name, (field_name, label) in page.page_reference_panels.items():
        for index, row in enumerate(getattr(page, name).all()):
            target = lookups.get(Page, getattr(row, f"{field_name}_id"))
            if target and (not target.live or target.is_private):
                message = f"“{target.title}” is not public. {NOT_PUBLIC}"
                path, location = f"id_{name}-{index}-{field_name}", f"{label} {index + 1}"
                yield Issue("unpublished", path, location, message, subject=str(target.pk))
