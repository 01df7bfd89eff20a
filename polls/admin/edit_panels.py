"""Panels of a poll's edit form."""

from wagtail.admin.panels import Panel


class LockedFieldsPanel(Panel):
    """Lists the locked fields and shows the options read-only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "polls/admin/locked_fields_panel.html"
