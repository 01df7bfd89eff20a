"""The parts of a page's body as the editor shows them: each with its path and its name.

Read from the raw data, as in `articles.prefetch.body_prefetch`, so that no block asks the database.
"""

from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.fields import RichTextField

from articles.prefetch.body_prefetch import value_of
from articles.preflight.issue import Finding


@dataclass(frozen=True)
class Part:
    """A block of the body, or a part of one; or a rich text that stands beside the body.

    `number` is the block's place in the body, from 1, and `of` its name; `top` is the block itself.
    Beside the body the number is 0.
    """

    block: blocks.Block
    value: Any
    place: str
    number: int
    of: str
    top: bool = True

    @property
    def where(self):
        """Where it is, in the editor's words, such as "Block 3, Figure: Alt text"."""
        block = f"Block {self.number}, {self.of}" if self.number else self.of
        return block if self.top or not self.block.label else f"{block}: {self.block.label}"

    def finding(self, code, message, **more):
        return Finding(code, self.place, self.where, message, **more)


def parts_of_texts(page):
    """Yield the rich texts that stand beside a page's body, such as a biography."""
    for field in page._meta.fields:
        if isinstance(field, RichTextField):
            name = str(field.verbose_name).capitalize()
            text = getattr(page, field.name)
            yield Part(blocks.RichTextBlock(), text, field.name, 0, name)


def parts_of_body(body):
    """Yield each block of a page's body, and after it the parts it is made of."""
    children = body.stream_block.child_blocks
    for number, item in enumerate(body.raw_data, start=1):
        block = children[item["type"]]
        place = f"body.{item.get('id') or ''}".rstrip(".")
        yield from unfold(Part(block, item["value"], place, number, str(block.label)))


def unfold(part):
    yield part
    for block, value, name in children_of(part.block, part.value):
        place = f"{part.place}.{name}" if name else part.place
        yield from unfold(Part(block, value, place, part.number, part.of, top=False))


def children_of(block, value):
    """Return [(block, raw value, name in the path)] of what a block is made of."""
    match block:
        case blocks.StructBlock():
            value = value if isinstance(value, dict) else {}
            return [(child, value.get(name), name) for name, child in block.child_blocks.items()]
        case blocks.ListBlock():
            return [(block.child_block, value_of(item), id_of(item)) for item in value or []]
    return []


def id_of(item):
    return item.get("id") or "" if isinstance(item, dict) and item.get("type") == "item" else ""
