"""The editor panel that lists the issues of a draft."""

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.models import Page

from articles.preflight.checks import find_preflight_issues
from articles.preflight.publishing import get_overridden_keys

# In the URL of the panel's content until a new page has a primary key.
UNSAVED_PK = 0


def build_issue_context(page: Page) -> dict:
    """Return the context of `preflight.html`: {"blocking_issues", "warnings", "overridden"}."""
    issues, overridden_keys = find_preflight_issues(page), get_overridden_keys(page)
    warnings = [issue for issue in issues if not issue.is_blocking]
    return {
        "blocking_issues": [issue for issue in issues if issue.is_blocking],
        "warnings": [issue for issue in warnings if issue.key not in overridden_keys],
        "overridden": [issue for issue in warnings if issue.key in overridden_keys],
    }


class PreflightPanel(Panel):
    """The last panel of every page type with a body."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/admin/preflight_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            if self.instance.pk:
                context |= build_issue_context(self.instance)
            return context | {"url": reverse("preflight", args=[self.instance.pk or UNSAVED_PK])}

        class Media:
            css = {"all": ["css/admin_editor.css"]}
            js = ["js/admin_preflight.js"]


PREFLIGHT_PANEL = PreflightPanel(
    heading="Publishing checks",
    icon="tasks",
    help_text="Problems in the last saved draft",
)
