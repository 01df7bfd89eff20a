"""What bodies point at, loaded with one query a model however many blocks there are.

Wagtail asks once for each type of block that holds a chooser, and again for every
rich text with a link. Here the identifiers are read from the raw data of all bodies at
once, and the blocks are given what was loaded.
"""

import copy
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db.models import F
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText, extract_references_from_rich_text

from articles.audiences.models import Audience
from articles.images import SPECS, CustomImage, CustomRendition
from articles.prefetch.compiled_queries import prepared
from articles.visibility import private_file, private_page
from polls.models import Poll
from polls.queries import load_polls

# What is loaded at this moment; set only while a body is read or a rich text is rendered.
_loaded = ContextVar("loaded_references", default=None)


def load_references(*pages):
    """Load, for all `pages` together, their pictures and what their texts point at."""
    wanted = find_references(pages)
    references = {model: LOADERS[model](pks) for model, pks in wanted.items() if pks}
    languages = in_languages(references, pages)
    for page in pages:
        page.references = languages.get(getattr(page, "locale_id", None), references)
        with using(page.references):
            for stream in values_of([page], StreamField):
                list(stream)
    for page, name, pk in picture_fields_of(pages):
        setattr(page, name, references[CustomImage].get(pk))


def find_references(pages):
    """Return {model: keys of what the pages point at}, asking no database."""
    wanted = defaultdict(set)
    for stream in values_of(pages, StreamField):
        for model, pk in find_in_block(stream.stream_block, stream.raw_data):
            wanted[model].add(pk)
    for text in values_of(pages, RichTextField):
        for model, pk in find_in_text(text):
            wanted[model].add(pk)
    wanted[CustomImage].update(pk for _, _, pk in picture_fields_of(pages))
    return wanted


def in_languages(references, pages):
    """Return {locale's key: references}, pages that are linked to replaced by their translations.

    Only by those that readers can open. Empty where the site is in one language.
    """
    linked = references.get(Page)
    if not linked or not settings.WAGTAIL_I18N_ENABLED:
        return {}
    locales = {page.locale_id for page in pages if isinstance(page, Page)}
    found = (
        Page.objects.live()
        .annotate(is_private=private_page())
        .filter(
            translation_key__in={page.translation_key for page in linked.values()},
            locale__in=locales,
            is_private=False,
        )
    )
    translations = {(page.translation_key, page.locale_id): page for page in with_types(found)}
    return {
        locale: {
            **references,
            Page: {
                pk: translations.get((page.translation_key, locale), page)
                for pk, page in linked.items()
            },
        }
        for locale in locales
    }


def values_of(pages, kind):
    """Yield what stands in the fields of a kind, of each page that was read from the database."""
    for page in pages:
        deferred = page.get_deferred_fields()
        for field in page._meta.fields:
            if isinstance(field, kind) and field.attname not in deferred:
                yield getattr(page, field.name)


def picture_fields_of(pages):
    """Yield (page, field name, key of the picture) for each picture set on a page itself."""
    for page in pages:
        for field in page._meta.fields:
            if field.related_model is CustomImage and (pk := getattr(page, field.attname)):
                yield page, field.name, pk


def find_in_block(block, raw):
    """Yield (model, key) for each reference in a block's raw data that can be loaded here."""
    for child, part in parts_of(block, raw):
        yield from find_in_block(child, part)
    match block:
        case Referring():
            for pk in raw if isinstance(raw, list) else [raw]:
                if pk := as_key(pk):
                    yield block.model_class, pk
        case blocks.RichTextBlock():
            yield from find_in_text(raw)


def find_in_text(source):
    """Yield (model, key) for each link in a rich text to something that can be loaded here."""
    for model, pk, *_ in extract_references_from_rich_text(source or ""):
        if model in LOADERS and (pk := as_key(pk)):
            yield model, pk


def parts_of(block, raw):
    """Return [(block, raw data)] of what a block is made of."""
    match block:
        case blocks.StreamBlock():
            return [(block.child_blocks[item["type"]], item["value"]) for item in raw]
        case blocks.StructBlock():
            return [(child, (raw or {}).get(name)) for name, child in block.child_blocks.items()]
        case blocks.ListBlock():
            return [(block.child_block, value_of(item)) for item in raw or []]
    return []


def value_of(item):
    """Return an item of a list's raw data: bare, or as Wagtail stores it, with an identifier."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


@prepared
def pages_with(pks):
    return with_types(Page.objects.annotate(is_private=private_page())).filter(pk__in=pks)


def with_types(pages):
    """Bring the names of the pages' types, which Wagtail looks up for each type anew."""
    return pages.annotate(
        type_app=F("content_type__app_label"), type_model=F("content_type__model")
    )


@prepared
def documents_with(pks):
    documents = get_document_model().objects.annotate(is_private=private_file())
    return documents.filter(pk__in=pks)


@prepared
def renditions_of(pks):
    renditions = CustomRendition.objects.filter(image__in=pks, filter_spec__in=SPECS)
    return renditions.select_related("image")


def load_pictures(pks):
    """Return pictures by key, each with its renditions: one query once these are made."""
    pictures = {}
    for rendition in renditions_of(pks):
        rendition.image = pictures.setdefault(rendition.image_id, rendition.image)
        rendition.image.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    if new := set(pks) - pictures.keys():
        pictures |= CustomImage.objects.prefetch_renditions(*SPECS).in_bulk(new)
    return pictures


@prepared
def audiences_with(pks):
    return Audience.objects.filter(pk__in=pks)


def by_key(fetch):
    return lambda pks: {each.pk: each for each in fetch(pks)}


LOADERS = {
    Page: by_key(pages_with),
    get_document_model(): by_key(documents_with),
    CustomImage: load_pictures,
    Poll: load_polls,
    Audience: by_key(audiences_with),
}


@contextmanager
def using(references):
    token = _loaded.set(references)
    try:
        yield
    finally:
        _loaded.reset(token)


def find(model, pks):
    """Return the objects with these keys in their order, None for what is gone."""
    pks = [as_key(pk) for pk in pks]
    if (references := _loaded.get()) is None:
        known = LOADERS[model]({pk for pk in pks if pk})
    else:
        known = references.get(model, {})
    return [known.get(pk) for pk in pks]


def as_key(value):
    """Return the key that a reference holds, None if it holds none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class Referring:
    """A block of something chosen, or of several, that takes what is already loaded."""

    def bulk_to_python(self, values):
        # A copy each: a picture carries the alternative text of the place it stands in.
        return [copy.copy(found) for found in find(self.model_class, values)]


class LinkedText(RichText):
    """Rich text that renders its links from what was loaded with its body."""

    def __init__(self, source):
        super().__init__(source)
        self.references = _loaded.get()

    def __html__(self):
        with using(self.references):
            return super().__html__()
