"""Tables of a document as the table block has them: columns with headings, rows of plain text."""

import re

# Word's own limit.
MAX_COLUMNS = 63
# What the editor's form can send at once, with room for the rest of the article.
MAX_CELLS = 4000

HEADINGS = "The first row of a table gives the headings of its columns"
MERGED = "Merged cells: the text stands in the first, the others are empty"
LARGE = "Tables so large that the editor may refuse to save them: attach them as a spreadsheet"

NUMBER = re.compile(r"[-–−+]?[£$€]?\s?\d[\d\s.,’']*\s?%?")


def make_table(element, plain, report):
    """Return the value of a table block, None for a table without text.

    `plain` returns the text of an element.
    """
    rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
    grid = fill_grid(rows, plain, report)
    if not any(map(any, grid)):
        return None
    headings, *body = grid if len(grid) > 1 else [[""] * len(grid[0]), *grid]
    if len(grid) > 1 and not rows[0].find("th"):
        report.change(HEADINGS, " | ".join(headings))
    if len(grid) * len(grid[0]) > MAX_CELLS:
        report.change(LARGE, " | ".join(headings))
    kinds = ["number" if is_numeric(column) else "text" for column in zip(*body, strict=True)]
    columns = [
        {"type": kind, "heading": heading} for kind, heading in zip(kinds, headings, strict=True)
    ]
    table = {"columns": columns, "rows": [{"values": row} for row in body], "caption": ""}
    return {"table": table, "header_column": False, "audiences": []}


def fill_grid(rows, plain, report):
    """Return the texts of the cells, as many in each row; a merged cell fills its first place."""
    taken, grid = {}, []
    for at, row in enumerate(rows):
        texts = []
        for cell in row.find_all(["td", "th"], recursive=False):
            while (at, len(texts)) in taken:
                texts.append("")
            width, height = span(cell, "colspan"), min(span(cell, "rowspan"), len(rows) - at)
            text = plain(cell)
            if width > 1 or height > 1:
                report.change(MERGED, text)
            for below in range(1, height):
                taken.update({(at + below, len(texts) + across): "" for across in range(width)})
            texts += [text, *[""] * (width - 1)]
        grid.append(texts)
    width = max(map(len, grid), default=0)
    return [[*texts, *[""] * (width - len(texts))] for texts in grid]


def span(cell, name):
    value = cell.get(name, "")
    limit = MAX_COLUMNS if name == "colspan" else None
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 1
    return max(1, min(number, limit) if limit else number)


def is_numeric(texts):
    """Whether all that stands in a column, and something does, is a number."""
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(NUMBER.fullmatch(text.strip()) for text in filled)
