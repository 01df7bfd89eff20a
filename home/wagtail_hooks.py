"""What `home` adds to the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.wagtail_hooks import WritersMenuItem, report_urls
from home.handbook import FIRST, show_handbook
from home.reports import StaleAudiencePagesView


@hooks.register("register_admin_urls")
def add_report():
    return report_urls(StaleAudiencePagesView, "stale-audience-pages")


@hooks.register("register_reports_menu_item")
def show_report():
    view = StaleAudiencePagesView
    return WritersMenuItem(
        view.page_title, reverse(view.index_url_name), icon_name="group", order=1020
    )


@hooks.register("register_admin_urls")
def add_handbook():
    return [path("handbook/<path:name>", show_handbook, name="handbook")]


@hooks.register("register_help_menu_item")
def lead_to_handbook():
    return MenuItem("Handbook", reverse("handbook", args=[FIRST]), icon_name="help", order=100)
