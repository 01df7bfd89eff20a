"""The application, as a WSGI server loads it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")

answers = get_wsgi_application()

# Only now can what needs the settings be read.
from project.caching.response_cache import KeptAnswers  # noqa: E402

application = KeptAnswers(answers)
