"""HTTP helpers that every app uses: absolute URLs, problem details and private responses.

They are here because `polls` is the lowest app: every other app may import it.
"""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from wagtail.models import Site

from polls.voting.errors import VotingError

PROBLEM_CONTENT_TYPE = "application/problem+json"
ABOUT_BLANK = "about:blank"
NO_SUCH_PAGE = "This page number does not exist. Go back to page 1."


def get_root_url() -> str:
    """Return the scheme and host of this site, such as https://example.org; "" without a site."""
    roots = Site.get_site_root_paths()
    return roots[0].root_url if roots else ""


def join_root_url(root_url: str, path: str) -> str:
    """Return a path below a root URL; an absolute URL is returned unchanged."""
    return urljoin(root_url, path) if root_url else path


def build_absolute_url(path: str) -> str:
    """Return a path of this site with scheme and host; an absolute URL is returned unchanged."""
    return join_root_url(get_root_url(), path)


def build_problem(
    status: int, title: str, detail: str = "", problem_type: str = ABOUT_BLANK, **extra: Any
) -> JsonResponse:
    """Return a problem details response (RFC 9457), which no cache stores.

    `problem_type` is the last part of the URN; `extra` are additional members.
    """
    is_blank = problem_type == ABOUT_BLANK
    urn = problem_type if is_blank else f"urn:rostrum:problem:{problem_type}"
    status = int(status)
    body = {"type": urn, "title": title, "status": status, "detail": detail, **extra}
    response = JsonResponse(body, status=status, content_type=PROBLEM_CONTENT_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def build_voting_problem(error: VotingError) -> HttpResponse:
    """Return the problem details response for a VotingError."""
    response = build_problem(
        error.status, error.title, error.detail, error.problem_type, **error.extra
    )
    return add_error_headers(response, error)


def add_error_headers(response: HttpResponse, error: VotingError) -> HttpResponse:
    """Set the headers of a VotingError, such as Retry-After, and return the response."""
    for name, value in error.headers.items():
        response.headers[name] = value
    return response


def build_download(content: bytes | str, content_type: str, filename: str) -> HttpResponse:
    """Return a response that browsers save as a file."""
    disposition = f'attachment; filename="{filename}"'
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})


def mark_private(response: HttpResponse) -> HttpResponse:
    """Forbid caches to store a response that depends on the reader, and return it."""
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response
