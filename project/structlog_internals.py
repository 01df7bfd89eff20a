"""A private attribute that django-structlog sets on requests.

There is no public way to know whether its middleware has logged the exception of a request.
"""

from django_structlog.middlewares import RequestMiddleware

from polls.internals import check_internals

MENTIONS = [(RequestMiddleware, "_process_exception", "_raised_exception")]
check_internals(__name__, mentions=MENTIONS)


def has_logged_exception(request) -> bool:
    """Return whether the middleware logged an exception of this request; it may be None."""
    return hasattr(request, "_raised_exception")
