"""What `home` adds to the Wagtail admin."""

from django.urls import reverse
from wagtail import hooks

from articles.wagtail_hooks import WritersMenuItem, report_urls
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
