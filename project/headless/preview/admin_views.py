"""The preview links of one page or poll, for staff."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
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
from project.headless.preview.links import make_link, revoke_link
from project.headless.preview.targets import MODELS, audience_of, may_preview
from project.headless.preview.urls_for import address_of

DAY = 24 * 60 * 60
EVERYONE = "Everyone"


def durations():
    """Return [(seconds, words)] for which a link may be valid."""
    now = timezone.now()
    return [
        (seconds, timesince(now, now + timedelta(seconds=seconds)))
        for seconds in sorted({settings.API_PREVIEW_SECONDS, DAY, 7 * DAY})
    ]


class LinkForm(forms.Form):
    """Asks as which audience and for how long; not as which, of the page of an audience."""

    audience = forms.ChoiceField(label="Read as", required=False)
    seconds = forms.TypedChoiceField(label="Lasts", coerce=int)

    def __init__(self, *args, previewed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seconds"].choices = durations()
        self.fields["seconds"].initial = settings.API_PREVIEW_SECONDS
        if isinstance(previewed, AudiencePage):
            del self.fields["audience"]
        else:
            labels = Audience.objects.values_list("slug", "navigation_label")
            self.fields["audience"].choices = [("", EVERYONE), *labels]


class LinksView(WagtailAdminTemplateMixin, View):
    """The links there are, and a form for one more."""

    page_title = "Preview links"
    header_icon = "link"
    template_name = "headless/admin/links.html"

    def setup(self, request, *args, kind, pk, **kwargs):
        super().setup(request, *args, kind=kind, pk=pk, **kwargs)
        if kind not in MODELS:
            raise Http404
        self.previewed = get_object_or_404(MODELS[kind], pk=pk).get_latest_revision_as_object()
        self.links = PreviewLink.objects.live().of(self.previewed).select_related("maker")

    def dispatch(self, request, *args, **kwargs):
        if not may_preview(request.user, self.previewed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        form = LinkForm(previewed=self.previewed)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = LinkForm(request.POST, previewed=self.previewed)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        audience = audience_of(self.previewed, form.cleaned_data.get("audience"))
        make_link(
            user=request.user,
            previewed=self.previewed,
            seconds=form.cleaned_data["seconds"],
            audience=audience.slug if audience else "",
        )
        messages.success(request, "The link is made. Copy it from the list.")
        return redirect(request.path)

    def get_page_subtitle(self):
        return str(self.previewed)

    def get_breadcrumbs_items(self):
        edit = AdminURLFinder(self.request.user).get_edit_url(self.previewed)
        items = [{"url": edit, "label": str(self.previewed)}] if edit else []
        here = {"url": "", "label": self.page_title, "sublabel": str(self.previewed)}
        return [*self.breadcrumbs_items, *items, here]

    def get_context_data(self, **kwargs):
        labels = dict(Audience.objects.values_list("slug", "navigation_label"))
        rows = [
            {
                "link": link,
                "audience": labels.get(link.audience, link.audience) or EVERYONE,
                # A colleague's form is shown to nobody else.
                "address": "" if link.is_of_panel else address_of(link),
                "revoke": reverse("revoke_preview_link", kwargs={**self.kwargs, "link": link.pk}),
            }
            for link in self.links
        ]
        return super().get_context_data(rows=rows, **kwargs)


class RevokeView(LinksView):
    http_method_names = ["post"]

    def post(self, request, *args, link, **kwargs):
        revoke_link(
            get_object_or_404(self.links, pk=link), user=request.user, previewed=self.previewed
        )
        messages.success(request, "The link is revoked. It shows nothing any more.")
        return redirect("preview_links", kind=kwargs["kind"], pk=kwargs["pk"])
