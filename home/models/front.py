"""The front page."""

from django.db import models
from django.http import Http404
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from articles.admin.previews import AudiencePreviews
from articles.blocks import BodyBlock
from articles.forms import PageForm
from articles.models import ArticlePage
from articles.prefetch.body_prefetch import load_references
from articles.prefetch.page_prefetch import pages_of_type
from articles.preflight.panel import PREFLIGHT
from articles.preflight.publishing import PublishedWhole
from home.navigation import load_frame
from polls.cache_tags import passes

LATEST = 9


class HomePage(PublishedWhole, AudiencePreviews, Page):
    """The front page: what the editors chose, then what is new."""

    introduction = models.TextField(blank=True, help_text="One or two sentences under the name")
    body = StreamField(BodyBlock(), blank=True, help_text="Shown below the latest articles")

    # One installation is one site; its lists are of all that there is.
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.ArticleIndexPage", "home.AudiencePage", "home.StandardPage"]

    base_form_class = PageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("features", label="Article", heading="Chosen articles", max_num=5),
        FieldPanel("body"),
        PREFLIGHT,
    ]
    listed = {"features": ("article", "Chosen article")}

    class Meta:
        verbose_name = "front page"

    @property
    def featured(self):
        """The chosen articles that readers can open, in the editors' order, each once."""
        chosen = [feature.article_id for feature in self.features.all()]
        articles = ArticlePage.objects.for_cards().filter(pk__in=chosen)
        return sorted(articles, key=lambda article: chosen.index(article.pk))

    @property
    def structured_data(self):
        return {"@type": "WebSite", "url": self.full_url, "name": self.title}

    def route(self, request, path_components):
        """Find the page at a path with two queries; Wagtail's own way takes two a level."""
        if not path_components:
            return super().route(request, path_components)
        frame = request.frame = load_frame(self, path_components)
        if not frame.trail:
            raise Http404
        page = in_own_type(frame.trail[-1])
        passes(self)
        return page.route(request, path_components[len(frame.trail) :])

    @property
    def cards(self):
        """Return the chosen articles, and the latest of the others."""
        featured = self.featured
        others = ArticlePage.objects.for_cards().originals()
        latest = list(others.exclude(pk__in=[article.pk for article in featured])[:LATEST])
        return featured, latest

    def get_context(self, request, *args, **kwargs):
        featured, latest = self.cards
        load_references(self, *featured, *latest)
        return {
            **super().get_context(request, *args, **kwargs),
            "featured": featured,
            "latest": latest,
        }


def in_own_type(page):
    """Return a page that was found as any page, with all its type has. Raises Http404."""
    if not (found := pages_of_type([page.pk], page.specific_class)):
        raise Http404
    return found[0]


class FeaturedArticle(Orderable):
    """One article chosen for the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="features")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="features")

    panels = [FieldPanel("article")]
