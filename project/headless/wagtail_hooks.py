"""Wagtail hooks of the headless API: external previews and preview links in the admin."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from articles.api.serializers import JSONObject
from polls.models import Poll
from project.headless.page_serializers import serialize_page
from project.headless.preview.admin_views import PreviewLinksView, RevokePreviewLinkView
from project.headless.preview.content_checker import CrossOriginContentCheckerItem
from project.headless.preview.front_end import build_preview_url
from project.headless.preview.links import get_or_renew_panel_link
from project.headless.preview.targets import can_preview, get_preview_kind


@hooks.register("render_external_preview")
def redirect_to_front_end(
    request: HttpRequest, instance: Model, audience: str
) -> HttpResponse | None:
    """Return a redirect to the external front end, with a link for the editor's own panel."""
    user = getattr(request, "user", None)
    if not (settings.PREVIEW_URL and user and can_preview(user, instance)):
        return None
    link = get_or_renew_panel_link(user=user, instance=instance, audience=audience)
    in_panel = getattr(request, "in_preview_panel", False)
    parameters = {"in_preview_panel": "true"} if in_panel else {}
    return HttpResponseRedirect(
        build_preview_url(link, **parameters), headers={"Cache-Control": "no-store"}
    )


@hooks.register("serialize_preview")
def serialize_page_preview(page: Page) -> JSONObject:
    """Return a page as the API does; its `id` is 0 if it was never saved."""
    if not page.locale_id:
        page.locale = page.get_default_locale()
    return serialize_page(page) | {"id": page.pk or 0}


@hooks.register("construct_wagtail_userbar")
def replace_content_checker(request: HttpRequest, items: list, page: Page) -> None:
    if settings.PREVIEW_URL:
        items[:] = [
            CrossOriginContentCheckerItem(in_editor=item.in_editor)
            if isinstance(item, ContentCheckerItem)
            else item
            for item in items
        ]


@hooks.register("register_admin_urls")
def register_preview_link_urls() -> list[URLPattern]:
    prefix = "preview-links/<str:kind>/<int:pk>/"
    return [
        path(prefix, PreviewLinksView.as_view(), name="preview_links"),
        path(
            f"{prefix}revoke/<int:link>/",
            RevokePreviewLinkView.as_view(),
            name="revoke_preview_link",
        ),
    ]


def build_preview_link_buttons(instance: Model, user: Any, priority: int) -> list[Button]:
    """Return the button for the links of a page or poll, if the user may create links."""
    if not instance.pk or not can_preview(user, instance):
        return []
    url = reverse("preview_links", args=[get_preview_kind(type(instance)), instance.pk])
    return [Button("Preview links", url=url, icon_name="link", priority=priority)]


@hooks.register("register_page_header_buttons")
def add_page_header_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> list[Button]:
    return [] if page.is_root() else build_preview_link_buttons(page, user, 68)


@hooks.register("register_page_listing_more_buttons")
def add_page_listing_button(page: Page, user: Any, next_url: str | None = None) -> list[Button]:
    return build_preview_link_buttons(page, user, 55)


@hooks.register("register_snippet_listing_buttons")
def add_poll_listing_button(snippet: Model, user: Any, next_url: str | None = None) -> list[Button]:
    return build_preview_link_buttons(snippet, user, 20) if isinstance(snippet, Poll) else []


class CreatePreviewLinkFormatter(LogFormatter):
    label = "Create preview link"

    def format_message(self, log_entry: Any) -> str:
        return f"Preview link created, valid until {log_entry.data.get('expires', '')}"


@hooks.register("register_log_actions")
def register_preview_link_actions(actions: Any) -> None:
    actions.register_action("headless.create_preview_link")(CreatePreviewLinkFormatter)
    actions.register_action(
        "headless.revoke_preview_link", "Revoke preview link", "Preview link revoked"
    )
