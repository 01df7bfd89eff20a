"""Routes of the site settings and of audiences."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, Query, Router, Schema
from wagtail.models import Page, Site

from articles.api.page_serializers import serialize_rich_text
from articles.api.pagination import PaginationParameters
from articles.api.parameters import InvalidParameter, RenderOptions, RichTextFormatParameters
from articles.api.schemas import CardListSchema, Count
from articles.api.serializers import (
    JSONObject,
    serialize_audience,
    serialize_card,
    serialize_page_reference,
)
from articles.audiences.pages import get_pages_for_audience, prefetch_audience_cards
from articles.models import Audience, Topic
from articles.prefetch.body_prefetch import prefetch_references
from articles.prefetch.cached_counts import get_count
from articles.visibility import build_private_page_condition
from home.models import SiteSettings
from home.navigation import load_navigation
from home.schemas import AudienceSchema, SiteSettingsSchema
from polls.cache_tags import add_list_tag
from polls.http import build_absolute_url

site = Router(tags=["Sites"])
audiences = Router(tags=["Audiences"])


class AudienceListSchema(Schema):
    count: Count
    items: list[AudienceSchema] = Field(description="Audiences, in the order of navigation.")


class TopicParameters(Schema):
    topic: str | None = Field(None, min_length=1, max_length=80, description="Slug of a topic.")

    def get_topic(self) -> Topic | None:
        """Return the topic, or None if the request names none. Raises InvalidParameter."""
        if self.topic is None:
            return None
        if not (topic := Topic.objects.filter(slug=self.topic).first()):
            raise InvalidParameter("topic", "Unknown topic. Use a slug from /api/v3/topics/.")
        return topic


@site.get(
    "/",
    response=SiteSettingsSchema,
    url_name="site",
    summary="Get the site settings",
    operation_id="site_detail",
)
def get_site_settings(
    request: HttpRequest, rendering: Query[RichTextFormatParameters]
) -> JsonResponse:
    """Name, menu, audiences, languages and footer of the site."""
    current_site = get_site(request)
    site_settings = SiteSettings.for_site(current_site)
    prefetch_references(site_settings)
    navigation = load_navigation(current_site.root_page)
    add_list_tag(("menu",), ("audiences",))
    render_options = RenderOptions(None, rendering.rich_text_format)
    return JsonResponse(
        {
            "name": site_settings.name,
            "tagline": site_settings.tagline,
            "description": site_settings.description,
            "publisher": site_settings.publisher,
            "url": build_absolute_url("/"),
            "social": [dict(link.value) for link in site_settings.social],
            "footer": serialize_rich_text(site_settings, site_settings.footer, render_options),
            "menu": [serialize_page_reference(page) for page in navigation.menu],
            "audiences": serialize_audiences(navigation.audience_pages),
            "locales": serialize_locales(current_site.root_page),
            "feed_url": build_absolute_url(reverse("feed")),
        }
    )


@audiences.get(
    "/",
    response=AudienceListSchema,
    url_name="list_audiences",
    summary="List audiences",
    operation_id="audiences_list",
)
def list_audiences(request: HttpRequest, pagination: Query[PaginationParameters]) -> JsonResponse:
    """All audiences in the order of navigation, each with its landing page if it has one."""
    navigation = load_navigation(get_site(request).root_page)
    return JsonResponse(pagination.paginate(serialize_audiences(navigation.audience_pages)))


def get_site(request: HttpRequest) -> Site:
    """Return the site of a request. Raises Http404 before a site is set up."""
    if not (current_site := Site.find_for_request(request)):
        raise Http404
    return current_site


@audiences.get(
    "/{slug}/pages/",
    response=CardListSchema,
    url_name="list_audience_pages",
    summary="List pages for an audience",
    operation_id="audiences_pages_list",
)
def list_audience_pages(
    request: HttpRequest,
    slug: str,
    pagination: Query[PaginationParameters],
    filters: Query[TopicParameters],
) -> JsonResponse:
    """Public pages of any type for an audience, newest first, each with its teaser."""
    audience = get_object_or_404(Audience, slug=slug)
    pages = get_pages_for_audience(audience, filters.get_topic())
    result = pagination.paginate(pages, get_count(pages))
    prefetch_audience_cards(result["items"])
    render_options = RenderOptions(audience)
    items = [serialize_card(page, render_options) for page in result["items"]]
    return JsonResponse(result | {"items": items})


def serialize_audiences(audience_pages: Iterable[Page]) -> list[JSONObject]:
    """Return every audience as an AudienceSchema, with its page among `audience_pages`."""
    pages_by_audience = {page.audience_pk: page for page in audience_pages}
    return [
        serialize_audience(audience)
        | {
            "description": audience.description,
            "page": serialize_page_reference(pages_by_audience.get(audience.pk)),
        }
        for audience in Audience.objects.all()
    ]


def serialize_locales(home_page: Page) -> list[JSONObject]:
    """Return the languages of the site as [LocaleSchema], the default language first."""
    home_pages = [home_page]
    if settings.WAGTAIL_I18N_ENABLED:
        translations = home_page.get_translations().live().exclude(build_private_page_condition())
        home_pages += translations.select_related("locale")
    return [
        {
            "code": page.locale.language_code,
            "name": page.locale.get_display_name(),
            "url": page.full_url,
            "default": page == home_page,
        }
        for page in home_pages
    ]
