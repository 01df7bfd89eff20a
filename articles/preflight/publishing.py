"""Prevents the publication of pages with open issues.

Blocking issues prevent publication everywhere: in the editor, by an approval, in bulk and by the
API. Warnings ask an editor for a reason, except in the API. A scheduled revision is published
without a second check, because it was checked when it was scheduled.
"""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.actions import PublishPageRevisionAction
from wagtail.log_actions import registry
from wagtail.models import Page, Revision

from articles.preflight.checks import find_preflight_issues
from articles.preflight.issue import Issue
from articles.preflight.lookups import Lookups

PUBLISH_ANYWAY_ACTION = "articles.publish_anyway"
SCHEDULED_ACTION = "wagtail.publish.scheduled"


class PreflightError(ValidationError):
    """A page was not published, because of the open `issues` of its draft.

    `is_approval` says that the editor approved a workflow task instead of publishing the page.
    """

    def __init__(self, page: Page, issues: list[Issue], is_approval: bool = False):
        self.page, self.issues, self.is_approval = page, issues, is_approval
        super().__init__([f"{issue.location}: {issue.message}" for issue in issues])

    @property
    def blocking_issues(self) -> list[Issue]:
        return [issue for issue in self.issues if issue.is_blocking]


class PreflightMixin:
    """A page with a body, whose revisions are checked before they are published."""

    # Inline panels in which an editor chooses other pages: {panel: (field, label)}.
    page_reference_panels = {}

    def find_page_type_issues(self, lookups: Lookups):
        """Return or yield the issues that only this page type can have."""
        return []

    def publish(self, revision: Revision, skip_permission_checks: bool = False, **kwargs):
        """Raise PreflightError, a ValidationError, if the revision has blocking issues."""
        action = PreflightPublishAction(revision, **kwargs)
        return action.execute(skip_permission_checks=skip_permission_checks)


class PreflightPublishAction(PublishPageRevisionAction):
    """Publishes a revision unless it has blocking issues."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        if self.log_action != SCHEDULED_ACTION:
            reject_blocking_issues(self.object)


def reject_blocking_issues(page: Page) -> None:
    """Raise PreflightError if the page has blocking issues."""
    if issues := find_blocking_issues(page):
        raise PreflightError(page, issues)


def reject_open_issues(page: Page, *, is_approval: bool = False) -> None:
    """Raise PreflightError if the page has blocking issues, or warnings without a reason."""
    if issues := find_open_issues(page):
        raise PreflightError(page, issues, is_approval)


def find_blocking_issues(page: Page) -> list[Issue]:
    """Return the issues that prevent publication everywhere."""
    return [issue for issue in find_preflight_and_validation_issues(page) if issue.is_blocking]


def find_open_issues(page: Page) -> list[Issue]:
    """Return the blocking issues of a page, and the warnings that no editor has overridden."""
    overridden_keys = get_overridden_keys(page)
    return [
        issue
        for issue in find_preflight_and_validation_issues(page)
        if issue.is_blocking or issue.key not in overridden_keys
    ]


def find_preflight_and_validation_issues(page: Page) -> list[Issue]:
    """Return everything that may prevent publication; [] for a page type without a body.

    The editor's panel leaves out the validation errors, because the form shows them.
    """
    if not isinstance(page, PreflightMixin):
        return []
    return [*find_validation_issues(page), *find_preflight_issues(page)]


def find_validation_issues(page: Page) -> list[Issue]:
    """Return the errors of the page's own fields, such as a slug that another page has taken."""
    try:
        page.full_clean()
    except ValidationError as error:
        return [
            Issue("invalid", name, get_label(page, name), " ".join(messages), is_blocking=True)
            for name, messages in error.message_dict.items()
        ]
    return []


def get_label(page: Page, name: str) -> str:
    return "Page" if name == NON_FIELD_ERRORS else str(page._meta.get_field(name).verbose_name)


def get_overridden_keys(page: Page) -> set[str]:
    """Return the keys of the warnings that editors have overridden on this page, in one query."""
    entries = registry.get_logs_for_instance(page).filter(action=PUBLISH_ANYWAY_ACTION)
    rows = entries.order_by().values_list("data", flat=True)
    return {warning["key"] for data in rows for warning in data.get("warnings", [])}
