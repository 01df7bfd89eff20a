"""The response of the admin to a page that was not published, whichever view raised it."""

from django.urls import reverse

from articles.preflight.publishing import PreflightError
from articles.preflight.responses import build_preflight_response


class PreflightErrorMiddleware:
    """Turns a PreflightError in any view of the admin into a redirect."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if is_admin and isinstance(exception, PreflightError):
            return build_preflight_response(request, exception)
        return None
