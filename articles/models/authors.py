"""The author page: an expert's profile and blog."""

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from articles import feeds, structured_data
from articles.admin import blog_permissions
from articles.admin.previews import AudiencePreviewMixin
from articles.audiences.models import AUDIENCES_PANEL
from articles.blocks import BodyBlock
from articles.blocks.links import LabelledLinkBlock
from articles.fields import RICH_TEXT_FEATURES
from articles.forms import AuthorForm
from articles.models.articles import ArticlePage
from articles.models.bylines import Byline
from articles.pagination import paginate
from articles.prefetch.body_prefetch import prefetch_references
from articles.preflight.panel import PREFLIGHT_PANEL
from articles.preflight.publishing import PreflightMixin
from articles.validators import validate_orcid
from articles.visibility import build_private_page_condition


class AuthorQuerySet(PageQuerySet):
    def live_and_public(self):
        """Return the authors whose pages are public, without their bodies."""
        return self.live().exclude(build_private_page_condition()).defer_streamfields()


class AuthorPage(PreflightMixin, AudiencePreviewMixin, RoutablePageMixin, Page):
    """An expert. The title is the expert's name, and the page is the expert's blog."""

    role = models.CharField(max_length=120, blank=True, help_text="Such as “Senior fellow”")
    affiliation = models.CharField(max_length=160, blank=True, help_text="Institute or university")
    introduction = models.CharField(
        max_length=255, blank=True, help_text="One sentence, shown under the name"
    )
    photo = models.ForeignKey(
        "articles.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    photo_alt = models.CharField(
        "alternative text", max_length=255, blank=True, help_text="What the photo shows"
    )
    biography = RichTextField(blank=True, features=RICH_TEXT_FEATURES)
    orcid = models.CharField(
        "ORCID",
        max_length=19,
        blank=True,
        validators=[validate_orcid],
        help_text="Sixteen digits, as in 0000-0002-1825-0097",
    )
    email = models.EmailField(blank=True, help_text="Shown to readers")
    links = StreamField(
        [("link", LabelledLinkBlock())],
        blank=True,
        help_text="Websites and profiles of this author",
    )
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the list of articles")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author_pages",
        verbose_name="user account",
        help_text="This user may write in the blog as soon as the page or its draft is saved",
    )

    objects = PageManager.from_queryset(AuthorQuerySet)()

    parent_page_types = ["articles.ArticleIndexPage"]
    subpage_types = ["articles.ArticlePage"]

    base_form_class = AuthorForm
    # Whether that form has changed `user`.
    user_changed = False
    exclude_fields_in_copy = ["user"]

    content_panels = [
        TitleFieldPanel(
            "title", heading="Name", help_text="The heading of the blog is “<name>’s blog”"
        ),
        MultiFieldPanel(
            [FieldPanel("role"), FieldPanel("affiliation"), FieldPanel("introduction")],
            heading="Position",
        ),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], heading="Photo"),
        FieldPanel("biography"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("orcid"), FieldPanel("links")],
            heading="Contact",
        ),
        FieldPanel("body"),
        AUDIENCES_PANEL,
        PREFLIGHT_PANEL,
    ]
    settings_panels = [
        # The field grants a permission, so it requires the permission to change users.
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
    def summary(self) -> str:
        """The text of the page's card."""
        return self.introduction

    @property
    def heading(self) -> str:
        return f"{self.title}’s blog"

    @property
    def articles(self):
        """All public articles of this author, alone or with others, in any part of the site."""
        if self.pk is None:
            return ArticlePage.objects.none()
        articles = ArticlePage.objects.for_cards().originals()
        # The base manager avoids the joins of `BylineManager`, which are not needed here.
        bylines = Byline._base_manager.filter(author=self)
        return articles.filter(pk__in=bylines.values("article"))

    @property
    def structured_data(self) -> dict:
        return structured_data.build_profile_page(self)

    def save_revision(self, *args, **kwargs):
        """Save a changed user at once, because the user is not part of drafts."""
        revision = super().save_revision(*args, **kwargs)
        if self.user_changed:
            blog_permissions.save_user_and_assign_blog(self)
        return revision

    def with_content_json(self, content):
        page = super().with_content_json(content)
        # Publishing an older draft or revision must not grant or revoke write permission.
        page.user_id = self.user_id
        return page

    def get_context(self, request, *args, **kwargs):
        articles = paginate(request, self.articles)
        prefetch_references(self, *articles)
        return {**super().get_context(request, *args, **kwargs), "articles": articles}

    @path("feed/")
    def feed(self, request):
        return feeds.AuthorFeed()(request, author=self)
