"""The site and its audiences for other front ends."""

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, Query, Router, Schema
from wagtail.models import Site

from articles.absolute_urls import absolute
from articles.api.page_serializers import represent_rich_text
from articles.api.parameters import BadParameter, FormatParameters, ListParameters
from articles.api.render_options import Reading
from articles.api.schemas import CardListSchema
from articles.api.serializers import represent_audience, represent_card, represent_reference
from articles.audiences.pages import load_cards, pieces_for
from articles.models import Audience, Topic
from articles.prefetch.body_prefetch import load_references
from articles.prefetch.cached_counts import number_of
from articles.visibility import private_page
from home.models import SiteSettings
from home.navigation import load_frame
from home.schemas import AudienceSchema, SiteFrameSchema
from polls.cache_tags import lists

site = Router(tags=["Site"])
audiences = Router(tags=["Audiences"])


class AudienceListSchema(Schema):
    count: int
    items: list[AudienceSchema]


class TopicParameters(Schema):
    topic: str | None = Field(None, min_length=1, max_length=80, description="Slug of a topic")

    def find(self):
        """Return the topic, None if none is named. Raises BadParameter for one there is not."""
        if self.topic is None:
            return None
        if not (topic := Topic.objects.filter(slug=self.topic).first()):
            raise BadParameter("topic", "There is no topic with this slug.")
        return topic


@site.get(
    "/",
    response=SiteFrameSchema,
    url_name="read_site",
    summary="Read what frames every page",
    operation_id="site_read",
)
def read_site(request: HttpRequest, how: Query[FormatParameters]):
    """The site's name, menu, audiences, languages and footer."""
    here = find_site(request)
    about = SiteSettings.for_site(here)
    load_references(about)
    frame = load_frame(here.root_page)
    lists(("menu",), ("audiences",))
    return JsonResponse(
        {
            "name": about.name,
            "tagline": about.tagline,
            "description": about.description,
            "publisher": about.publisher,
            "url": absolute("/"),
            "social": [dict(link.value) for link in about.social],
            "footer": represent_rich_text(about, about.footer, Reading(None, how.rich_text_format)),
            "menu": [represent_reference(page) for page in frame.menu],
            "audiences": represent_audiences(frame.audiences),
            "locales": represent_locales(here.root_page),
            "feed_url": absolute(reverse("feed")),
        }
    )


@audiences.get(
    "/",
    response=AudienceListSchema,
    url_name="list_audiences",
    summary="List audiences",
    operation_id="audiences_list",
)
def list_audiences(request: HttpRequest, part: Query[ListParameters]):
    """All audiences in the order of the navigation, each with its page while it has one."""
    frame = load_frame(find_site(request).root_page)
    return JsonResponse(part.part_of(represent_audiences(frame.audiences)))


def find_site(request):
    """Return the site of a request. Raises Http404 where there is none yet."""
    if not (here := Site.find_for_request(request)):
        raise Http404
    return here


@audiences.get(
    "/{slug}/pieces/",
    response=CardListSchema,
    url_name="list_pieces",
    summary="List what is addressed to an audience",
    operation_id="audiences_pieces",
)
def list_pieces(
    request: HttpRequest, slug: str, part: Query[ListParameters], which: Query[TopicParameters]
):
    """Pages of every type, the newest first, each with why it matters to this audience."""
    audience = get_object_or_404(Audience, slug=slug)
    pieces = pieces_for(audience, which.find())
    answer = part.part_of(pieces, number_of(pieces))
    load_cards(answer["items"])
    reading = Reading(audience)
    cards = [represent_card(piece, reading) for piece in answer["items"]]
    return JsonResponse(answer | {"items": cards})


def represent_audiences(pages):
    """Return every audience there is as an AudienceSchema, with its page among `pages`."""
    page_of = {page.audience_key: page for page in pages}
    return [
        represent_audience(audience)
        | {
            "description": audience.description,
            "page": represent_reference(page_of.get(audience.pk)),
        }
        for audience in Audience.objects.all()
    ]


def represent_locales(root):
    """Return every language the site is in as a LocaleSchema, that of its default first."""
    roots = [root]
    if settings.WAGTAIL_I18N_ENABLED:
        roots += root.get_translations().live().exclude(private_page()).select_related("locale")
    return [
        {
            "code": page.locale.language_code,
            "name": page.locale.get_display_name(),
            "url": page.full_url,
            "default": page == root,
        }
        for page in roots
    ]
