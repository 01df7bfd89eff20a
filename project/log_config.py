"""Logging of requests and errors: one line each, with the ID of the request.

No line identifies a reader or opens a draft or a ballot: IP addresses, users, query strings and
receipts are left out.
"""

import logging.config
import re
import sys
import time
import uuid
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from project.structlog_internals import has_logged_exception

REQUEST_ID = "X-Request-ID"
VALID_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,128}")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# Parts of a URL that may be secret: query strings, receipts and password reset tokens.
SECRETS = re.compile(
    r"(?P<query>\?)[^\s\"'=]*=[^\s\"']*"
    r"|(?P<path>/ballots/|/password_reset/confirm/)[^\s\"'?]+"
)
STDOUT_HANDLER = {
    "class": "logging.StreamHandler",
    "stream": "ext://sys.stdout",
    "formatter": "event",
}
LOGGERS = {
    "django": {"handlers": [], "level": "NOTSET"},
    # Wagtail logs the actions of staff in the database.
    "wagtail": {"level": "WARNING"},
    # `db_worker` sets a lower level for itself.
    "django.tasks": {"level": "WARNING"},
    "django.request": {"filters": ["unlogged_errors"]},
    # The development server would log each request again, with its query string.
    "django.server": {"handlers": [], "level": "CRITICAL"},
}


class RequestLogMiddleware(RequestMiddleware):
    """Logs one line per request, and sets X-Request-ID on responses that no cache stores.

    The request ID is the one a proxy sent in X-Request-ID, if it is well-formed, or a new one.
    """

    def prepare(self, request: HttpRequest) -> None:
        proxy_id = request.META.get("HTTP_X_REQUEST_ID", "")
        request.id = proxy_id if VALID_REQUEST_ID.fullmatch(proxy_id) else uuid.uuid4().hex
        request.META["HTTP_X_REQUEST_ID"] = request.id
        request.started_at = time.perf_counter()
        super().prepare(request)

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        milliseconds = (time.perf_counter() - request.started_at) * 1000
        structlog.contextvars.bind_contextvars(milliseconds=round(milliseconds, 1))
        super().handle_response(request, response)
        if not is_publicly_cacheable(request, response):
            response.headers[REQUEST_ID] = request.id

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"


def is_publicly_cacheable(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether a shared cache may store a response, and so its X-Request-ID."""
    cache_control = response.headers.get("Cache-Control", "")
    is_shared = not re.search("private|no-store", cache_control)
    return request.method in SAFE_METHODS and is_shared and response.status_code < 500


def hide_secrets(logger: Any, name: str, event: EventDict) -> EventDict:
    """Remove secrets from all strings of a log event. A structlog processor."""
    return {
        key: SECRETS.sub(redact, value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def redact(match: re.Match) -> str:
    return f"{match['query'] or match['path']}…"


def is_unlogged_error(record: logging.LogRecord) -> bool:
    """Return whether a record is an error that RequestLogMiddleware has not logged."""
    is_logged = has_logged_exception(getattr(record, "request", None))
    return record.levelno >= logging.ERROR and not is_logged


def configure(options: dict[str, Any]) -> None:
    """Configure logging. Django calls this at start-up with the setting LOGGING.

    `options` has `level` and `is_human_readable` (coloured lines instead of JSON).
    """
    shared_processors = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared_processors,
            structlog.stdlib.PositionalArgumentsFormatter(),
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderers = build_line_renderers() if options["is_human_readable"] else build_json_renderers()
    logging.config.dictConfig(build_logging_config(shared_processors, renderers, options["level"]))


def build_json_renderers() -> list[Processor]:
    # A plain traceback: one with local variables would contain what readers sent.
    return [structlog.processors.format_exc_info, hide_secrets, structlog.processors.JSONRenderer()]


def build_line_renderers() -> list[Processor]:
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    return [hide_secrets, renderer]


def build_logging_config(
    shared_processors: list[Processor], renderers: list[Processor], level: str
) -> dict[str, Any]:
    """Return the configuration for the standard library's `logging`."""
    formatter = {
        "()": ProcessorFormatter,
        "processors": [ProcessorFormatter.remove_processors_meta, *renderers],
        "foreign_pre_chain": shared_processors,
    }
    unlogged = {"()": "django.utils.log.CallbackFilter", "callback": is_unlogged_error}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"event": formatter},
        "filters": {"unlogged_errors": unlogged},
        "handlers": {"stdout": STDOUT_HANDLER},
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": LOGGERS,
    }
