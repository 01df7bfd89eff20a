"""What is refused, and what a page may load."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware import csp
from django.urls import reverse


class ContentSecurityPolicyMiddleware(csp.ContentSecurityPolicyMiddleware):
    """Django's strict policy everywhere, and a wider one for Wagtail's own admin."""

    def process_response(self, request, response):
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_config = settings.ADMIN_CSP
        return super().process_response(request, response)


def refuse_nul(get_response):
    """Answer 400 to an address with a NUL byte: no page has one, and PostgreSQL takes none."""

    def middleware(request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("There is a NUL byte in this address.")
        return get_response(request)

    return middleware
