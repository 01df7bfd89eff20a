"""The sitemap: every public page once, the topics and the polls."""

from django.contrib import sitemaps
from wagtail.contrib.sitemaps import Sitemap

from articles.models import Topic
from articles.visibility import private_page
from polls.models import Poll


class PageSitemap(Sitemap):
    """Wagtail's sitemap without aliases, of which some are private by their originals."""

    def items(self):
        return super().items().filter(alias_of=None).exclude(private_page())


class TopicSitemap(sitemaps.Sitemap):
    def items(self):
        return Topic.objects.all()


class PollSitemap(sitemaps.Sitemap):
    def items(self):
        return Poll.objects.live()
