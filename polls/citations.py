"""How to cite a frozen result: as a sentence, in BibTeX and in RIS."""

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field
from django.utils.dateparse import parse_datetime

from polls.method import in_date


def cite(poll, result):
    """Return the citation as a sentence, for print and for those who use no reference manager."""
    method, frozen = result["method"], result["frozen"]
    asked = parse_datetime(frozen["at"])
    return (
        f"{method['publisher']}. “{poll.question}” Readers’ poll, {result['ballots']} ballots, "
        f"{method['sample']}. Frozen {in_date(asked)}. {frozen['url']} "
        f"(SHA-256 {frozen['sha256'][:16]}…)"
    )


def as_bibtex(poll, result):
    """Return one @misc entry; letters that BibTeX does not know are written as LaTeX."""
    frozen, year = result["frozen"], result["frozen"]["at"][:4]
    fields = {
        "author": f"{{{result['method']['publisher']}}}",
        "title": poll.question,
        "howpublished": "Readers' poll, frozen result",
        "year": year,
        "month": str(int(frozen["at"][5:7])),
        "note": note(result),
    }
    library = bibtexparser.Library(
        [Entry("misc", f"poll-{poll.slug}-{year}", [Field(*pair) for pair in fields.items()])]
    )
    text = bibtexparser.write_string(library, prepend_middleware=[LatexEncodingMiddleware()])
    # The address as it is: LaTeX's url takes it without escapes.
    return text.replace("\n}", f",\n\turl = {{{frozen['url']}}}\n}}", 1)


def as_ris(poll, result):
    """Return one record of type DATA (RIS)."""
    frozen = result["frozen"]
    record = {
        "type_of_reference": "DATA",
        "authors": [result["method"]["publisher"]],
        "title": poll.question,
        "year": frozen["at"][:4],
        "date": frozen["at"][:10].replace("-", "/"),
        "publisher": result["method"]["publisher"],
        "notes": [note(result)],
        "urls": [frozen["url"]],
    }
    return rispy.dumps([record])


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
