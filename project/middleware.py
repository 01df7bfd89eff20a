"""The audience of a request, for pages, lists and polls."""

from articles.audiences.url_parameter import set_request_audience

# The admin and the API have parameters of their own.
EXCLUDED_PREFIXES = ("/admin/", "/api/")


def audience_middleware(get_response):
    """Set `request.audience` from `?for=`; redirect if that names no audience."""

    def middleware(request):
        if request.path.startswith(EXCLUDED_PREFIXES):
            return get_response(request)
        return set_request_audience(request) or get_response(request)

    return middleware
