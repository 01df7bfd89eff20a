"""What is written down of requests and errors: one line each, with the request it belongs to.

Nothing here tells who a reader is or what opens a draft or a ballot: no addresses of clients, no
accounts, no queries, no receipts.
"""

import logging.config
import re
import sys
import time
import uuid

import structlog
from django_structlog.middlewares import RequestMiddleware
from structlog.stdlib import ProcessorFormatter

REQUEST_ID = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,128}")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# What may hold a secret: any query, and the addresses that have one in their path.
SECRETS = re.compile(
    r"(?P<query>\?)[^\s\"'=]*=[^\s\"']*"
    r"|(?P<path>/ballots/|/password_reset/confirm/)[^\s\"'?]+"
)


class RequestLog(RequestMiddleware):
    """Writes a line for each request, and names the request to whoever asked.

    The name is what a proxy gave in X-Request-ID, if it is fit for a log, or else a new one.
    """

    def prepare(self, request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request.id = given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        request.META["HTTP_X_REQUEST_ID"] = request.id
        request.began = time.perf_counter()
        super().prepare(request)

    def handle_response(self, request, response):
        milliseconds = (time.perf_counter() - request.began) * 1000
        structlog.contextvars.bind_contextvars(milliseconds=round(milliseconds, 1))
        super().handle_response(request, response)
        if is_for_one(request, response):
            response.headers[REQUEST_ID] = request.id

    @staticmethod
    def format_request(request):
        return f"{request.method} {request.path}"


def is_for_one(request, response):
    """Whether no cache keeps an answer: it would give all its readers the name of one request."""
    kept_by_none = re.search("private|no-store", response.headers.get("Cache-Control", ""))
    return bool(request.method not in SAFE_METHODS or kept_by_none or response.status_code >= 500)


def hide_secrets(logger, name, event):
    """Leave out of all texts of an event what may be a secret."""
    return {
        key: SECRETS.sub(keep_beginning, value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def keep_beginning(found):
    return f"{found['query'] or found['path']}…"


def is_untold(record):
    """Whether RequestLog has no line of its own for what Django says of a request."""
    told = hasattr(getattr(record, "request", None), "_raised_exception")
    return record.levelno >= logging.ERROR and not told


def configure(place):
    """Set up logs as Django asks for at its start: {"level", "readable" (by people, or JSON)}."""
    everywhere = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *everywhere,
            structlog.stdlib.PositionalArgumentsFormatter(),
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = as_lines() if place["readable"] else as_json()
    logging.config.dictConfig(describe(everywhere, last, place["level"]))


def as_json():
    # A traceback as text: with the values of variables in it, it would hold what readers sent.
    return [structlog.processors.format_exc_info, hide_secrets, structlog.processors.JSONRenderer()]


def as_lines():
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    return [hide_secrets, renderer]


def describe(everywhere, last, level):
    """Return the configuration of the standard library's `logging`."""
    formatter = {
        "()": ProcessorFormatter,
        "processors": [ProcessorFormatter.remove_processors_meta, *last],
        "foreign_pre_chain": everywhere,
    }
    untold = {"()": "django.utils.log.CallbackFilter", "callback": is_untold}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": formatter},
        "filters": {"untold": untold},
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "event",
            }
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET"},
            # What staff did is in Wagtail's own log, in the database.
            "wagtail": {"level": "WARNING"},
            # The worker sets this lower for itself.
            "django.tasks": {"level": "WARNING"},
            "django.request": {"filters": ["untold"]},
            # The development server repeats each request, with its query.
            "django.server": {"handlers": [], "level": "CRITICAL"},
        },
    }
