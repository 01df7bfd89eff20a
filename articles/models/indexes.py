"""Pages that collect articles: “Blogs”, “Analysis”."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles import structured_data
from articles.admin.previews import AudiencePreviews
from articles.audiences.models import ADDRESSEES
from articles.blocks import BodyBlock
from articles.forms import PageForm
from articles.models.articles import ArticlePage
from articles.models.authors import AuthorPage
from articles.pagination import paginate
from articles.prefetch.body_prefetch import load_references
from articles.preflight.panel import PREFLIGHT
from articles.preflight.publishing import PublishedWhole

AUTHORS = 12


class ArticleIndexPage(PublishedWhole, AudiencePreviews, Page):
    """A collection: all articles beneath it, newest first, and the experts whose blogs it holds."""

    introduction = models.TextField(blank=True, help_text="Shown under the title")
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the list of articles")

    # By name, because `home` stands above this app.
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.AuthorPage", "articles.ArticlePage"]

    base_form_class = PageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        ADDRESSEES,
        PREFLIGHT,
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
    def summary(self):
        """What a card says of it."""
        return self.introduction

    @property
    def articles(self):
        return ArticlePage.objects.for_cards().descendant_of(self)

    @property
    def authors(self):
        """The authors whose blogs are here; all authors of the site are at /authors/."""
        return AuthorPage.objects.visible().child_of(self).order_by("title")[:AUTHORS]

    @property
    def structured_data(self):
        return structured_data.collection(self)

    def get_context(self, request, *args, **kwargs):
        articles, authors = paginate(request, self.articles), list(self.authors)
        load_references(self, *articles, *authors)
        return {
            **super().get_context(request, *args, **kwargs),
            "articles": articles,
            "authors": authors,
        }
