"""As whom the site is read: pages, lists and polls alike."""

from articles.audiences.url_parameter import read_audience

# What staff and other front ends ask has parameters of its own.
APART = ("/admin/", "/api/")


def read_as_audience(get_response):
    """Set `request.audience` from the address; lead on where it names an audience there is not."""

    def middleware(request):
        if request.path.startswith(APART):
            return get_response(request)
        return read_audience(request) or get_response(request)

    return middleware
