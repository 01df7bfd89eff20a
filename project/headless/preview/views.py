"""A preview link opened by a reader, and Wagtail's user bar for another front end."""

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.userbar import Userbar

from articles.admin.previews import PREFIX
from project.headless.preview.links import LinkRefused, open_link
from project.headless.preview.urls_for import address_of, allow_front_end, keep_private


class PreviewView(View):
    """A draft as this site shows it; the other front end shows it, where there is one."""

    http_method_names = ["get"]

    def dispatch(self, request, *args, **kwargs):
        return keep_private(super().dispatch(request, *args, **kwargs))

    def get(self, request):
        try:
            link, previewed = open_link(request.GET.get("token", ""))
        except LinkRefused as error:
            context = {"error": error}
            return TemplateResponse(request, "headless/preview/refused.html", context, status=403)
        if settings.HEADLESS_PREVIEW_URL:
            return HttpResponseRedirect(address_of(link))
        mode = f"{PREFIX}{link.audience}" if link.audience else ""
        return previewed.make_preview_request(request, mode)


class UserbarView(TemplateView):
    """Wagtail's user bar with its content checker, for pages of the other front end.

    A browser sends no session to another site, so it holds nothing that depends on who asks.
    """

    http_method_names = ["get"]
    template_name = Userbar.template_name

    def dispatch(self, request, *args, **kwargs):
        if not settings.HEADLESS_PREVIEW_URL:
            raise Http404
        # As in Wagtail's own preview panel, where the bar is hidden and its checker works.
        request.in_preview_panel = request.GET.get("in_preview_panel") == "true"
        return allow_front_end(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(request=self.request, **kwargs)
        return context | Userbar().get_context_data(context)
