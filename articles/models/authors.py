"""Experts: a profile and a blog in one page."""

from django.conf import settings
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from articles import feeds, structured_data
from articles.admin import blog_permissions
from articles.admin.previews import AudiencePreviews
from articles.audiences.models import ADDRESSEES
from articles.blocks import BodyBlock
from articles.forms import AuthorForm
from articles.models.articles import ArticlePage, Byline
from articles.pagination import paginate
from articles.prefetch.body_prefetch import load_references
from articles.preflight.panel import PREFLIGHT
from articles.preflight.publishing import PublishedWhole
from articles.rich_text import FEATURES
from articles.validators import validate_orcid
from articles.visibility import private_page


class AuthorQuerySet(PageQuerySet):
    def visible(self):
        """Authors whose pages anyone may open, without their bodies."""
        return self.live().exclude(private_page()).defer_streamfields()


class ElsewhereBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=60)
    url = blocks.URLBlock(label="Address")

    class Meta:
        icon = "link"
        label_format = "{label}"


class AuthorPage(PublishedWhole, AudiencePreviews, RoutablePageMixin, Page):
    """An expert: the title is the name, the page is the expert's blog."""

    role = models.CharField(max_length=120, blank=True, help_text="Such as “Senior fellow”")
    affiliation = models.CharField(
        max_length=160, blank=True, help_text="The institute or university, if not obvious"
    )
    introduction = models.CharField(
        max_length=255, blank=True, help_text="One sentence, shown under the name"
    )
    photo = models.ForeignKey(
        "articles.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    photo_alt = models.CharField(
        "alternative text", max_length=255, blank=True, help_text="What the photo shows"
    )
    biography = RichTextField(blank=True, features=FEATURES)
    orcid = models.CharField(
        "ORCID",
        max_length=19,
        blank=True,
        validators=[validate_orcid],
        help_text="Sixteen digits, as in 0000-0002-1825-0097",
    )
    email = models.EmailField(blank=True, help_text="Shown to readers")
    links = StreamField(
        [("link", ElsewhereBlock())], blank=True, help_text="Where else to find this author"
    )
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the list of articles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author_pages",
        verbose_name="written by",
        help_text="Who signs in as this author; may write in this blog as soon as this is saved",
    )

    objects = PageManager.from_queryset(AuthorQuerySet)()
    # Whether a form has tied it to another user.
    changes_hands = False

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types = ["articles.ArticlePage"]

    base_form_class = AuthorForm
    exclude_fields_in_copy = ["user"]

    content_panels = [
        TitleFieldPanel("title", heading="Name", help_text="The blog is headed “<name>’s blog”"),
        MultiFieldPanel(
            [FieldPanel("role"), FieldPanel("affiliation"), FieldPanel("introduction")],
            heading="Position",
        ),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], heading="Photo"),
        FieldPanel("biography"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("orcid"), FieldPanel("links")],
            heading="Elsewhere",
        ),
        FieldPanel("body"),
        ADDRESSEES,
        PREFLIGHT,
    ]
    settings_panels = [
        # It gives somebody the right to write, and so belongs to whoever gives rights.
        FieldPanel("user", permission="auth.change_user"),
        *Page.settings_panels,
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("role"),
        index.SearchField("affiliation"),
        index.SearchField("introduction"),
        index.SearchField("biography"),
        index.SearchField("body"),
        index.FilterField("alias_of"),
    ]

    class Meta:
        verbose_name = "author"

    @property
    def summary(self):
        """What a card says of it."""
        return self.introduction

    @property
    def heading(self):
        return f"{self.title}’s blog"

    @property
    def articles(self):
        """What this author wrote, alone or with others, wherever it stands."""
        if self.pk is None:
            return ArticlePage.objects.none()
        articles = ArticlePage.objects.for_cards().originals()
        # Without what a byline brings to be shown, which would be joined here for nothing.
        bylines = Byline._base_manager.filter(author=self)
        return articles.filter(pk__in=bylines.values("article"))

    @property
    def structured_data(self):
        return structured_data.profile(self)

    def save_revision(self, *args, **kwargs):
        """Who writes here is no part of drafts, and so is kept with the first that says it."""
        revision = super().save_revision(*args, **kwargs)
        if self.changes_hands:
            blog_permissions.hand_over(self)
        return revision

    def with_content_json(self, content):
        page = super().with_content_json(content)
        # No draft begun before, and no older version, gives or takes the right to write.
        page.user_id = self.user_id
        return page

    def get_context(self, request, *args, **kwargs):
        articles = paginate(request, self.articles)
        load_references(self, *articles)
        return {**super().get_context(request, *args, **kwargs), "articles": articles}

    @path("feed/")
    def feed(self, request):
        return feeds.AuthorFeed()(request, author=self)
