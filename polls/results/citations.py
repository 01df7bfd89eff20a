"""Citations of a frozen result: as a sentence, in BibTeX and in RIS."""

from datetime import datetime
from typing import Any

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field

from polls.formats import format_date
from polls.models import Poll


def format_citation(result: dict[str, Any]) -> str:
    """Return the citation of a frozen result as a sentence."""
    methodology, frozen = result["methodology"], result["frozen"]
    frozen_at = datetime.fromisoformat(frozen["at"])
    return (
        f"{methodology['publisher']}. “{methodology['question']}” Readers’ poll, "
        f"{result['ballots']} ballots, {methodology['sample']}. "
        f"Frozen {format_date(frozen_at)}. {frozen['url']} (SHA-256 {frozen['sha256'][:16]}…)"
    )


def export_bibtex(poll: Poll, result: dict[str, Any]) -> str:
    """Return one @misc entry, with non-ASCII letters as LaTeX."""
    methodology, frozen = result["methodology"], result["frozen"]
    year = frozen["at"][:4]
    fields = {
        "author": methodology["publisher"],
        "title": methodology["question"],
        "howpublished": "Readers' poll, frozen result",
        "year": year,
        "month": str(int(frozen["at"][5:7])),
        "note": format_note(result),
    }
    entry = Entry("misc", f"poll-{poll.slug}-{year}", [Field(*pair) for pair in fields.items()])
    library = LatexEncodingMiddleware().transform(bibtexparser.Library([entry]))
    entry = library.entries[0]
    # Additional braces, so that BibTeX does not split the institute into first and last name.
    entry["author"] = f"{{{entry['author']}}}"
    # Without escapes, which LaTeX's \url does not take.
    entry["url"] = frozen["url"]
    return bibtexparser.write_string(library)


def export_ris(poll: Poll, result: dict[str, Any]) -> str:
    """Return one RIS record of type DATA."""
    methodology, frozen = result["methodology"], result["frozen"]
    record = {
        "type_of_reference": "DATA",
        "authors": [methodology["publisher"]],
        "title": methodology["question"],
        "year": frozen["at"][:4],
        "date": frozen["at"][:10].replace("-", "/"),
        "publisher": methodology["publisher"],
        "notes": [format_note(result)],
        "urls": [frozen["url"]],
    }
    return rispy.dumps([record], implementation=RisWriter)


class RisWriter(rispy.RisWriter):
    """Omits the number that rispy writes above each record: RIS does not have it."""

    def set_header(self, count: int) -> str:
        return ""


def format_note(result: dict[str, Any]) -> str:
    sample, sha256 = result["methodology"]["sample"], result["frozen"]["sha256"]
    return f"{result['ballots']} ballots; {sample}. SHA-256 {sha256}"


# {file extension: (content type, function)}
CITATION_FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", export_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", export_ris),
}
