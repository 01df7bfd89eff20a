"""The sections of a body: their addresses, numbers and table of contents."""

from dataclasses import dataclass

from django.utils.text import slugify

# A table of contents is worth its room from this many headings up.
CONTENTS_FROM = 3


@dataclass(frozen=True)
class Section:
    """One heading: `level` is 2 to 4, `number` such as "2.1", or "" where nothing is numbered."""

    text: str
    level: int
    anchor: str
    number: str = ""


def contents_of(outline):
    """Return the sections of a table of contents; none while there are too few."""
    return list(outline.values()) if len(outline) >= CONTENTS_FROM else []


def make_anchor(text, block_id):
    """Return the fragment by which a section can be linked to.

    The block's own identifier is part of it, so that two headings of the same words differ,
    and neither changes when others come, go or move.
    """
    words = slugify(text, allow_unicode=True)[:60].strip("-")
    return "-".join(part for part in (words, (block_id or "")[:6]) if part)


def make_outline(body, *, numbered=False):
    """Return the sections of a body as {block id: Section}, in their order."""
    counters = {2: 0, 3: 0, 4: 0}
    sections = {}
    for block in body.raw_data:
        if block["type"] != "heading":
            continue
        text, level = block["value"]["text"], int(block["value"]["level"] or 2)
        number = count(counters, level) if numbered else ""
        anchor = make_anchor(text, block.get("id"))
        sections[block.get("id")] = Section(text, level, anchor, number)
    return sections


def count(counters, level):
    """Count one more heading of `level` and return its number, such as "2.1"."""
    counters[level] += 1
    for deeper in range(level + 1, 5):
        counters[deeper] = 0
    return ".".join(str(counters[step]) for step in range(2, level + 1))
