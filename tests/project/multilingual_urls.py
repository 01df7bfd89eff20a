"""The URLs of a site in several languages, as in `project.urls` with MORE_LANGUAGES."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls

from project import urls

urlpatterns = [
    *urls.urlpatterns[:-1],
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
