"""All checks of a preflight, in the order in which the editor meets the fields."""

from articles.preflight import body_checks, field_checks, link_checks
from articles.preflight.body_walk import parts_of_body, parts_of_texts
from articles.preflight.lookups import read_known

# As they follow each other in the form, what is not named here first.
ORDER = (
    "biography",
    "id_features",
    "body",
    "hero",
    "photo",
    "topics",
    "id_page_audiences",
    "id_pinned",
    "search_description",
)


def find_faults(page):
    """Return [Finding] of a page as it stands in `page`; what breaks it comes first.

    Six queries at the most for a draft from a revision, however long it is, and what the page's
    own type asks.
    """
    known, parts = read_known(page), list(parts_of_body(page.body))
    found = [
        *field_checks.check_title(page),
        *field_checks.check_lengths(page),
        *page.find_own_faults(known),
        *field_checks.check_listed(page, known),
        *body_checks.check_headings(parts),
        *body_checks.check_gaps(parts),
        *body_checks.check_pictures(parts),
        *body_checks.check_chosen(page, parts, known),
        *link_checks.check_links(page, [*parts_of_texts(page), *parts], known),
        *field_checks.check_own_pictures(page),
        *field_checks.check_teasers(page, known),
    ]
    return sorted(found, key=lambda finding: (not finding.breaks, place_in_form(finding)))


def place_in_form(finding):
    matching = (at for at, name in enumerate(ORDER, 1) if finding.place.startswith(name))
    return next(matching, 0)


def find_gaps(body):
    """Return [Finding] of what breaks a body by itself, whatever it points at. Asks no database."""
    parts = list(parts_of_body(body))
    found = [
        *body_checks.check_headings(parts),
        *body_checks.check_gaps(parts),
        *body_checks.check_pictures(parts),
    ]
    return [finding for finding in found if finding.breaks]
