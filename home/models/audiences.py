"""Audience pages, such as “For business”, “For researchers” and “For students”."""

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
from articles.audiences.pages import (
    get_pages_for_audience,
    get_public_pages_for_cards,
    prefetch_audience_cards,
)
from articles.audiences.url_parameter import AUDIENCE_PARAMETER, redirect_to_audience
from articles.blocks import BodyBlock
from articles.feeds import AudienceFeed
from articles.forms import PageForm
from articles.models import Audience, Topic
from articles.pagination import paginate
from articles.prefetch.cached_counts import get_rows_with_counts
from articles.preflight.issue import Issue
from articles.preflight.panel import PREFLIGHT_PANEL
from articles.preflight.publishing import PreflightMixin
from polls.hooks import render_external_preview


class AudiencePageForm(PageForm):
    """Requires an audience. In the model it may be missing: in a copy, or after its deletion."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].required = True


class AudiencePage(PreflightMixin, RoutablePageMixin, Page):
    """The page of one audience: pages that the editors pinned, then all other pages for it.

    Without an audience (it was deleted) the page redirects to the home page.
    """

    audience = models.ForeignKey(
        Audience,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pages",
        help_text="Its navigation label is the link in the header",
    )
    introduction = models.TextField(blank=True, help_text="Shown under the title")
    body = StreamField(BodyBlock(), blank=True, help_text="Shown above the lists")

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    base_form_class = AudiencePageForm
    # Each audience has only one page.
    exclude_fields_in_copy = ["audience"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("audience", widget=forms.Select),
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("pinned", label="Page", heading="Pinned pages", max_num=6),
        PREFLIGHT_PANEL,
    ]
    page_reference_panels = {"pinned": ("pinned_page", "Pinned page")}

    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "audience page"
        verbose_name_plural = "audience pages"

    @property
    def pinned_pages(self):
        """The public pinned pages in the editors' order, without duplicates."""
        pks = [pin.pinned_page_id for pin in self.pinned.all()]
        pages = get_public_pages_for_cards(self.audience).filter(pk__in=pks) if pks else []
        return sorted(pages, key=lambda page: pks.index(page.pk))

    @property
    def structured_data(self):
        return structured_data.build_collection_page(self)

    def find_page_type_issues(self, lookups):
        if self.audience_id is None:
            message = (
                "No audience is chosen, so readers would be redirected to the home page. Choose an "
                "audience."
            )
            yield Issue("missing-audience", "audience", "Audience", message, is_blocking=True)

    def clean(self):
        super().clean()
        if self.alias_of_id:
            # The header never links to an alias.
            return
        other_pages = AudiencePage.objects.filter(audience=self.audience_id, alias_of=None)
        other_pages = other_pages.exclude(pk=self.pk)
        if self.audience_id and (other := other_pages.first()):
            message = f"This audience already has a page: “{other.title}”. Choose another audience."
            raise ValidationError({"audience": message})

    def serve(self, request, view=None, args=None, kwargs=None):
        if not self.audience:
            is_feed = view and view.__name__ == "feed"
            return HttpResponseRedirect(
                f"{self.get_parent().url}{'feed/' if is_feed else ''}",
                headers={"Cache-Control": "no-store"},
            )
        if AUDIENCE_PARAMETER in request.GET:
            # The page is always rendered for its own audience.
            return redirect_to_audience(request)
        request.audience = self.audience
        return super().serve(request, view, args, kwargs)

    def serve_preview(self, request, mode_name):
        slug = self.audience.slug if self.audience else ""
        if response := render_external_preview(request, self, slug):
            return response
        request.audience = self.audience
        return super().serve_preview(request, mode_name)

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) if self.audience_id else []

    def get_context(self, request, *args, topic=None, **kwargs):
        pinned = [] if topic else self.pinned_pages
        others = get_pages_for_audience(self.audience, topic)
        pages = paginate(request, others.exclude(pk__in=[page.pk for page in pinned]))
        pinned = pinned if pages.number == 1 else []
        prefetch_audience_cards([*pinned, *pages], self)
        topics = Topic.objects.with_article_counts_for_audience(self.audience)
        return {
            **super().get_context(request, *args, **kwargs),
            "pinned": pinned,
            "pages": pages,
            "selected_topic": topic,
            "topics_with_counts": get_rows_with_counts(topics),
        }

    @path("topics/<slug:slug>/")
    def render_topic(self, request, slug):
        """Render only the pages on one topic."""
        return self.render(request, topic=get_object_or_404(Topic, slug=slug))

    @path("feed/")
    def feed(self, request):
        return AudienceFeed()(request, page=self)


class PinnedPage(Orderable):
    """A page that the editors pinned to the top of an audience page."""

    page = ParentalKey(AudiencePage, on_delete=models.CASCADE, related_name="pinned")
    pinned_page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels = [
        PageChooserPanel(
            "pinned_page",
            [
                "articles.ArticlePage",
                "articles.AuthorPage",
                "articles.ArticleIndexPage",
                "home.StandardPage",
            ],
        )
    ]
