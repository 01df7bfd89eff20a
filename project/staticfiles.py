"""The static files that `collectstatic` copies."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class CollectedFilesConfig(StaticFilesConfig):
    # Six megabytes of ninja's that no page uses.
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "redoc.standalone*",
        "swagger-ui-bundle.js.map",
    ]
