"""The pages of audiences: “For business”, “For researchers”, “For students”."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from articles import structured_data
from articles.audiences.pages import load_cards, pieces_as_read_by, pieces_for
from articles.audiences.url_parameter import PARAMETER, lead_to
from articles.blocks import BodyBlock
from articles.feeds import AudienceFeed
from articles.forms import PageForm
from articles.models import Audience, Topic
from articles.pagination import paginate
from articles.prefetch.cached_counts import with_numbers
from articles.preflight.issue import Finding
from articles.preflight.panel import PREFLIGHT
from articles.preflight.publishing import PublishedWhole
from polls.previews import preview_elsewhere


class AudiencePageForm(PageForm):
    """Asks for the audience, which the model does without: in a copy, and once it was deleted."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].required = True


class AudiencePage(PublishedWhole, RoutablePageMixin, Page):
    """What the institute has for one audience: what staff pinned, then all that is addressed to it.

    It outlives its audience: its addresses then lead to the front page, until staff choose another.
    """

    audience = models.ForeignKey(
        Audience,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pages",
        help_text="Its navigation label stands in the header of every page, and leads here",
    )
    introduction = models.TextField(blank=True, help_text="Shown under the title")
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the lists")

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    base_form_class = AudiencePageForm
    # An audience has one page.
    exclude_fields_in_copy = ["audience"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("audience", widget=forms.Select),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("pinned", label="Piece", heading="Pinned, in this order", max_num=6),
        PREFLIGHT,
    ]
    listed = {"pinned": ("piece", "Pinned piece")}

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "page of an audience"
        verbose_name_plural = "pages of audiences"

    def find_own_faults(self, known):
        if self.audience_id is None:
            message = "None is chosen. Readers would be led to the front page instead."
            yield Finding("missing-audience", "audience", "Audience", message, breaks=True)

    @property
    def pinned_pieces(self):
        """The pinned pieces that readers can open, in the editors' order, each once."""
        chosen = [pin.piece_id for pin in self.pinned.all()]
        pieces = pieces_as_read_by(self.audience).filter(pk__in=chosen) if chosen else []
        return sorted(pieces, key=lambda piece: chosen.index(piece.pk))

    @property
    def structured_data(self):
        return structured_data.collection(self)

    def clean(self):
        super().clean()
        if self.alias_of_id:
            # An alias stands in no header.
            return
        others = AudiencePage.objects.filter(audience=self.audience_id, alias_of=None)
        others = others.exclude(pk=self.pk)
        if self.audience_id and (other := others.first()):
            taken = f"This audience has a page already: “{other.title}”."
            raise ValidationError({"audience": taken})

    def serve(self, request, view=None, args=None, kwargs=None):
        if not self.audience:
            feed = view and view.__name__ == "feed"
            return HttpResponseRedirect(
                f"{self.get_parent().url}{'feed/' if feed else ''}",
                headers={"Cache-Control": "no-store"},
            )
        if PARAMETER in request.GET:
            # It is read as one audience only.
            return lead_to(request)
        request.audience = self.audience
        return super().serve(request, view, args, kwargs)

    def serve_preview(self, request, mode_name):
        slug = self.audience.slug if self.audience else ""
        if elsewhere := preview_elsewhere(request, self, slug):
            return elsewhere
        request.audience = self.audience
        return super().serve_preview(request, mode_name)

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) if self.audience_id else []

    def get_context(self, request, *args, topic=None, **kwargs):
        pinned = [] if topic else self.pinned_pieces
        others = pieces_for(self.audience, topic).exclude(pk__in=[piece.pk for piece in pinned])
        pieces = paginate(request, others)
        pinned = pinned if pieces.number == 1 else []
        load_cards([*pinned, *pieces], self)
        return {
            **super().get_context(request, *args, **kwargs),
            "pinned": pinned,
            "articles": pieces,
            "topic_chosen": topic,
            "topics_here": with_numbers(Topic.objects.with_articles_for(self.audience)),
        }

    @path("topics/<slug:slug>/")
    def on_topic(self, request, slug):
        """Only what is on one topic."""
        return self.render(request, topic=get_object_or_404(Topic, slug=slug))

    @path("feed/")
    def feed(self, request):
        return AudienceFeed()(request, page=self)


class PinnedPage(Orderable):
    """One page that staff want an audience to see first."""

    page = ParentalKey(AudiencePage, on_delete=models.CASCADE, related_name="pinned")
    piece = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels = [
        PageChooserPanel(
            "piece",
            [
                "articles.ArticlePage",
                "articles.AuthorPage",
                "articles.ArticleIndexPage",
                "home.StandardPage",
            ],
        )
    ]
