from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from home.sitemap import PageSitemap, PollSitemap, TopicSitemap
from project.headless.alternate_formats import twin
from project.headless.api import api
from project.headless.middleware import NOTHING, nothing
from project.headless.v2.endpoints import router as version_2

SITEMAPS = {"pages": PageSitemap, "topics": TopicSitemap, "polls": PollSitemap}


def in_languages(*patterns):
    """Pages in another language than the first stand under its code, as in /fr/."""
    if not settings.WAGTAIL_I18N_ENABLED:
        return patterns
    return i18n_patterns(*patterns, prefix_default_language=False)


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", version_2.urls),
    path("api/v3/", api.urls),
    path("api/<path:path>", nothing, name=NOTHING),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}),
    path("preview/", include("project.headless.preview.urls")),
    path("", include("home.urls")),
    path("", include("articles.urls")),
    path("", include("polls.urls")),
    # Pictures are served by the proxy or the object store, except in the demo. Nothing else under
    # MEDIA_ROOT is: documents may be private, and are served by their view above.
    *static(f"{settings.MEDIA_URL}images/", document_root=settings.MEDIA_ROOT / "images"),
    re_path(r"^(?P<path>.+/)index\.(?P<ending>md|json)$", twin, name="twin"),
    *in_languages(path("", include(wagtail_urls))),
]
