"""Stock Wagtail under the two lines with which Django's documentation caches a whole site."""

from benchmarks.stock.settings import *  # noqa: F403
from benchmarks.stock.settings import MIDDLEWARE

MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *MIDDLEWARE,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
