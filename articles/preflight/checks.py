"""All checks of a preflight, in the order in which the editor meets the fields."""

from articles.preflight import bodies, fields, links
from articles.preflight.known import read_known
from articles.preflight.parts import parts_of_body


def find_faults(page):
    """Return [Finding] of a page as it stands in `page`; what breaks it comes first.

    Six queries at the most for a draft from a revision, however long it is.
    """
    known, parts = read_known(page), list(parts_of_body(page.body))
    article = is_article(page)
    found = [
        *fields.check_title(page),
        *fields.check_lengths(page),
        *(fields.check_head_of_article(page, known) if article else ()),
        *bodies.check_headings(parts),
        *bodies.check_gaps(parts),
        *bodies.check_pictures(parts),
        *bodies.check_chosen(page, parts, known),
        *links.check_links(page, parts, known),
        *fields.check_own_pictures(page),
        *(fields.check_tail_of_article(page) if article else ()),
        *fields.check_teasers(page, known),
    ]
    return sorted(found, key=lambda finding: not finding.breaks)


def is_article(page):
    # Its model is published by the help of this module.
    from articles.models import ArticlePage

    return isinstance(page, ArticlePage)


def find_gaps(body):
    """Return [Finding] of what breaks a body by itself, whatever it points at. Asks no database."""
    parts = list(parts_of_body(body))
    found = [
        *bodies.check_headings(parts),
        *bodies.check_gaps(parts),
        *bodies.check_pictures(parts),
    ]
    return [finding for finding in found if finding.breaks]
