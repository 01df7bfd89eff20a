"""What an editor sees of a page before readers do."""

import copy
import json

from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail import hooks

from articles.audiences.models import Audience, find_audience
from articles.prefetch.body_prefetch import load_references
from polls.previews import preview_elsewhere

PREFIX = "for-"
PRINT, CARD, JSON = "print", "card", "json"


class AudiencePreviews:
    """A page previewed as everyone reads it, and as each audience there is."""

    @cached_property
    def preview_modes(self):
        """Return [(name, label)] of Wagtail's preview modes, everyone first."""
        audiences = Audience.objects.all()
        each = [(f"{PREFIX}{each.slug}", each.navigation_label) for each in audiences]
        return [("", "Everyone"), *each]

    def is_previewable(self):
        # Lists ask it of every page, and need not know for whom.
        return True

    def serve_preview(self, request, mode_name):
        slug = mode_name.removeprefix(PREFIX)
        if elsewhere := preview_elsewhere(request, self, slug):
            return elsewhere
        request.audience = find_audience(slug)
        return super().serve_preview(request, mode_name)


class ArticlePreviews(AudiencePreviews):
    """An article previewed as well in print, as it stands in lists, and as programs read it."""

    @cached_property
    def preview_modes(self):
        more = [(PRINT, "Print"), (CARD, "Card in a list"), (JSON, "JSON of the API")]
        return [*super().preview_modes, *more]

    def serve_preview(self, request, mode_name):
        match mode_name:
            case "print":
                return self.print_view(request)
            case "card":
                return preview_cards(request, self)
            case "json":
                return preview_json(request, self)
        return super().serve_preview(request, mode_name)


def preview_cards(request, article):
    """The article in a list for everyone, and in that of each audience it is addressed to."""
    load_references(article)
    cards = [
        (each.audience, addressed_card(article, each)) for each in article.page_audiences.all()
    ]
    context = {"article": article, "cards": [(None, article), *cards]}
    return TemplateResponse(request, "articles/previews/card.html", context)


def addressed_card(article, addressee):
    """Return the article as a list of an audience has it, with why it matters to them."""
    card = copy.copy(article)
    card.teaser = addressee.teaser
    return card


def preview_json(request, article):
    """What the API would answer, told by whoever registered `represent_preview`."""
    (represent,) = hooks.get_hooks("represent_preview")
    text = json.dumps(represent(article), indent=2, ensure_ascii=False)
    context = {"article": article, "json": text}
    return TemplateResponse(request, "articles/previews/json.html", context)
