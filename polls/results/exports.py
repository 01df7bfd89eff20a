"""A result as a file: CSV, XLSX or the very text that was frozen."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from polls.results.closing import canonical
from polls.results.result import address_of

# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HIDDEN = "not shown"


def as_text(value):
    """Return a cell's value that no spreadsheet will run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def table_of(poll, result):
    """Return the rows of a result: facts, figures with those of each audience, method."""
    yield ["Question", result["method"]["question"]]
    yield ["Address", address_of(poll)]
    yield ["State", result["state"]]
    yield ["Ballots counted", result["ballots"]]
    yield ["Ballots set aside", result["set_aside"]]
    if frozen := result["frozen"]:
        yield ["Frozen at", frozen["at"]]
        yield ["SHA-256", frozen["sha256"]]
    yield []
    yield from figures(result)
    yield []
    yield ["Method", result["method"]["text"]]


def figures(result):
    audiences = result["audiences"]
    yield [
        "Option",
        "Label",
        "Votes",
        "Percent",
        *(f"Votes: {each['label']}" for each in audiences),
    ]
    for at, row in enumerate(result["options"]):
        cells = [each["options"][at]["votes"] for each in audiences]
        shown = [HIDDEN if cell is None else cell for cell in cells]
        yield [row["id"], row["label"], row["votes"], row["percent"], *shown]


def as_csv(poll, result):
    """Return UTF-8 with a byte order mark, by which spreadsheets know it."""
    out = io.StringIO()
    csv.writer(out).writerows([as_text(cell) for cell in row] for row in table_of(poll, result))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(poll, result):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Result")
    for row in table_of(poll, result):
        sheet.append([text_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_cell(sheet, value):
    """Return a cell that holds its text as text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, as_text(value))
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def as_json(poll, result):
    """Return the frozen record byte for byte, so that its digest can be checked."""
    if frozen := poll.frozen_result:
        return frozen.text.encode()
    return canonical(result).encode()


# {ending: (media type, function)}
FORMATS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "json": ("application/json", as_json),
}
