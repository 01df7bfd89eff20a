"""The panel of the editor that tells what a preflight has found."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from articles.preflight.checks import find_faults
from articles.preflight.publishing import overruled_keys

# Stands in an address for the key of a page that was not saved yet.
UNSAVED = 0


def context_of(page):
    """Return what the list of findings shows: {"breaks", "slips", "overruled"}."""
    found, overruled = find_faults(page), overruled_keys(page)
    slips = [each for each in found if not each.breaks]
    return {
        "breaks": [each for each in found if each.breaks],
        "slips": [each for each in slips if each.key not in overruled],
        "overruled": [each for each in slips if each.key in overruled],
    }


class PreflightPanel(Panel):
    """Stands last among the panels of a page with a body."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/admin/preflight_panel.html"

        def get_context_data(self, parent_context=None):
            found = context_of(self.instance) if self.instance.pk else {}
            address = reverse("preflight", args=[self.instance.pk or UNSAVED])
            return super().get_context_data(parent_context) | found | {"address": address}

        class Media:
            css = {"all": ["css/admin_editor.css"]}
            js = ["js/admin_preflight.js"]


PREFLIGHT = PreflightPanel(
    heading="Before you publish",
    icon="tasks",
    help_text="What readers would stumble over, as of the last save",
)
