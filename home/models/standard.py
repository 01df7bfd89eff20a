"""Pages that are not dated."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles import structured_data
from articles.admin.previews import AudiencePreviews
from articles.audiences.models import ADDRESSEES
from articles.blocks import BodyBlock
from articles.body.table_of_contents import contents_of, make_outline
from articles.forms import PageForm
from articles.prefetch.body_prefetch import load_references
from articles.preflight.panel import PREFLIGHT
from articles.preflight.publishing import PublishedWhole


class StandardPage(PublishedWhole, AudiencePreviews, Page):
    """A page that is not dated: About, Contact, a policy."""

    standfirst = models.TextField(blank=True, help_text="One or two sentences under the title")
    hero = models.ForeignKey(
        "articles.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="picture",
    )
    hero_alt = models.CharField("alternative text", max_length=255, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    base_form_class = PageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        MultiFieldPanel([FieldPanel("hero"), FieldPanel("hero_alt")], heading="Image"),
        FieldPanel("body"),
        ADDRESSEES,
        PREFLIGHT,
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "page"

    @property
    def summary(self):
        """What a card says of it."""
        return self.standfirst

    @property
    def outline(self):
        return make_outline(self.body)

    @property
    def contents(self):
        return contents_of(self.outline)

    @property
    def structured_data(self):
        return structured_data.web_page(self)

    def get_context(self, request, *args, **kwargs):
        load_references(self)
        return {**super().get_context(request, *args, **kwargs), "outline": self.outline}
