"""Prefetching of the objects that bodies and rich text refer to.

Wagtail runs one query for each block type with a chooser, and one for each rich text with a link.
This module collects the primary keys from the raw data of all bodies and runs one query per model.
"""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db.models import F, Field, Model, QuerySet
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText, extract_references_from_rich_text

from articles.audiences.models import Audience
from articles.images import RENDITION_SPECS, CustomImage, CustomRendition
from articles.prefetch.compiled_queries import compiled
from articles.visibility import build_private_document_condition, build_private_page_condition
from polls.models import Poll
from polls.queries import load_polls

# {model: {primary key: object}} while a body is read or a rich text is rendered, else None.
_prefetched_objects = ContextVar("prefetched_objects", default=None)


def prefetch_references(*pages: Model) -> None:
    """Load the images of all `pages` and the objects that their bodies and rich text refer to.

    Also converts the bodies to blocks, and stores the objects as `page.prefetched_objects`.
    """
    pks = collect_references(pages)
    prefetched_objects = {
        model: LOADERS[model](model_pks) for model, model_pks in pks.items() if model_pks
    }
    localized = localize_prefetched_objects(prefetched_objects, pages)
    for page in pages:
        page.prefetched_objects = localized.get(
            getattr(page, "locale_id", None), prefetched_objects
        )
        with use_prefetched_objects(page.prefetched_objects):
            for stream in iter_field_values([page], StreamField):
                list(stream)
    for page, name, pk in iter_image_fields(pages):
        setattr(page, name, prefetched_objects[CustomImage].get(pk))


def collect_references(pages: Iterable[Model]) -> dict[type, set[int]]:
    """Return {model: primary keys} of all references of `pages`, without a query."""
    pks = defaultdict(set)
    for stream in iter_field_values(pages, StreamField):
        for model, pk in iter_block_references(stream.stream_block, stream.raw_data):
            pks[model].add(pk)
    for text in iter_field_values(pages, RichTextField):
        for model, pk in iter_rich_text_references(text):
            pks[model].add(pk)
    pks[CustomImage].update(pk for _, _, pk in iter_image_fields(pages))
    return pks


def localize_prefetched_objects(
    prefetched_objects: dict, pages: Iterable[Model]
) -> dict[int, dict]:
    """Return {locale id: prefetched objects}, with the public translations of linked pages.

    Returns {} if the site has one language.
    """
    linked_pages = prefetched_objects.get(Page)
    if not linked_pages or not settings.WAGTAIL_I18N_ENABLED:
        return {}
    locales = {page.locale_id for page in pages if isinstance(page, Page)}
    translations = fetch_public_translations(linked_pages.values(), locales)
    return {
        locale: prefetched_objects | {Page: translate_pages(linked_pages, translations, locale)}
        for locale in locales
    }


def fetch_public_translations(pages: Iterable[Page], locales: set[int]) -> dict[tuple, Page]:
    """Return {(translation key, locale id): page} of the public translations of `pages`."""
    translations = annotate_content_types(Page.objects.live()).filter(
        translation_key__in={page.translation_key for page in pages}, locale__in=locales
    )
    translations = translations.annotate(is_private=build_private_page_condition())
    return {
        (page.translation_key, page.locale_id): page
        for page in translations.filter(is_private=False)
    }


def translate_pages(pages: dict, translations: dict, locale: int) -> dict[int, Page]:
    """Return {primary key: page}, each page replaced by its translation if there is one."""
    return {
        pk: translations.get((page.translation_key, locale), page) for pk, page in pages.items()
    }


def iter_field_values(pages: Iterable[Model], field_class: type[Field]) -> Iterator:
    """Yield the value of each field of a class, except fields that are deferred."""
    for page in pages:
        deferred = page.get_deferred_fields()
        for field in page._meta.fields:
            if isinstance(field, field_class) and field.attname not in deferred:
                yield getattr(page, field.name)


def iter_image_fields(pages: Iterable[Model]) -> Iterator[tuple]:
    """Yield (page, field name, image's primary key) for each image field with an image."""
    for page in pages:
        for field in page._meta.fields:
            if field.related_model is CustomImage and (pk := getattr(page, field.attname)):
                yield page, field.name, pk


def iter_block_references(block: blocks.Block, raw_value: Any) -> Iterator[tuple]:
    """Yield (model, primary key) for each reference in the raw value of a block."""
    for child_block, child_value in get_child_blocks(block, raw_value):
        yield from iter_block_references(child_block, child_value)
    match block:
        case PrefetchedChooserMixin():
            for value in raw_value if isinstance(raw_value, list) else [raw_value]:
                if pk := parse_primary_key(value):
                    yield block.model_class, pk
        case blocks.RichTextBlock():
            yield from iter_rich_text_references(raw_value)


def iter_rich_text_references(source: str | None) -> Iterator[tuple]:
    """Yield (model, primary key) for each link in a rich text to a model in LOADERS."""
    for model, value, *_ in extract_references_from_rich_text(source or ""):
        if model in LOADERS and (pk := parse_primary_key(value)):
            yield model, pk


def get_child_blocks(block: blocks.Block, raw_value: Any) -> list[tuple]:
    """Return the child blocks of a block as [(block, raw value)]."""
    match block:
        case blocks.StreamBlock():
            return [(block.child_blocks[child["type"]], child["value"]) for child in raw_value]
        case blocks.StructBlock():
            values = raw_value or {}
            return [(child, values.get(name)) for name, child in block.child_blocks.items()]
        case blocks.ListBlock():
            return [(block.child_block, get_list_item_value(item)) for item in raw_value or []]
    return []


def get_list_item_value(item: Any) -> Any:
    """Return the raw value of a list item, which Wagtail stores with or without an id."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def annotate_content_types(pages: QuerySet) -> QuerySet:
    """Annotate pages with their content type, which Wagtail would look up for each type."""
    return pages.annotate(
        type_app=F("content_type__app_label"), type_model=F("content_type__model")
    )


@compiled
def fetch_pages(pks):
    pages = Page.objects.annotate(is_private=build_private_page_condition())
    return annotate_content_types(pages).filter(pk__in=pks)


@compiled
def fetch_documents(pks):
    documents = get_document_model().objects
    return documents.annotate(is_private=build_private_document_condition()).filter(pk__in=pks)


@compiled
def fetch_audiences(pks):
    return Audience.objects.filter(pk__in=pks)


@compiled
def fetch_renditions(image_pks):
    renditions = CustomRendition.objects.select_related("image")
    return renditions.filter(image__in=image_pks, filter_spec__in=RENDITION_SPECS)


def load_images(pks: set[int]) -> dict[int, CustomImage]:
    """Return {primary key: image} with the renditions of each image.

    Runs one query, or more if an image has no renditions yet.
    """
    images = {}
    for rendition in fetch_renditions(pks):
        rendition.image = images.setdefault(rendition.image_id, rendition.image)
        rendition.image.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    if without_renditions := set(pks) - images.keys():
        queryset = CustomImage.objects.prefetch_renditions(*RENDITION_SPECS)
        images |= queryset.in_bulk(without_renditions)
    return images


def build_loader(fetch: Callable) -> Callable:
    """Return a function that fetches objects and returns them as {primary key: object}."""
    return lambda pks: {instance.pk: instance for instance in fetch(pks)}


LOADERS = {
    Page: build_loader(fetch_pages),
    get_document_model(): build_loader(fetch_documents),
    CustomImage: load_images,
    Poll: load_polls,
    Audience: build_loader(fetch_audiences),
}


@contextmanager
def use_prefetched_objects(prefetched_objects: dict | None) -> Iterator[None]:
    """Let `get_prefetched` return objects from `prefetched_objects` inside the context."""
    token = _prefetched_objects.set(prefetched_objects)
    try:
        yield
    finally:
        _prefetched_objects.reset(token)


def get_prefetched(model: type[Model], values: Iterable) -> list:
    """Return the objects with these primary keys, None for each that does not exist.

    Queries the database if nothing has been prefetched.
    """
    pks = [parse_primary_key(value) for value in values]
    if (prefetched_objects := _prefetched_objects.get()) is None:
        instances = LOADERS[model]({pk for pk in pks if pk})
    else:
        instances = prefetched_objects.get(model, {})
    return [instances.get(pk) for pk in pks]


def parse_primary_key(value: Any) -> int | None:
    """Return the primary key in the raw value of a reference, None if it has none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class PrefetchedChooserMixin:
    """Lets a chooser block use prefetched objects."""

    def bulk_to_python(self, values):
        # Copies, because an image has an alternative text for each block that shows it.
        return [copy.copy(instance) for instance in get_prefetched(self.model_class, values)]


class PrefetchedRichText(RichText):
    """Rich text that renders its links from the objects that were prefetched with its body."""

    def __init__(self, source):
        super().__init__(source)
        self.prefetched_objects = _prefetched_objects.get()

    def __html__(self):
        with use_prefetched_objects(self.prefetched_objects):
            return super().__html__()
