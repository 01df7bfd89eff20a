"""The content security policy, and a check of the request's URL."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.middleware import csp
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override


def build_csp(*, media_origin: str = "") -> dict:
    """Return the policy of all pages outside the admin."""
    return {
        "default-src": [CSP.SELF],
        # Embeds load in a frame once the reader agrees.
        "frame-src": [CSP.SELF, "https:"],
        # The admin's preview panel shows pages of this site in a frame.
        "frame-ancestors": [CSP.SELF],
        "img-src": [CSP.SELF, "data:", *([media_origin] if media_origin else [])],
        "object-src": [CSP.NONE],
        "base-uri": [CSP.NONE],
        "form-action": [CSP.SELF],
    }


def build_admin_csp(policy: dict, *, preview_origin: str = "") -> dict:
    """Return the policy of the admin. Wagtail's pages contain inline styles and scripts."""
    return {
        **policy,
        "frame-src": [*policy["frame-src"], *([preview_origin] if preview_origin else [])],
        "img-src": [CSP.SELF, "data:", "blob:", "https:"],
        "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
        "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
        "base-uri": [CSP.SELF],
    }


class AdminCSPMiddleware(csp.ContentSecurityPolicyMiddleware):
    """Django's middleware, with a policy of its own for the Wagtail admin."""

    def process_response(self, request, response):
        if request.path.startswith(reverse("wagtailadmin_home")):
            # The decorator of a view, since the admin's views are not ours.
            response = csp_override(settings.ADMIN_CSP)(lambda request: response)(request)
        return super().process_response(request, response)


def nul_byte_middleware(get_response):
    """Raise BadRequest for URLs with a NUL byte, which PostgreSQL cannot store or compare."""

    def middleware(request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The URL contains a NUL byte. Remove it.")
        return get_response(request)

    return middleware
