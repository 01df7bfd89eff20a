"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

django_application = get_wsgi_application()

# The module needs the settings, so it is imported after Django is set up.
from project.caching.response_cache import ResponseCacheMiddleware  # noqa: E402

application = ResponseCacheMiddleware(django_application)
