"""Which static files are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class CollectedFilesConfig(StaticFilesConfig):
    # Six megabytes that come with ninja and that no page asks for.
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc.standalone*",
        "swagger-ui-bundle.js.map",
    ]
