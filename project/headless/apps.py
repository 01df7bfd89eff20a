from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    """Listed before Wagtail's apps, which read the page schemas when they are ready."""

    name = "project.headless"
    label = "headless"
    verbose_name = "headless API"

    def ready(self):
        from project.headless.v3 import wagtail_routes

        wagtail_routes.install_page_routes()
