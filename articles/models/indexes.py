"""The collection page: a list of articles and authors, such as “Blogs” or “Analysis”."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles import structured_data
from articles.admin.previews import AudiencePreviewMixin
from articles.audiences.models import AUDIENCES_PANEL
from articles.blocks import BodyBlock
from articles.forms import PageForm
from articles.models.articles import ArticlePage
from articles.models.authors import AuthorPage
from articles.pagination import paginate
from articles.prefetch.body_prefetch import prefetch_references
from articles.preflight.panel import PREFLIGHT_PANEL
from articles.preflight.publishing import PreflightMixin

MAX_AUTHORS = 12


class ArticleIndexPage(PreflightMixin, AudiencePreviewMixin, Page):
    """A collection of all articles and author pages below it in the page tree."""

    introduction = models.TextField(blank=True, help_text="Shown under the title")
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the list of articles")

    # As a string, because `articles` must not import `home`.
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.AuthorPage", "articles.ArticlePage"]

    base_form_class = PageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        AUDIENCES_PANEL,
        PREFLIGHT_PANEL,
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "collection of articles"
        verbose_name_plural = "collections of articles"

    @property
    def summary(self) -> str:
        """The text of the page's card."""
        return self.introduction

    @property
    def articles(self):
        return ArticlePage.objects.for_cards().descendant_of(self)

    @property
    def authors(self):
        """The first authors whose blogs are in this collection; /authors/ lists all authors."""
        return AuthorPage.objects.live_and_public().child_of(self).order_by("title")[:MAX_AUTHORS]

    @property
    def structured_data(self) -> dict:
        return structured_data.build_collection_page(self)

    def get_context(self, request, *args, **kwargs):
        articles, authors = paginate(request, self.articles), list(self.authors)
        prefetch_references(self, *articles, *authors)
        return {
            **super().get_context(request, *args, **kwargs),
            "articles": articles,
            "authors": authors,
        }
