"""The admin's list of preview links of a page or poll, where links are created and revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.views import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.models import Audience
from home.models import AudiencePage
from project.headless.models import PreviewLink
from project.headless.preview.front_end import build_preview_url
from project.headless.preview.links import create_link, revoke_link
from project.headless.preview.targets import MODELS, can_preview, get_preview_audience

SECONDS_PER_DAY = 24 * 60 * 60
ALL_READERS = "All readers"


def get_duration_choices() -> list[tuple[int, str]]:
    """Return (seconds, label) of each time that a link may be valid for."""
    now = timezone.now()
    durations = {settings.PREVIEW_LINK_SECONDS, SECONDS_PER_DAY, 7 * SECONDS_PER_DAY}
    return [
        (seconds, timesince(now, now + timedelta(seconds=seconds))) for seconds in sorted(durations)
    ]


class PreviewLinkForm(forms.Form):
    """The audience and validity of a new link. An audience page has no choice of audience."""

    audience = forms.ChoiceField(label="Audience", required=False)
    seconds = forms.TypedChoiceField(label="Valid for", coerce=int)

    def __init__(self, *args: Any, instance: Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seconds"].choices = get_duration_choices()
        self.fields["seconds"].initial = settings.PREVIEW_LINK_SECONDS
        if isinstance(instance, AudiencePage):
            del self.fields["audience"]
        else:
            labels = Audience.objects.values_list("slug", "navigation_label")
            self.fields["audience"].choices = [("", ALL_READERS), *labels]


class PreviewLinksView(WagtailAdminTemplateMixin, View):
    """The active links of a page or poll, and a form that creates a link."""

    page_title = "Preview links"
    header_icon = "link"
    template_name = "headless/admin/preview_links.html"

    def setup(self, request: HttpRequest, *args: Any, kind: str, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, kind=kind, pk=pk, **kwargs)
        if kind not in MODELS:
            raise Http404
        self.instance = get_object_or_404(MODELS[kind], pk=pk).get_latest_revision_as_object()
        links = PreviewLink.objects.active().for_instance(self.instance)
        self.links = links.select_related("created_by")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_preview(request.user, self.instance):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PreviewLinkForm(instance=self.instance)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PreviewLinkForm(request.POST, instance=self.instance)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        audience = get_preview_audience(self.instance, form.cleaned_data.get("audience"))
        create_link(
            user=request.user,
            instance=self.instance,
            seconds=form.cleaned_data["seconds"],
            audience=audience.slug if audience else "",
        )
        messages.success(request, "Link created. Copy it from the list.")
        return redirect(request.path)

    def get_page_subtitle(self) -> str:
        return str(self.instance)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        edit_url = AdminURLFinder(self.request.user).get_edit_url(self.instance)
        items = [{"url": edit_url, "label": str(self.instance)}] if edit_url else []
        current = {"url": "", "label": self.page_title, "sublabel": str(self.instance)}
        return [*self.breadcrumbs_items, *items, current]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        labels = dict(Audience.objects.values_list("slug", "navigation_label"))
        rows = [
            {
                "link": link,
                "audience": labels.get(link.audience, link.audience) or ALL_READERS,
                # The link of a preview panel is only for its own editor.
                "url": "" if link.is_panel_link else build_preview_url(link),
                "revoke_url": reverse(
                    "revoke_preview_link", kwargs={**self.kwargs, "link": link.pk}
                ),
            }
            for link in self.links
        ]
        return super().get_context_data(rows=rows, **kwargs)


class RevokePreviewLinkView(PreviewLinksView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, link: int, **kwargs: Any) -> HttpResponse:
        revoke_link(
            get_object_or_404(self.links, pk=link), user=request.user, instance=self.instance
        )
        messages.success(request, "Link revoked. It no longer shows the draft.")
        return redirect("preview_links", kind=kwargs["kind"], pk=kwargs["pk"])
