"""What `home` adds to the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from articles.admin.menu import WritersMenuItem
from articles.wagtail_hooks import report_urls
from home.dashboard.panels import AttentionPanel, GoingOutPanel, WaitingPanel
from home.handbook import FIRST, show_handbook
from home.reports import DeadEndsView, StaleAudiencePagesView

# They ask for each page anew; WaitingPanel says the same.
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


@hooks.register("register_admin_urls")
def add_reports():
    return [
        *report_urls(StaleAudiencePagesView, "stale-audience-pages"),
        *report_urls(DeadEndsView, "dead-ends"),
    ]


@hooks.register("register_reports_menu_item")
def show_stale_audience_pages():
    view = StaleAudiencePagesView
    return WritersMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="group", order=1020
    )


@hooks.register("register_reports_menu_item")
def show_dead_ends():
    view = DeadEndsView
    return WritersMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="link", order=1030
    )


@hooks.register("construct_homepage_panels")
def show_what_is_to_be_done(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels += [WaitingPanel(), GoingOutPanel(), AttentionPanel()]


@hooks.register("register_admin_urls")
def add_handbook():
    return [path("handbook/<path:name>", show_handbook, name="handbook")]


@hooks.register("register_help_menu_item")
def lead_to_handbook():
    return MenuItem("Handbook", reverse("handbook", args=[FIRST]), icon_name="help", order=100)
