"""The parts of an article's body as the editor shows them: each with its path and its name.

Read from the raw data, as in `articles.references`, so that no block asks the database.
"""

from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from articles.references import value_of


@dataclass(frozen=True)
class Part:
    """A block of the body, or a part of one; `number` is the block's place in the body, from 1."""

    block: blocks.Block
    value: Any
    place: str
    number: int
    of: str

    @property
    def where(self):
        """Where it is, in the editor's words, such as "Block 3, Figure: Alt text"."""
        name = self.block.label
        return f"Block {self.number}, {self.of}" + (f": {name}" if name and self.depth > 1 else "")

    @property
    def depth(self):
        return self.place.count(".")

    def finding(self, make, code, message, **more):
        return make(code, self.place, self.where, message, **more)


def parts_of_body(page):
    """Yield each block of an article's body, and after it the parts it is made of."""
    children = page.body.stream_block.child_blocks
    for number, item in enumerate(page.body.raw_data, start=1):
        block = children[item["type"]]
        place = f"body.{item.get('id') or ''}".rstrip(".")
        yield from unfold(Part(block, item["value"], place, number, str(block.label)))


def unfold(part):
    yield part
    for block, value, name in children_of(part.block, part.value):
        place = f"{part.place}.{name}" if name else part.place
        yield from unfold(Part(block, value, place, part.number, part.of))


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
