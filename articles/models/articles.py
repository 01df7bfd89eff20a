"""The article page."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from articles import structured_data
from articles.admin.previews import ArticlePreviewMixin
from articles.admin.widgets import (
    RECOMMENDED_DESCRIPTION_LENGTH,
    RECOMMENDED_SEO_TITLE_LENGTH,
    RECOMMENDED_STANDFIRST_LENGTH,
    RECOMMENDED_TITLE_LENGTH,
    CharacterCountInput,
    CharacterCountTextarea,
)
from articles.audiences.models import AUDIENCES_PANEL
from articles.blocks import BodyBlock
from articles.body.reading_time import count_words, estimate_reading_minutes
from articles.body.table_of_contents import build_table_of_contents, get_displayed_headings
from articles.fields import ReferenceIndexedManyToManyField
from articles.forms import PageForm
from articles.prefetch.body_prefetch import prefetch_references
from articles.prefetch.related import prefetch_relations
from articles.preflight.field_checks import check_article_fields
from articles.preflight.panel import PREFLIGHT_PANEL
from articles.preflight.publishing import PreflightMixin
from articles.visibility import build_private_page_condition, is_public_page


class ArticleQuerySet(PageQuerySet):
    def live_and_public(self):
        """Return the articles that the public may read."""
        return self.live().exclude(build_private_page_condition())

    def originals(self):
        """Exclude aliases, so that no list shows an article twice."""
        return self.filter(alias_of=None)

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def for_cards(self):
        """Return visible articles, newest first, with all data of their cards except images.

        `prefetch_references` loads the images of all cards of a page in one query.
        """
        return (
            self.live_and_public().newest_first().defer_streamfields().prefetch_related("bylines")
        )


class ArticlePage(PreflightMixin, ArticlePreviewMixin, RoutablePageMixin, Page):
    """One article, in an author's blog or in a collection."""

    standfirst = models.TextField(
        blank=True, help_text="One or two sentences that summarise the article"
    )
    date = models.DateField(
        default=timezone.localdate, help_text="Shown to readers; lists are sorted by it"
    )
    updated_on = models.DateField(
        "last updated",
        null=True,
        blank=True,
        help_text="When the content last changed; not for a corrected typing error",
    )
    hero = models.ForeignKey(
        "articles.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="image",
    )
    hero_alt = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        help_text="What the image shows; leave empty for a decorative image",
    )
    topics = ReferenceIndexedManyToManyField("articles.Topic", blank=True, related_name="articles")
    body = StreamField(BodyBlock(), blank=True)
    numbered_sections = models.BooleanField(default=False)
    scholarly = models.BooleanField(
        "scholarly article",
        default=False,
        help_text="Marks the article as research for search engines",
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["articles.ArticleIndexPage", "articles.AuthorPage"]
    subpage_types = []

    base_form_class = PageForm

    content_panels = [
        TitleFieldPanel(
            "title",
            widget=CharacterCountInput(RECOMMENDED_TITLE_LENGTH),
            help_text="State the main point rather than the subject",
        ),
        FieldPanel(
            "standfirst",
            widget=CharacterCountTextarea(RECOMMENDED_STANDFIRST_LENGTH),
            help_text="One or two sentences that summarise the article, for lists, feeds and "
            "search engines",
        ),
        InlinePanel(
            "bylines",
            label="Byline",
            heading="Authors",
            help_text="In the order in which readers and citations name them",
        ),
        FieldPanel(
            "body",
            heading="Text",
            help_text="Press / to insert a block",
        ),
        MultiFieldPanel(
            [FieldPanel("hero"), FieldPanel("hero_alt")],
            heading="Image",
            help_text="Shown at the top of the article, on its card and in link previews",
        ),
        FieldPanel(
            "topics",
            heading="Topics",
            widget=forms.CheckboxSelectMultiple,
            help_text="The article is listed on the page and in the feed of each topic",
        ),
        AUDIENCES_PANEL,
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("updated_on")],
            heading="Dates",
            classname="collapsed",
        ),
        PREFLIGHT_PANEL,
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel(
                    "seo_title",
                    widget=CharacterCountInput(RECOMMENDED_SEO_TITLE_LENGTH),
                    help_text="If empty, the title is used",
                ),
                FieldPanel(
                    "search_description",
                    widget=CharacterCountTextarea(RECOMMENDED_DESCRIPTION_LENGTH),
                    help_text="If empty, the standfirst is used",
                ),
            ],
            heading="For search engines",
        ),
        MultiFieldPanel(
            [FieldPanel("show_in_menus")], heading="For site menus", classname="collapsed"
        ),
    ]
    settings_panels = [
        MultiFieldPanel(
            [FieldPanel("numbered_sections"), FieldPanel("scholarly")],
            heading="Article",
            classname="collapsed",
        ),
        *Page.settings_panels,
    ]

    # The fields that an API token may write. `articles.api.page_schemas` lists those it may read.
    api_fields = [
        APIField("standfirst", writable=True),
        APIField("date", writable=True),
        APIField("updated_on", writable=True),
        APIField("hero_alt", writable=True),
        APIField("body", writable=True),
        APIField("numbered_sections", writable=True),
        APIField("scholarly", writable=True),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=2),
        index.SearchField("byline_names", boost=2),
        index.SearchField("body"),
        index.FilterField("date"),
        index.FilterField("alias_of"),
    ]

    class Meta:
        verbose_name = "article"
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="article_newest_first_idx")]

    @property
    def summary(self) -> str:
        """The text of the article's card."""
        return self.standfirst

    @cached_property
    def authors(self) -> list[dict]:
        """The authors as [{"name", "page"}]; `page` is None without a public author page."""
        prefetch_relations([self], "bylines")
        authors = [byline.public_author for byline in self.bylines.all()]
        return [author for author in authors if author["name"]]

    @cached_property
    def topic_list(self) -> list:
        prefetch_relations([self], "topics")
        return list(self.topics.all())

    @cached_property
    def audiences(self) -> list:
        """The target audiences; empty for an article for all readers."""
        prefetch_relations([self], "page_audiences")
        return [page_audience.audience for page_audience in self.page_audiences.all()]

    @property
    def byline(self) -> str:
        return ", ".join(author["name"] for author in self.authors)

    @property
    def byline_names(self) -> str:
        """The author names for the search index, read from the database again."""
        return ", ".join(byline.public_author["name"] for byline in self.bylines.all())

    @property
    def reading_minutes(self) -> int:
        return estimate_reading_minutes(self.word_count)

    @property
    def table_of_contents(self) -> dict:
        """The headings of the body as {block id: Heading}."""
        return build_table_of_contents(self.body, numbered=self.numbered_sections)

    @property
    def displayed_headings(self) -> list:
        return get_displayed_headings(self.table_of_contents)

    @property
    def canonical_url(self) -> str | None:
        """The URL of the original for an alias of a public article, else the article's own URL."""
        original = self.alias_of
        return original.full_url if is_public_page(original) else self.full_url

    @property
    def structured_data(self) -> dict:
        return structured_data.build_article(self)

    def find_page_type_issues(self, lookups):
        return check_article_fields(self, lookups)

    def save(self, *args, **kwargs):
        self.word_count = count_words(self.body)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.updated_on and self.updated_on < self.date:
            message = (
                "“Last updated” is before the publication date. Enter the same date or a later one."
            )
            raise ValidationError({"updated_on": message})

    def get_context(self, request, *args, **kwargs):
        if getattr(request, "is_preview", False):
            self.word_count = count_words(self.body)
        prefetch_references(self)
        context = super().get_context(request, *args, **kwargs)
        return {**context, "table_of_contents": self.table_of_contents}

    @path("print/")
    def print_view(self, request):
        """Render the print edition, for browsers without JavaScript."""
        return self.render(request, context_overrides={"print_view": True})
