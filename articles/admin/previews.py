"""Preview modes of pages in the editor."""

import copy
import json

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.models import Page

from articles.audiences.models import Audience, PageAudience, get_audience_by_slug
from articles.prefetch.body_prefetch import prefetch_references
from polls.hooks import render_external_preview

AUDIENCE_MODE_PREFIX = "for-"


class AudiencePreviewMixin:
    """A page with a preview for all readers and one for each audience."""

    @cached_property
    def preview_modes(self):
        """Return [(name, label)] of Wagtail's preview modes, all readers first."""
        audiences = [
            (f"{AUDIENCE_MODE_PREFIX}{audience.slug}", audience.navigation_label)
            for audience in Audience.objects.all()
        ]
        return [("", "All readers"), *audiences]

    def is_previewable(self):
        # Wagtail calls this for every page in a list. Its own method would load the audiences.
        return True

    def serve_preview(self, request, mode_name):
        slug = mode_name.removeprefix(AUDIENCE_MODE_PREFIX)
        if response := render_external_preview(request, self, slug):
            return response
        request.audience = get_audience_by_slug(slug)
        return super().serve_preview(request, mode_name)


class ArticlePreviewMixin(AudiencePreviewMixin):
    """An article with previews of its print edition, its cards in lists and its API JSON."""

    @cached_property
    def preview_modes(self):
        formats = [("print", "Print"), ("card", "List cards"), ("json", "API JSON")]
        return [*super().preview_modes, *formats]

    def serve_preview(self, request, mode_name):
        match mode_name:
            case "print":
                return self.print_view(request)
            case "card":
                return preview_cards(request, self)
            case "json":
                return preview_json(request, self)
        return super().serve_preview(request, mode_name)


def preview_cards(request: HttpRequest, article: Page) -> HttpResponse:
    """Return the article's card for all readers, and its card for each of its audiences."""
    prefetch_references(article)
    cards = [(row.audience, build_card(article, row)) for row in article.page_audiences.all()]
    context = {"article": article, "cards": [(None, article), *cards]}
    return TemplateResponse(request, "articles/previews/card.html", context)


def build_card(article: Page, page_audience: PageAudience) -> Page:
    """Return a copy of the article with the teaser for an audience."""
    card = copy.copy(article)
    card.teaser = page_audience.teaser
    return card


def preview_json(request: HttpRequest, article: Page) -> HttpResponse:
    """Return the JSON of the API, which the hook `serialize_preview` builds."""
    (serialize,) = hooks.get_hooks("serialize_preview")
    text = json.dumps(serialize(article), indent=2, ensure_ascii=False)
    context = {"article": article, "json": text}
    return TemplateResponse(request, "articles/previews/json.html", context)
