"""Where an article is held back, whichever way it is to be published.

What would break it is refused everywhere: in the editor, by an approval, by publishing many at
once, by the API. Other slips are asked about where a person can answer: the editor and approvals.
What was scheduled goes out; it was asked about when it was scheduled.
"""

from django.core.exceptions import ValidationError
from wagtail.actions import PublishPageRevisionAction
from wagtail.log_actions import registry

from articles.preflight.checks import find_faults

OVERRULE = "articles.overrule"
SCHEDULED = "wagtail.publish.scheduled"


class NotReady(ValidationError):
    """An article is not published: something breaks it, or slips were not overruled yet.

    `approving` says that the editor meant to approve it, not to publish it at once.
    """

    def __init__(self, page, findings, approving=False):
        self.page, self.findings, self.approving = page, findings, approving
        super().__init__([f"{each.where}: {each.message}" for each in findings])

    @property
    def breaking(self):
        return [each for each in self.findings if each.breaks]


def is_article(page):
    # Its model is published through this module.
    from articles.models import ArticlePage

    return isinstance(page, ArticlePage)


def refuse_what_breaks(page):
    """Raise NotReady for an article that would not be whole."""
    if is_article(page) and (found := [each for each in find_faults(page) if each.breaks]):
        raise NotReady(page, found)


def ask_about_slips(page, *, approving=False):
    """Raise NotReady for an article with slips that nobody has overruled."""
    if is_article(page) and (found := open_findings(page)):
        raise NotReady(page, found, approving)


def open_findings(page):
    """Return what breaks an article, and the slips that were not overruled before."""
    overruled = overruled_keys(page)
    return [each for each in find_faults(page) if each.breaks or each.key not in overruled]


def overruled_keys(page):
    """Return the keys of the slips that somebody overruled on this page, in one query."""
    entries = registry.get_logs_for_instance(page).filter(action=OVERRULE)
    rows = entries.order_by().values_list("data", flat=True)
    return {warning["key"] for data in rows for warning in data.get("warnings", [])}


class PublishWholeAction(PublishPageRevisionAction):
    """Wagtail's action of publishing pages, which refuses an article that would break."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        if self.log_action != SCHEDULED:
            refuse_what_breaks(self.object)
