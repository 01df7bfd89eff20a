"""The body block by block: what lacks, what is out of order, what readers will not see."""

from django.utils import timezone
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.blocks.audiences import AudiencesBlock
from articles.blocks.media import CellsBlock, PictureBlock
from articles.blocks.text import LEVELS
from articles.images import CustomImage
from articles.prefetch.body_prefetch import Referring, as_key
from articles.preflight.issue import Finding
from polls.models import Poll
from polls.models.choices import State

KINDS = {Page: "page", get_document_model(): "document", CustomImage: "picture", Poll: "poll"}
NUMBERS = {level: int(level) for level, _ in LEVELS}
FILE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".tif", ".tiff")


def check_headings(parts):
    """Whoever listens to a page finds their way by its headings, and loses it where one lacks."""
    above = 1
    for part in parts:
        if not part.top or part.block.name != "heading":
            continue
        # Whatever was sent as a level stands here, until the form has refused it.
        level = NUMBERS.get(part.value.get("level") or "2", above)
        if level > above + 1:
            message = (
                "This heading skips a level: there is no heading above it that it could belong "
                "to. Choose a higher level."
            )
            yield part.finding("heading-order", message, breaks=True)
        above = level


def check_gaps(parts):
    """A block that lacks what it cannot be shown without."""
    for part in parts:
        if lacks(part):
            message = f"{part.block.label} is missing. {WHY.get(part.block.name, SHOWN_EMPTY)}"
            yield part.finding("missing", message, breaks=True)


SHOWN_EMPTY = "Readers would see an empty place. Fill it in, or remove the block."
WHY = {
    "image": "There is nothing to see without it. Choose one, or remove the block.",
    "poll": "Choose one, or remove the block.",
}


def lacks(part):
    """Whether a part is empty that must not be; what was chosen and deleted is told elsewhere."""
    block, value = part.block, part.value
    match block:
        case CellsBlock():
            return not (value or {}).get("columns")
        case blocks.ListBlock():
            return len(value or []) < (block.meta.min_num or 0)
        case blocks.RichTextBlock():
            return block.required and not strip_tags(value or "").strip()
        case blocks.FieldBlock():
            return block.required and value in (None, "", [])
    return False


def check_pictures(parts):
    for part in parts:
        if not isinstance(part.block, PictureBlock):
            continue
        value = part.value or {}
        if not value.get("image") or value.get("decorative"):
            continue
        yield from check_alt(part, (value.get("alt_text") or "").strip(), value["image"])


def check_alt(part, alt, picture):
    at = f"{part.place}.alt_text"
    if not alt:
        message = (
            "The picture has no alternative text, so whoever does not see it learns nothing. "
            "Say what it shows, or mark it as decorative."
        )
        yield Finding("alt-missing", at, part.where, message, breaks=True)
    elif alt.lower().endswith(FILE_ENDINGS):
        message = f"“{alt}” is the name of a file. Say what the picture shows."
        yield Finding("alt-file", at, part.where, message, about=str(picture))


def check_chosen(page, parts, known):
    """What a block shows may be deleted, unpublished or private since it was chosen."""
    for part in parts:
        if not isinstance(part.block, Referring) or isinstance(part.block, AudiencesBlock):
            continue
        if not (pk := as_key(part.value)):
            continue
        model = part.block.model_class
        if (thing := known.get(model, pk)) is None:
            message = f"This {KINDS[model]} was deleted. Choose another, or remove the block."
            yield part.finding("deleted", message, breaks=True)
        elif model is Poll:
            yield from check_poll(page, part, thing)
        else:
            yield from check_shown(part, thing, KINDS[model])


def check_shown(part, thing, kind):
    if not getattr(thing, "live", True):
        message = f"The {kind} “{thing.title}” is not published. Readers do not see it here."
        yield part.finding("unpublished", message, about=str(thing.pk))
    elif getattr(thing, "is_private", False):
        message = f"The {kind} “{thing.title}” is private. Readers do not see it here."
        yield part.finding("private", message, about=str(thing.pk))


def check_poll(page, part, poll):
    """A poll on a page that goes out should take votes then; later, it may have closed."""
    if not poll.live:
        message = f"The poll “{poll.question}” is not published. Readers see nothing in its place."
        yield part.finding("poll-draft", message, about=str(poll.pk))
    elif not page.live and poll.state_at(goes_out_at(page)) == State.CLOSED:
        message = f"The poll “{poll.question}” closes before the page goes out."
        yield part.finding("poll-closed", message, about=str(poll.pk))


def goes_out_at(page):
    """Return when readers will first see a page if it is published now."""
    return max(filter(None, [timezone.now(), page.go_live_at]))
