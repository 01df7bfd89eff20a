"""Headings of a body: anchors, section numbers and the table of contents."""

from dataclasses import dataclass

from django.utils.text import slugify

# A page with fewer headings shows no table of contents.
MIN_DISPLAYED_HEADINGS = 3


@dataclass(frozen=True)
class Heading:
    """One heading. `level` is 2 to 4; `number` is such as "2.1", or "" without numbering."""

    text: str
    level: int
    anchor: str
    number: str = ""


def build_table_of_contents(body, *, numbered: bool = False) -> dict[str, Heading]:
    """Return the headings of a body as {block id: Heading}, in their order."""
    counters = {2: 0, 3: 0, 4: 0}
    headings = {}
    for block in body.raw_data:
        if block["type"] != "heading":
            continue
        text, level = block["value"]["text"], int(block["value"]["level"] or 2)
        number = get_next_number(counters, level) if numbered else ""
        anchor = build_heading_anchor(text, block.get("id"))
        headings[block.get("id")] = Heading(text, level, anchor, number)
    return headings


def get_displayed_headings(table_of_contents: dict[str, Heading]) -> list[Heading]:
    """Return the headings that a page lists; none if there are too few."""
    headings = list(table_of_contents.values())
    return headings if len(headings) >= MIN_DISPLAYED_HEADINGS else []


def build_heading_anchor(text: str, block_id: str | None) -> str:
    """Return the URL fragment of a heading.

    It contains a part of the block id, so that two headings with the same text have different
    anchors, and an anchor does not change when other headings are added, moved or removed.
    """
    words = slugify(text, allow_unicode=True)[:60].strip("-")
    return "-".join(part for part in (words, (block_id or "")[:6]) if part)


def get_next_number(counters: dict[int, int], level: int) -> str:
    """Increment the counter of a level and return the section number, such as "2.1"."""
    counters[level] += 1
    for lower_level in range(level + 1, 5):
        counters[lower_level] = 0
    return ".".join(str(counters[number]) for number in range(2, level + 1))
