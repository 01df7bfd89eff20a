"""Articles and the lists they stand in."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.models.pages import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from articles import lengths, structured_data
from articles.admin.previews import ArticlePreviews
from articles.admin.widgets import CountedInput, CountedTextarea
from articles.audiences.models import ADDRESSEES
from articles.blocks import BodyBlock
from articles.body.reading_time import count_words, reading_minutes
from articles.body.table_of_contents import contents_of, make_outline
from articles.fields import NotedManyToManyField
from articles.forms import PageForm
from articles.prefetch.body_prefetch import load_references
from articles.prefetch.related import load_related
from articles.preflight.field_checks import check_article
from articles.preflight.panel import PREFLIGHT
from articles.preflight.publishing import PublishedWhole
from articles.visibility import is_public_page, private_page


class ArticleQuerySet(PageQuerySet):
    def visible(self):
        """What anyone may open."""
        return self.live().exclude(private_page())

    def originals(self):
        """Without aliases: an article that also stands elsewhere is in a list once."""
        return self.filter(alias_of=None)

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def for_cards(self):
        """Visible articles, newest first, with all that a card shows but its picture.

        The pictures of a whole page come at once, from `load_references`.
        """
        return self.visible().newest_first().defer_streamfields().prefetch_related("bylines")


class ArticlePage(PublishedWhole, ArticlePreviews, RoutablePageMixin, Page):
    """One article, wherever it stands: in an expert's blog or in a collection."""

    standfirst = models.TextField(
        blank=True, help_text="One or two sentences that tell what the article says"
    )
    date = models.DateField(
        default=timezone.localdate, help_text="Shown to readers; lists are in its order"
    )
    updated_on = models.DateField(
        "last updated",
        null=True,
        blank=True,
        help_text="When the substance last changed; not for a corrected typing error",
    )
    hero = models.ForeignKey(
        "articles.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="picture",
    )
    hero_alt = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        help_text="What the picture shows; left empty where it adds nothing to the words",
    )
    topics = NotedManyToManyField("articles.Topic", blank=True, related_name="articles")
    body = StreamField(BodyBlock(), blank=True)
    numbered = models.BooleanField("number the sections", default=False)
    scholarly = models.BooleanField(
        "scholarly article", default=False, help_text="Tells search engines that this is research"
    )
    word_count = models.PositiveIntegerField(default=0, editable=False)

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["articles.ArticleIndexPage", "articles.AuthorPage"]
    subpage_types = []

    base_form_class = PageForm

    content_panels = [
        TitleFieldPanel(
            "title",
            widget=CountedInput(lengths.TITLE),
            help_text="What the article says, rather than what it is about",
        ),
        FieldPanel(
            "standfirst",
            widget=CountedTextarea(lengths.STANDFIRST),
            help_text="One or two sentences that tell what the article says. Lists, feeds and "
            "search engines show them under the title.",
        ),
        InlinePanel(
            "bylines",
            label="Byline",
            heading="By",
            help_text="In the order in which readers and citations name them",
        ),
        FieldPanel(
            "body",
            heading="Text",
            help_text="Press / in an empty paragraph to choose a block. A block’s settings say "
            "for whom it is.",
        ),
        MultiFieldPanel(
            [FieldPanel("hero"), FieldPanel("hero_alt")],
            heading="Image",
            help_text="At the head of the article, on its card, and wherever a link is shared",
        ),
        FieldPanel(
            "topics",
            heading="Topics",
            widget=forms.CheckboxSelectMultiple,
            help_text="Readers follow a topic to its articles",
        ),
        ADDRESSEES,
        MultiFieldPanel(
            [FieldPanel("date"), FieldPanel("updated_on")],
            heading="Dates",
            classname="collapsed",
        ),
        PREFLIGHT,
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel(
                    "seo_title",
                    widget=CountedInput(lengths.SEO_TITLE),
                    help_text="Left empty, the title is shown",
                ),
                FieldPanel(
                    "search_description",
                    widget=CountedTextarea(lengths.DESCRIPTION),
                    help_text="Left empty, the standfirst is shown",
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
            [FieldPanel("numbered"), FieldPanel("scholarly")],
            heading="Article",
            classname="collapsed",
        ),
        *Page.settings_panels,
    ]

    # What a token may write; what is read is told in `page_schemas`.
    api_fields = [
        APIField(name, writable=True)
        for name in (
            "standfirst",
            "date",
            "updated_on",
            "hero_alt",
            "body",
            "numbered",
            "scholarly",
        )
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
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="newest_first")]

    @property
    def summary(self):
        """What a card says of it."""
        return self.standfirst

    @cached_property
    def authors(self):
        """Who wrote it, in order, as {"name", "page"}; the page is None if none can be opened."""
        load_related([self], "bylines")
        return [byline.shown for byline in self.bylines.all() if byline.shown["name"]]

    @cached_property
    def shown_topics(self):
        load_related([self], "topics")
        return list(self.topics.all())

    @cached_property
    def audiences(self):
        """For whom it is, none for everyone."""
        load_related([self], "page_audiences")
        return [addressee.audience for addressee in self.page_audiences.all()]

    @property
    def byline(self):
        return ", ".join(author["name"] for author in self.authors)

    @property
    def byline_names(self):
        """The names to be found by a search, as the database has them now."""
        return ", ".join(byline.shown["name"] for byline in self.bylines.all())

    @property
    def reading_minutes(self):
        return reading_minutes(self.word_count)

    @property
    def outline(self):
        return make_outline(self.body, numbered=self.numbered)

    @property
    def contents(self):
        return contents_of(self.outline)

    @property
    def canonical_url(self):
        """Its own address, or that of the article of which it is an alias."""
        original = self.alias_of
        return original.full_url if is_public_page(original) else self.full_url

    @property
    def structured_data(self):
        return structured_data.article(self)

    def find_own_faults(self, known):
        return check_article(self, known)

    def save(self, *args, **kwargs):
        self.word_count = count_words(self.body)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.updated_on and self.updated_on < self.date:
            raise ValidationError({"updated_on": "This is before the date of the article itself."})

    def get_context(self, request, *args, **kwargs):
        if getattr(request, "is_preview", False):
            self.word_count = count_words(self.body)
        load_references(self)
        return {**super().get_context(request, *args, **kwargs), "outline": self.outline}

    @path("print/")
    def print_view(self, request):
        """The print edition, for a browser that runs no script."""
        return self.render(request, context_overrides={"print_view": True})


class BylineManager(models.Manager):
    def get_queryset(self):
        """Bylines with their authors, and whether each author's page is private."""
        private = private_page("author__path")
        bylines = super().get_queryset().select_related("author").annotate(private_author=private)
        return bylines.defer("author__body", "author__biography", "author__links")


class Byline(Orderable):
    """One name in an article's byline: an author with a page here, or a guest."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "articles.AuthorPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bylines",
    )
    name = models.CharField(
        "name as printed",
        max_length=160,
        blank=True,
        help_text="For a guest without a page here, or where the name is printed differently",
    )

    objects = BylineManager()

    panels = [FieldPanel("author"), FieldPanel("name")]

    def __str__(self):
        return self.shown["name"]

    @property
    def shown(self):
        """Return {"name", "page"}; an author whose page is not public is named only if typed."""
        page = self.author
        if page and hasattr(self, "private_author"):
            page.is_private = self.private_author
        page = page if is_public_page(page) else None
        return {"name": self.name or (page.title if page else ""), "page": page}
