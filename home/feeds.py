"""The feed of the site's articles."""

from articles.feeds import MAX_ENTRIES, ArticleFeed
from articles.models import ArticlePage
from home.models import SiteSettings


class SiteFeed(ArticleFeed):
    def get_object(self, request):
        return SiteSettings.for_request(request)

    def title(self, site):
        return site.name

    def subtitle(self, site):
        return site.tagline

    def author_name(self, site):
        return site.publisher or site.name

    def link(self, site):
        return "/"

    def items(self, site):
        return ArticlePage.objects.for_cards().originals()[:MAX_ENTRIES]
