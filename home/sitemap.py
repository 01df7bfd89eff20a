"""The sitemap: public pages, topics and polls."""

from django.contrib import sitemaps
from wagtail.contrib.sitemaps import Sitemap

from articles.models import Topic
from articles.visibility import build_private_page_condition
from polls.models import Poll


class PageSitemap(Sitemap):
    """Wagtail's sitemap without aliases, which may be private because of their originals."""

    def items(self):
        return super().items().filter(alias_of=None).exclude(build_private_page_condition())


class TopicSitemap(sitemaps.Sitemap):
    def items(self):
        return Topic.objects.all()


class PollSitemap(sitemaps.Sitemap):
    def items(self):
        return Poll.objects.live()
