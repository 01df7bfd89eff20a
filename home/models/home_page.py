"""The home page."""

from django.db import models
from django.http import Http404
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from articles.admin.previews import AudiencePreviewMixin
from articles.blocks import BodyBlock
from articles.forms import PageForm
from articles.models import ArticlePage
from articles.prefetch.body_prefetch import prefetch_references
from articles.prefetch.page_prefetch import fetch_specific_pages
from articles.preflight.panel import PREFLIGHT_PANEL
from articles.preflight.publishing import PreflightMixin
from home.navigation import load_navigation
from polls.cache_tags import add_ancestor_tag

MAX_LATEST = 9


class HomePage(PreflightMixin, AudiencePreviewMixin, Page):
    """The home page: featured articles, then the latest articles."""

    introduction = models.TextField(
        blank=True, help_text="One or two sentences under the site name"
    )
    body = StreamField(BodyBlock(), blank=True, help_text="Shown below the latest articles")

    # An installation serves one site, so lists need not be filtered by site.
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.ArticleIndexPage", "home.AudiencePage", "home.StandardPage"]

    base_form_class = PageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("featured_articles", label="Article", heading="Featured articles", max_num=5),
        FieldPanel("body"),
        PREFLIGHT_PANEL,
    ]
    page_reference_panels = {"featured_articles": ("article", "Featured article")}

    class Meta:
        verbose_name = "home page"

    @property
    def public_featured_articles(self) -> list[ArticlePage]:
        """The public featured articles in the editors' order, without duplicates."""
        pks = [featured.article_id for featured in self.featured_articles.all()]
        articles = ArticlePage.objects.for_cards().filter(pk__in=pks)
        return sorted(articles, key=lambda article: pks.index(article.pk))

    @property
    def structured_data(self):
        return {"@type": "WebSite", "url": self.full_url, "name": self.title}

    def route(self, request, path_components):
        """Find the page at a path in two queries; Wagtail takes two for each level."""
        if not path_components:
            return super().route(request, path_components)
        navigation = request.navigation = load_navigation(self, path_components)
        if not navigation.ancestors:
            raise Http404
        page = load_specific_page(navigation.ancestors[-1])
        add_ancestor_tag(self)
        return page.route(request, path_components[len(navigation.ancestors) :])

    def get_featured_and_latest(self) -> tuple[list[ArticlePage], list[ArticlePage]]:
        """Return the featured articles, and the latest of the others."""
        featured = self.public_featured_articles
        others = ArticlePage.objects.for_cards().originals()
        latest = list(others.exclude(pk__in=[article.pk for article in featured])[:MAX_LATEST])
        return featured, latest

    def get_context(self, request, *args, **kwargs):
        featured, latest = self.get_featured_and_latest()
        prefetch_references(self, *featured, *latest)
        return {
            **super().get_context(request, *args, **kwargs),
            "featured": featured,
            "latest": latest,
        }


def load_specific_page(page):
    """Return a page as an instance of its own type. Raises Http404."""
    if not (pages := fetch_specific_pages([page.pk], page.specific_class)):
        raise Http404
    return pages[0]


class FeaturedArticle(Orderable):
    """An article that the editors chose for the home page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_articles")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("article")]
