"""What `home` adds to the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)

from articles.admin.menu import PageEditorMenuItem
from articles.wagtail_hooks import build_report_urls
from home.dashboard.panels import ContentIssuesPanel, ModerationPanel, SchedulePanel
from home.handbook import START_PAGE, show_handbook
from home.reports import BrokenLinksView, StaleAudiencePagesView

# These take several queries for each page. ModerationPanel shows the same in two.
REPLACED_PANELS = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        *build_report_urls(StaleAudiencePagesView, "stale-audience-pages"),
        *build_report_urls(BrokenLinksView, "broken-links"),
    ]


@hooks.register("register_reports_menu_item")
def register_stale_audience_pages_menu_item():
    view = StaleAudiencePagesView
    return PageEditorMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="group", order=1020
    )


@hooks.register("register_reports_menu_item")
def register_broken_links_menu_item():
    view = BrokenLinksView
    return PageEditorMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="link", order=1030
    )


@hooks.register("construct_homepage_panels")
def replace_home_page_panels(request, panels):
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED_PANELS)]
    panels += [ModerationPanel(), SchedulePanel(), ContentIssuesPanel()]


@hooks.register("register_admin_urls")
def register_handbook_url():
    return [path("handbook/<path:name>", show_handbook, name="handbook")]


@hooks.register("register_help_menu_item")
def register_handbook_menu_item():
    return MenuItem("Handbook", reverse("handbook", args=[START_PAGE]), icon_name="help", order=100)
