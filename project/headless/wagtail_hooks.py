"""What `project.headless` adds to the Wagtail admin."""

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from articles.api.render_options import AS_EVERYONE
from polls.models import Poll
from project.headless.page_serializers import represent_page
from project.headless.preview.admin_views import LinksView, RevokeView
from project.headless.preview.checker import CrossOriginCheckerItem
from project.headless.preview.links import renew_panel_link
from project.headless.preview.targets import kind_of, may_preview
from project.headless.preview.urls_for import address_of


@hooks.register("show_preview_elsewhere")
def lead_to_front_end(request, previewed, audience):
    """Return a redirect to the other front end with a link of the editor's own."""
    user = getattr(request, "user", None)
    if not (settings.HEADLESS_PREVIEW_URL and user and may_preview(user, previewed)):
        return None
    link = renew_panel_link(user=user, previewed=previewed, audience=audience)
    in_panel = getattr(request, "in_preview_panel", False)
    return HttpResponseRedirect(
        address_of(link, **({"in_preview_panel": "true"} if in_panel else {})),
        headers={"Cache-Control": "no-store"},
    )


@hooks.register("represent_preview")
def represent_draft(page):
    """Return a page as the API gives it; its id is 0 while it was never saved."""
    if not page.locale_id:
        page.locale = page.get_default_locale()
    return represent_page(page, AS_EVERYONE) | {"id": page.pk or 0}


@hooks.register("construct_wagtail_userbar")
def check_across_origins(request, items, page):
    if settings.HEADLESS_PREVIEW_URL:
        items[:] = [
            CrossOriginCheckerItem(in_editor=item.in_editor)
            if isinstance(item, ContentCheckerItem)
            else item
            for item in items
        ]


@hooks.register("register_admin_urls")
def add_links():
    about = "preview-links/<str:kind>/<int:pk>/"
    return [
        path(about, LinksView.as_view(), name="preview_links"),
        path(f"{about}revoke/<int:link>/", RevokeView.as_view(), name="revoke_preview_link"),
    ]


def buttons_for(previewed, user, priority):
    """Return the button that leads to the links of a page or poll, if this user may make any."""
    if not previewed.pk or not may_preview(user, previewed):
        return []
    address = reverse("preview_links", args=[kind_of(type(previewed)), previewed.pk])
    return [Button("Preview links", url=address, icon_name="link", priority=priority)]


@hooks.register("register_page_header_buttons")
def add_to_page_header(page, user, view_name, next_url=None):
    return [] if page.is_root() else buttons_for(page, user, 68)


@hooks.register("register_page_listing_more_buttons")
def add_to_page_listing(page, user, next_url=None):
    return buttons_for(page, user, 55)


@hooks.register("register_snippet_listing_buttons")
def add_to_poll_listing(snippet, user, next_url=None):
    return buttons_for(snippet, user, 20) if isinstance(snippet, Poll) else []


class MakeFormatter(LogFormatter):
    label = "Make preview link"

    def format_message(self, log_entry):
        return f"Preview link made, valid until {log_entry.data.get('expires', '')}"


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("headless.make_link")(MakeFormatter)
    actions.register_action("headless.revoke_link", "Revoke preview link", "Preview link revoked")
