"""Standard pages."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from articles import structured_data
from articles.admin.previews import AudiencePreviewMixin
from articles.audiences.models import AUDIENCES_PANEL
from articles.blocks import BodyBlock
from articles.body.table_of_contents import build_table_of_contents, get_displayed_headings
from articles.forms import PageForm
from articles.prefetch.body_prefetch import prefetch_references
from articles.preflight.panel import PREFLIGHT_PANEL
from articles.preflight.publishing import PreflightMixin


class StandardPage(PreflightMixin, AudiencePreviewMixin, Page):
    """A page without a date, such as About, Contact or a policy."""

    standfirst = models.TextField(blank=True, help_text="One or two sentences under the title")
    hero = models.ForeignKey(
        "articles.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="image",
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
        AUDIENCES_PANEL,
        PREFLIGHT_PANEL,
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "standard page"

    @property
    def summary(self):
        """The text of the page's card."""
        return self.standfirst

    @property
    def table_of_contents(self):
        return build_table_of_contents(self.body)

    @property
    def displayed_headings(self):
        return get_displayed_headings(self.table_of_contents)

    @property
    def structured_data(self):
        return structured_data.build_web_page(self)

    def get_context(self, request, *args, **kwargs):
        prefetch_references(self)
        context = super().get_context(request, *args, **kwargs)
        return {**context, "table_of_contents": self.table_of_contents}
