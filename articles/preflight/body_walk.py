"""Walks the blocks of a page's body, with the path and the label that the editor gives to each.

Reads the raw data, as `articles.prefetch.body_prefetch` does, so that no block runs a query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import RichTextField
from wagtail.models import Page

from articles.prefetch.body_prefetch import get_list_item_value
from articles.preflight.issue import Issue


@dataclass(frozen=True)
class BodyPart:
    """A block of the body, a child of such a block, or a rich text field of the page.

    `block_number` counts the blocks of the body from 1 and is 0 for a field; `block_label` is the
    label of the block of the body, or the name of the field.
    """

    block: blocks.Block
    value: Any
    field_path: str
    block_number: int
    block_label: str
    is_top_level: bool = True

    @property
    def location(self) -> str:
        """The location as shown to the editor, such as "Block 3, Figure: Alt text"."""
        label = self.block_label
        if self.block_number:
            label = f"Block {self.block_number}, {label}"
        if self.is_top_level or not self.block.label:
            return label
        return f"{label}: {self.block.label}"

    def build_issue(self, code: str, message: str, **options: Any) -> Issue:
        return Issue(code, self.field_path, self.location, message, **options)


def walk_rich_text_fields(page: Page) -> Iterator[BodyPart]:
    """Yield the rich text fields of a page, such as a biography."""
    for field in page._meta.fields:
        if isinstance(field, RichTextField):
            name = str(field.verbose_name).capitalize()
            text = getattr(page, field.name)
            yield BodyPart(blocks.RichTextBlock(), text, field.name, 0, name)


def walk_body(body: StreamValue) -> Iterator[BodyPart]:
    """Yield each block of a page's body, followed by its children."""
    child_blocks = body.stream_block.child_blocks
    for number, item in enumerate(body.raw_data, start=1):
        block = child_blocks[item["type"]]
        path = f"body.{item.get('id') or ''}".rstrip(".")
        yield from walk_part(BodyPart(block, item["value"], path, number, str(block.label)))


def walk_part(part: BodyPart) -> Iterator[BodyPart]:
    yield part
    for block, value, name in get_children(part.block, part.value):
        path = f"{part.field_path}.{name}" if name else part.field_path
        child = BodyPart(block, value, path, part.block_number, part.block_label, False)
        yield from walk_part(child)


def get_children(block: blocks.Block, value: Any) -> list[tuple[blocks.Block, Any, str]]:
    """Return [(child block, raw value, name in the path)]."""
    match block:
        case blocks.StructBlock():
            value = value if isinstance(value, dict) else {}
            return [(child, value.get(name), name) for name, child in block.child_blocks.items()]
        case blocks.ListBlock():
            items = value or []
            return [
                (block.child_block, get_list_item_value(item), get_item_id(item)) for item in items
            ]
    return []


def get_item_id(item: Any) -> str:
    """Return the ID of a list item, "" for an item in the format without IDs."""
    return item.get("id") or "" if isinstance(item, dict) and item.get("type") == "item" else ""
