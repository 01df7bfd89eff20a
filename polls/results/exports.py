"""A result as a file: CSV, XLSX, or the frozen JSON record."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from polls.formats import escape_formula
from polls.models import Poll
from polls.results.closing import serialize_canonical_json
from polls.results.result import build_result_url

SUPPRESSED = "not shown"


def iter_result_rows(poll: Poll, result: dict[str, Any]) -> Iterator[list[Any]]:
    """Yield the rows of a result: facts, figures in total and by audience, methodology note."""
    yield ["Question", result["methodology"]["question"]]
    yield ["URL", build_result_url(poll)]
    yield ["State", result["state"]]
    yield ["Ballots counted", result["ballots"]]
    yield ["Ballots set aside", result["set_aside"]]
    if frozen := result["frozen"]:
        yield ["Frozen at", frozen["at"]]
        yield ["SHA-256", frozen["sha256"]]
    yield []
    yield from build_figures(result)
    yield []
    yield ["Methodology note", result["methodology"]["text"]]


def build_figures(result: dict[str, Any]) -> Iterator[list[Any]]:
    audiences = result["audiences"]
    audience_headings = [f"Votes: {audience['name']}" for audience in audiences]
    yield ["Option", "Label", "Votes", "Percent", *audience_headings]
    for index, row in enumerate(result["options"]):
        votes = [audience["options"][index]["votes"] for audience in audiences]
        cells = [SUPPRESSED if count is None else count for count in votes]
        yield [row["id"], row["label"], row["votes"], row["percent"], *cells]


def export_csv(poll: Poll, result: dict[str, Any]) -> bytes:
    """Return CSV in UTF-8 with a byte order mark, which spreadsheets need to detect UTF-8."""
    file = io.StringIO()
    for row in iter_result_rows(poll, result):
        csv.writer(file).writerow([escape_formula(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def export_xlsx(poll: Poll, result: dict[str, Any]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Result")
    for row in iter_result_rows(poll, result):
        sheet.append([build_cell(sheet, value) for value in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def build_cell(sheet: Any, value: Any) -> WriteOnlyCell:
    """Return a cell that stores text as text, even if it looks like a formula."""
    cell = WriteOnlyCell(sheet, escape_formula(value))
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def export_json(poll: Poll, result: dict[str, Any]) -> bytes:
    """Return the frozen record byte for byte, so that its digest can be verified."""
    if frozen := poll.frozen_result:
        return frozen.canonical_json.encode()
    return serialize_canonical_json(result).encode()


# {file extension: (content type, function)}
EXPORT_FORMATS = {
    "csv": ("text/csv; charset=utf-8", export_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export_xlsx),
    "json": ("application/json", export_json),
}
