"""URLs of the whole site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from home.sitemap import PageSitemap, PollSitemap, TopicSitemap
from project.headless.alternate_formats import show_alternate_format
from project.headless.middleware import NOT_FOUND_URL_NAME, api_not_found
from project.headless.v2.endpoints import router as v2_router
from project.headless.v3.api import api

ALTERNATE_FORMAT_PATH = r"^(?P<path>.+/)index\.(?P<extension>md|json)$"
SITEMAPS = {"pages": PageSitemap, "topics": TopicSitemap, "polls": PollSitemap}


def prefix_language(*patterns):
    """Prefix pages with their language code, such as /fr/, except in the first language."""
    if not settings.WAGTAIL_I18N_ENABLED:
        return patterns
    return i18n_patterns(*patterns, prefix_default_language=False)


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", v2_router.urls),
    path("api/v3/", api.urls),
    path("api/<path:path>", api_not_found, name=NOT_FOUND_URL_NAME),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}),
    path("preview/", include("project.headless.preview.urls")),
    path("", include("home.urls")),
    path("", include("articles.urls")),
    path("", include("polls.urls")),
    # In the demo only; elsewhere the proxy or the object store serves images. The rest of
    # MEDIA_ROOT is never served directly: documents may be private and have the view above.
    *static(f"{settings.MEDIA_URL}images/", document_root=settings.MEDIA_ROOT / "images"),
    re_path(ALTERNATE_FORMAT_PATH, show_alternate_format, name="alternate_format"),
    *prefix_language(path("", include(wagtail_urls))),
]
