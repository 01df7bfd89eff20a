"""All checks of a preflight, in the order of the editor's form."""

from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from articles.preflight import body_checks, field_checks, link_checks
from articles.preflight.body_walk import BodyPart, walk_body, walk_rich_text_fields
from articles.preflight.issue import Issue
from articles.preflight.lookups import load_lookups

# The order of the fields in the form. Fields that are not in this list come first.
FORM_ORDER = (
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


def find_preflight_issues(page: Page) -> list[Issue]:
    """Return the issues that the checks find in a draft, blocking issues first.

    Runs at most six queries for a draft from a revision of any length, plus those of
    `find_page_type_issues` of the page type.
    """
    lookups, parts = load_lookups(page), list(walk_body(page.body))
    issues = [
        *field_checks.check_title(page),
        *field_checks.check_lengths(page),
        *page.find_page_type_issues(lookups),
        *field_checks.check_referenced_pages(page, lookups),
        *check_blocks(parts),
        *body_checks.check_references(page, parts, lookups),
        *link_checks.check_links(page, [*walk_rich_text_fields(page), *parts], lookups),
        *field_checks.check_page_images(page),
        *field_checks.check_teasers(page, lookups),
    ]
    return sorted(issues, key=lambda issue: (not issue.is_blocking, get_form_position(issue)))


def find_blocking_body_issues(body: StreamValue) -> list[Issue]:
    """Return the blocking issues of a body that can be found without a query."""
    return [issue for issue in check_blocks(list(walk_body(body))) if issue.is_blocking]


def check_blocks(parts: list[BodyPart]) -> list[Issue]:
    return [
        *body_checks.check_headings(parts),
        *body_checks.check_required_values(parts),
        *body_checks.check_images(parts),
    ]


def get_form_position(issue: Issue) -> int:
    positions = (
        position
        for position, name in enumerate(FORM_ORDER, start=1)
        if issue.field_path.startswith(name)
    )
    return next(positions, 0)
