from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    """Listed before Wagtail's apps, since these read the schemas of pages when they are ready."""

    name = "project.headless"
    label = "headless"
    verbose_name = "headless API"

    def ready(self):
        from project.headless import wagtail_v3

        wagtail_v3.take_over()
