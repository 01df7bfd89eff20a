"""Preview links opened by a reader, and Wagtail's user bar for the external front end."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.userbar import Userbar

from articles.admin.previews import AUDIENCE_MODE_PREFIX
from project.headless.preview.front_end import (
    add_preview_headers,
    allow_front_end,
    build_preview_url,
)
from project.headless.preview.links import InvalidPreviewLink, open_link


class PreviewView(View):
    """A draft as this site shows it; redirects to the external front end if there is one."""

    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return add_preview_headers(super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            link, instance = open_link(request.GET.get("token", ""))
        except InvalidPreviewLink as error:
            template = "headless/preview/invalid_link.html"
            return TemplateResponse(request, template, {"error": error}, status=403)
        if settings.PREVIEW_URL:
            return HttpResponseRedirect(build_preview_url(link))
        mode = f"{AUDIENCE_MODE_PREFIX}{link.audience}" if link.audience else ""
        return instance.make_preview_request(request, mode)


class UserbarView(TemplateView):
    """Wagtail's user bar with its content checker, for pages of the external front end.

    Browsers send no session cookie to it, so it has nothing that depends on the user.
    """

    http_method_names = ["get"]
    template_name = Userbar.template_name

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PREVIEW_URL:
            raise Http404
        # In Wagtail's preview panel the bar is hidden and only its checker is used.
        request.in_preview_panel = request.GET.get("in_preview_panel") == "true"
        return allow_front_end(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(request=self.request, **kwargs)
        return context | Userbar().get_context_data(context)
