"""Where a page is held back, whichever way it is to be published.

What would break it is refused everywhere: in the editor, by an approval, by publishing many at
once, by the API. Other slips are asked about where a person can answer: all but the API.
What was scheduled goes out; it was asked about when it was scheduled.
"""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.actions import PublishPageRevisionAction
from wagtail.log_actions import registry

from articles.preflight.checks import find_faults
from articles.preflight.issue import Finding

OVERRULE = "articles.overrule"
SCHEDULED = "wagtail.publish.scheduled"


class NotReady(ValidationError):
    """A page is not published: something breaks it, or slips were not overruled yet.

    `approving` says that the editor meant to approve it, not to publish it at once.
    """

    def __init__(self, page, findings, approving=False):
        self.page, self.findings, self.approving = page, findings, approving
        super().__init__([f"{each.where}: {each.message}" for each in findings])

    @property
    def breaking(self):
        return [each for each in self.findings if each.breaks]


class PublishedWhole:
    """A page with a body, of which no revision is published that would break it."""

    # Panels whose rows lead to other pages: {panel: (field, label)}.
    listed = {}

    def find_own_faults(self, known):
        """Return [Finding] of what only pages of this type can lack; `known` as `read_known`."""
        return []

    def publish(self, revision, skip_permission_checks=False, **kwargs):
        """Raises NotReady, a ValidationError."""
        action = PublishWholeAction(revision, **kwargs)
        return action.execute(skip_permission_checks=skip_permission_checks)


def refuse_what_breaks(page):
    """Raise NotReady for a page that would not be whole."""
    if found := [each for each in faults_of(page) if each.breaks]:
        raise NotReady(page, found)


def ask_about_slips(page, *, approving=False):
    """Raise NotReady for a page with slips that nobody has overruled."""
    if found := open_findings(page):
        raise NotReady(page, found, approving)


def open_findings(page):
    """Return what breaks a page, and the slips that were not overruled before."""
    overruled = overruled_keys(page)
    return [each for each in faults_of(page) if each.breaks or each.key not in overruled]


def faults_of(page):
    if not isinstance(page, PublishedWhole):
        return []
    return [*find_invalid(page), *find_faults(page)]


def find_invalid(page):
    """Return [Finding] of what the page's own fields refuse, such as an address taken since."""
    try:
        page.full_clean()
    except ValidationError as error:
        return [
            Finding("invalid", name, label_of(page, name), " ".join(messages), breaks=True)
            for name, messages in error.message_dict.items()
        ]
    return []


def label_of(page, name):
    return "Page" if name == NON_FIELD_ERRORS else str(page._meta.get_field(name).verbose_name)


def overruled_keys(page):
    """Return the keys of the slips that somebody overruled on this page, in one query."""
    entries = registry.get_logs_for_instance(page).filter(action=OVERRULE)
    rows = entries.order_by().values_list("data", flat=True)
    return {warning["key"] for data in rows for warning in data.get("warnings", [])}


class PublishWholeAction(PublishPageRevisionAction):
    """Wagtail's action of publishing pages, which refuses one that would break."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        if self.log_action != SCHEDULED:
            refuse_what_breaks(self.object)
