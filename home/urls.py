from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from home.feeds import SiteFeed
from home.llms_txt import llms_txt
from home.search import search

urlpatterns = [
    path("search/", search, name="search"),
    path("feed/", require_safe(SiteFeed()), name="feed"),
    path("llms.txt", llms_txt, name="llms_txt"),
    path(
        "robots.txt",
        TemplateView.as_view(template_name="robots.txt", content_type="text/plain"),
    ),
]
