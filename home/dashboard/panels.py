"""The panels of the admin's home page. Each hides itself when it is empty."""

from django.forms import Media
from wagtail.admin.ui.components import Component

from home.dashboard.content_issues import summarize_content_issues
from home.dashboard.moderation import get_moderation_rows
from home.dashboard.schedule import get_scheduled_changes


class DashboardPanel(Component):
    media = Media(css={"all": ["css/admin_home.css"]})


class ModerationPanel(DashboardPanel):
    name = "moderation"
    order = 110
    template_name = "home/admin/moderation.html"

    def get_context_data(self, parent_context):
        rows, remaining = get_moderation_rows(parent_context["request"].user)
        return {"rows": rows, "remaining": remaining}


class SchedulePanel(DashboardPanel):
    name = "schedule"
    order = 120
    template_name = "home/admin/schedule.html"

    def get_context_data(self, parent_context):
        return {"changes": get_scheduled_changes(parent_context["request"].user)}


class ContentIssuesPanel(DashboardPanel):
    name = "content_issues"
    order = 140
    template_name = "home/admin/content_issues.html"

    def get_context_data(self, parent_context):
        return {"issues": summarize_content_issues(parent_context["request"].user)}
