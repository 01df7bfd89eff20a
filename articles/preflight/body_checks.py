"""Checks of the blocks of a body: order of headings, required values, images, references."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.blocks.audiences import AudiencesBlock
from articles.blocks.media import PrefetchedImageBlock, TableCellsBlock
from articles.blocks.text import LEVELS, SKIPPED_LEVEL
from articles.images import CustomImage
from articles.prefetch.body_prefetch import PrefetchedChooserMixin, parse_primary_key
from articles.preflight.body_walk import BodyPart
from articles.preflight.issue import Issue
from articles.preflight.lookups import Lookups
from polls.models import Poll
from polls.models.choices import State

MODEL_LABELS = {Page: "page", get_document_model(): "document", CustomImage: "image", Poll: "poll"}
HEADING_LEVELS = {level: int(level) for level, _ in LEVELS}
IMAGE_FILE_EXTENSIONS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff")

FILL_IN = "Readers would see an empty block. Fill it in, or remove the block."
# By the name of the field.
FILL_IN_BY_NAME = {
    "image": "Choose an image, or remove the block.",
    "poll": "Choose a poll, or remove the block.",
}
NO_ALT_TEXT = (
    "The image has no alternative text for readers who cannot see it. Describe what it shows, or "
    "mark it as decorative."
)


def check_headings(parts: list[BodyPart]) -> Iterator[Issue]:
    """Check that no heading skips a level (WCAG 2.2, technique G141)."""
    previous_level = 1
    for part in parts:
        if not part.is_top_level or part.block.name != "heading":
            continue
        # The form has not validated the level yet, so it can be any text.
        level = HEADING_LEVELS.get(part.value.get("level") or "2", previous_level)
        if level > previous_level + 1:
            yield part.build_issue("heading-order", SKIPPED_LEVEL, is_blocking=True)
        previous_level = level


def check_required_values(parts: list[BodyPart]) -> Iterator[Issue]:
    for part in parts:
        if is_value_missing(part.block, part.value):
            hint = FILL_IN_BY_NAME.get(part.block.name, FILL_IN)
            message = f"{part.block.label} is missing. {hint}"
            yield part.build_issue("missing", message, is_blocking=True)


def is_value_missing(block: blocks.Block, value: Any) -> bool:
    """Whether a required value is empty. A deleted object counts as a value here."""
    match block:
        case TableCellsBlock():
            return not (value or {}).get("columns")
        case blocks.ListBlock():
            return len(value or []) < (block.meta.min_num or 0)
        case blocks.RichTextBlock():
            return block.required and not strip_tags(value or "").strip()
        case blocks.FieldBlock():
            return block.required and value in (None, "", [])
    return False


def check_images(parts: list[BodyPart]) -> Iterator[Issue]:
    for part in parts:
        if not isinstance(part.block, PrefetchedImageBlock):
            continue
        value = part.value or {}
        if value.get("image") and not value.get("decorative"):
            yield from check_alt_text(part, (value.get("alt_text") or "").strip(), value["image"])


def check_alt_text(part: BodyPart, alt_text: str, image_pk: Any) -> Iterator[Issue]:
    path = f"{part.field_path}.alt_text"
    if not alt_text:
        yield Issue("alt-missing", path, part.location, NO_ALT_TEXT, is_blocking=True)
    elif alt_text.lower().endswith(IMAGE_FILE_EXTENSIONS):
        message = f"“{alt_text}” is a file name. Describe what the image shows."
        yield Issue("alt-file", path, part.location, message, subject=str(image_pk))


def check_references(page: Page, parts: list[BodyPart], lookups: Lookups) -> Iterator[Issue]:
    """Check that readers can open every object that a block refers to."""
    for part in parts:
        if is_reference(part.block) and (pk := parse_primary_key(part.value)):
            yield from check_reference(page, part, pk, lookups)


def is_reference(block: blocks.Block) -> bool:
    # The audiences of a block are not shown to readers.
    return isinstance(block, PrefetchedChooserMixin) and not isinstance(block, AudiencesBlock)


def check_reference(page: Page, part: BodyPart, pk: int, lookups: Lookups) -> Iterator[Issue]:
    model = part.block.model_class
    instance = lookups.get(model, pk)
    if instance is None:
        message = f"This {MODEL_LABELS[model]} was deleted. Choose another, or remove the block."
        yield part.build_issue("deleted", message, is_blocking=True)
    elif model is Poll:
        yield from check_poll(page, part, instance)
    else:
        yield from check_chosen_object(part, instance, MODEL_LABELS[model])


def check_chosen_object(part: BodyPart, instance: Any, label: str) -> Iterator[Issue]:
    if not getattr(instance, "live", True):
        message = (
            f"The {label} “{instance.title}” is not published. Readers cannot see it. Publish it, "
            f"or choose another {label}."
        )
        yield part.build_issue("unpublished", message, subject=str(instance.pk))
    elif getattr(instance, "is_private", False):
        message = (
            f"The {label} “{instance.title}” is private. Readers cannot see it. Choose a public "
            f"{label}, or remove the block."
        )
        yield part.build_issue("private", message, subject=str(instance.pk))


def check_poll(page: Page, part: BodyPart, poll: Poll) -> Iterator[Issue]:
    """Check that a poll is open when the page is first published. It may close later."""
    if not poll.live:
        message = (
            f"The poll “{poll.question}” is not published. Readers cannot see it. Publish it, or "
            "choose another poll."
        )
        yield part.build_issue("poll-draft", message, subject=str(poll.pk))
    elif not page.live and poll.get_state_at(get_publication_time(page)) == State.CLOSED:
        message = (
            f"The poll “{poll.question}” closes before the page is published. Change its closing "
            "time, or publish the page earlier."
        )
        yield part.build_issue("poll-closed", message, subject=str(poll.pk))


def get_publication_time(page: Page) -> datetime:
    """Return the time at which a page becomes public if an editor publishes it now."""
    return max(filter(None, [timezone.now(), page.go_live_at]))
