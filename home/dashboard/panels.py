"""The front page of the admin: what waits, what goes out, and what needs attention."""

from django.forms import Media
from wagtail.admin.ui.components import Component

from home.dashboard.content_issues import findings_for
from home.dashboard.moderation import waiting_for
from home.dashboard.schedule import DAYS, changes_for


class DeskPanel(Component):
    """A panel that is shown to whom it has something to say."""

    media = Media(css={"all": ["css/admin_home.css"]})


class WaitingPanel(DeskPanel):
    name = "waiting"
    order = 110
    template_name = "home/admin/waiting.html"

    def get_context_data(self, parent_context):
        rows, more = waiting_for(parent_context["request"].user)
        return {"rows": rows, "more": more}


class GoingOutPanel(DeskPanel):
    name = "going_out"
    order = 120
    template_name = "home/admin/going_out.html"

    def get_context_data(self, parent_context):
        return {"changes": changes_for(parent_context["request"].user), "days": DAYS}


class AttentionPanel(DeskPanel):
    name = "attention"
    order = 140
    template_name = "home/admin/attention.html"

    def get_context_data(self, parent_context):
        return {"findings": findings_for(parent_context["request"].user)}
