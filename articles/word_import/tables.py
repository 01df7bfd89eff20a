"""Converts tables of a document to table blocks: columns with headings, rows of plain text."""

import re
from collections.abc import Callable

from bs4 import Tag

from articles.word_import.report import ImportReport

# The maximum in Word.
MAX_COLUMNS = 63
# The number of cells that the editor's form can submit, with a margin for the rest of the article.
MAX_CELLS = 4000

HEADINGS = "First rows of tables, converted to column headings"
MERGED_CELLS = "Merged cells. The text is in the first cell, the others are empty"
LARGE_TABLES = "Tables that may be too large to save in the editor. Attach them as a spreadsheet"

NUMBER = re.compile(r"[-–−+]?[£$€]?\s?\d[\d\s.,’']*\s?%?")

type GetText = Callable[[Tag], str]


def convert_table(table: Tag, get_text: GetText, report: ImportReport) -> dict | None:
    """Return the value of a table block, None for a table without text."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    grid = build_grid(rows, get_text, report)
    if not any(map(any, grid)):
        return None
    headings, *body = grid if len(grid) > 1 else [[""] * len(grid[0]), *grid]
    if len(grid) > 1 and not rows[0].find("th"):
        report.add_changed(HEADINGS, " | ".join(headings))
    if len(grid) * len(grid[0]) > MAX_CELLS:
        report.add_changed(LARGE_TABLES, " | ".join(headings))
    types = ["number" if is_numeric(column) else "text" for column in zip(*body, strict=True)]
    columns = [
        {"type": column_type, "heading": heading}
        for column_type, heading in zip(types, headings, strict=True)
    ]
    cells = {"columns": columns, "rows": [{"values": row} for row in body], "caption": ""}
    return {"table": cells, "header_column": False, "audiences": []}


def build_grid(rows: list[Tag], get_text: GetText, report: ImportReport) -> list[list[str]]:
    """Return the text of the cells as rows of equal length. A merged cell fills its first cell."""
    covered, grid = set(), []
    for row_index, row in enumerate(rows):
        texts = []
        for cell in row.find_all(["td", "th"], recursive=False):
            while (row_index, len(texts)) in covered:
                texts.append("")
            width = parse_span(cell, "colspan")
            height = min(parse_span(cell, "rowspan"), len(rows) - row_index)
            text = get_text(cell)
            if width > 1 or height > 1:
                report.add_changed(MERGED_CELLS, text)
            columns = range(len(texts), len(texts) + width)
            rows_below = range(row_index + 1, row_index + height)
            covered.update((below, column) for below in rows_below for column in columns)
            texts += [text, *[""] * (width - 1)]
        grid.append(texts)
    width = max(map(len, grid), default=0)
    return [[*texts, *[""] * (width - len(texts))] for texts in grid]


def parse_span(cell: Tag, name: str) -> int:
    """Return the value of `colspan` or `rowspan`, 1 if it is not a valid number."""
    value = cell.get(name, "")
    is_valid = value.isascii() and value.isdecimal() and len(value) < 6
    number = max(1, int(value)) if is_valid else 1
    return min(number, MAX_COLUMNS) if name == "colspan" else number


def is_numeric(texts: tuple[str, ...]) -> bool:
    """Whether a column contains numbers only, and at least one."""
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(NUMBER.fullmatch(text.strip()) for text in filled)
