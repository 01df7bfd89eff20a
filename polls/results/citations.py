"""How to cite a frozen result: as a sentence, in BibTeX and in RIS."""

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field
from django.utils.dateparse import parse_datetime

from polls.results.methodology import in_date


def cite(poll, result):
    """Return the citation as a sentence, for print and for those who use no reference manager."""
    method, frozen = result["method"], result["frozen"]
    asked = parse_datetime(frozen["at"])
    return (
        f"{method['publisher']}. “{method['question']}” Readers’ poll, "
        f"{result['ballots']} ballots, {method['sample']}. Frozen {in_date(asked)}. "
        f"{frozen['url']} (SHA-256 {frozen['sha256'][:16]}…)"
    )


def as_bibtex(poll, result):
    """Return one @misc entry; letters that BibTeX does not know are written as LaTeX."""
    frozen, year = result["frozen"], result["frozen"]["at"][:4]
    fields = {
        "author": result["method"]["publisher"],
        "title": result["method"]["question"],
        "howpublished": "Readers' poll, frozen result",
        "year": year,
        "month": str(int(frozen["at"][5:7])),
        "note": note(result),
    }
    entry = Entry("misc", f"poll-{poll.slug}-{year}", [Field(*pair) for pair in fields.items()])
    library = LatexEncodingMiddleware().transform(bibtexparser.Library([entry]))
    entry = library.entries[0]
    # In braces of its own, so that an institute is not read as a person's first and last name.
    entry["author"] = f"{{{entry['author']}}}"
    # As it is: LaTeX's url takes no escapes.
    entry["url"] = frozen["url"]
    return bibtexparser.write_string(library)


def as_ris(poll, result):
    """Return one record of type DATA (RIS)."""
    frozen = result["frozen"]
    record = {
        "type_of_reference": "DATA",
        "authors": [result["method"]["publisher"]],
        "title": result["method"]["question"],
        "year": frozen["at"][:4],
        "date": frozen["at"][:10].replace("-", "/"),
        "publisher": result["method"]["publisher"],
        "notes": [note(result)],
        "urls": [frozen["url"]],
    }
    return rispy.dumps([record], implementation=RisWriter)


class RisWriter(rispy.RisWriter):
    """Without rispy's number above each record, which is not of the format."""

    def set_header(self, count):
        return ""


def note(result):
    return (
        f"{result['ballots']} ballots; {result['method']['sample']}. "
        f"SHA-256 {result['frozen']['sha256']}"
    )


# {ending: (media type, function)}
FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", as_bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", as_ris),
}
