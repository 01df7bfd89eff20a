"""The front door: the front page, plain pages and what is true of the whole site."""

from django.db import models
from django.http import Http404
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from articles import structured_data
from articles.blocks import BodyBlock
from articles.forms import AddressForm
from articles.models import ArticlePage
from articles.outline import contents_of, make_outline
from articles.references import load_references
from articles.rich_text import FEATURES
from home.frame import load_frame

LATEST = 9


class HomePage(Page):
    """The front page: what the editors chose, then what is new."""

    introduction = models.TextField(blank=True, help_text="One or two sentences under the name")
    body = StreamField(BodyBlock(), blank=True, help_text="Shown below the latest articles")

    # One installation is one site; its lists are of all that there is.
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.ArticleIndexPage", "home.StandardPage"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("features", label="Article", heading="Chosen articles", max_num=5),
        FieldPanel("body"),
    ]

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
        page = frame.trail[-1].specific
        return page.route(request, path_components[len(frame.trail) :])

    def get_context(self, request, *args, **kwargs):
        featured = self.featured
        others = ArticlePage.objects.for_cards().originals()
        latest = list(others.exclude(pk__in=[article.pk for article in featured])[:LATEST])
        load_references(self, *featured, *latest)
        return {
            **super().get_context(request, *args, **kwargs),
            "featured": featured,
            "latest": latest,
        }


class Feature(Orderable):
    """One article chosen for the front page."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="features")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="features")

    panels = [FieldPanel("article")]


class StandardPage(Page):
    """A page that is not dated: About, Contact, a policy."""

    standfirst = models.TextField(blank=True, help_text="One or two sentences under the title")
    hero = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name="picture",
    )  # fmt: skip
    hero_alt = models.CharField("alternative text", max_length=255, blank=True)
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    base_form_class = AddressForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        MultiFieldPanel([FieldPanel("hero"), FieldPanel("hero_alt")], heading="Picture"),
        FieldPanel("body"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "page"

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


class SocialBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=40)
    url = blocks.URLBlock(label="Address")

    class Meta:
        icon = "link"
        label_format = "{label}"


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """What every page of a site says of its publisher."""

    name = models.CharField(max_length=80, default="Rostrum", help_text="Shown in the header")
    tagline = models.CharField(max_length=160, blank=True, help_text="Shown under the name")
    description = models.CharField(
        max_length=255, blank=True, help_text="For search engines, where a page says nothing"
    )
    publisher = models.CharField(
        max_length=160, blank=True, help_text="The publisher's full name, for citations"
    )
    social = StreamField([("link", SocialBlock())], blank=True, verbose_name="social links")
    footer = RichTextField(blank=True, features=FEATURES)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline")], heading="Name"),
        MultiFieldPanel([FieldPanel("publisher"), FieldPanel("description")], heading="Publisher"),
        FieldPanel("social"),
        FieldPanel("footer"),
    ]

    class Meta:
        verbose_name = "site"
