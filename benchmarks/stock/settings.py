"""The product's settings without its own API, kept answers and middleware."""

from project.settings import *  # noqa: F403
from project.settings import INSTALLED_APPS, MIDDLEWARE

OURS = ("project.headless", "project.caching")
INSTALLED_APPS = [
    "benchmarks.stock.apps.StockConfig",
    # Without these, Wagtail's own schemas answer.
    *(app for app in INSTALLED_APPS if not app.startswith(OURS)),
    "wagtail.api.v2",
    "rest_framework",
]
MIDDLEWARE = [each for each in MIDDLEWARE if not each.startswith(("project.", "corsheaders."))]
ROOT_URLCONF = "benchmarks.stock.urls"
