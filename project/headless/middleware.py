"""Rules for every URL under /api/: rate limits, slashes, methods and problem details."""

import json
import re
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from polls.http import PROBLEM_CONTENT_TYPE, build_problem
from project.headless.problems import TITLES, build_invalid_input_problem
from project.headless.throttling import count_request

API_ROOT = "/api/"
# The name of the URL pattern for every path under /api/ without a route; see `project.urls`.
NOT_FOUND_URL_NAME = "api_not_found"
# Headers of an error response that its problem response must have as well.
ERROR_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
# JSON escapes of characters that no database stores: NUL, and half of a surrogate pair.
INVALID_ESCAPE = re.compile(rb"\\u(?:0000|d[89a-f])", re.IGNORECASE)

type GetResponse = Callable[[HttpRequest], HttpResponse]


def api_middleware(get_response: GetResponse) -> GetResponse:
    """Apply the rules that `docs/api.md` states for all requests and responses of the API."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API_ROOT):
            return get_response(request)
        rate_limit = count_request(request)
        response = (
            rate_limit.problem
            or reject_invalid_characters(request)
            or redirect_to_slash(request)
            or get_api_response(request, get_response)
        )
        for name, value in rate_limit.headers.items():
            response.headers[name] = value
        if "Authorization" in request.headers:
            # The response may depend on the permissions of the token's user.
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def get_api_response(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    match request.method:
        case "HEAD":
            request.method = "GET"
            return remove_body(convert_to_problem(get_response(request)))
        case "OPTIONS":
            return build_options_response(get_response(request))
    return convert_to_problem(get_response(request))


def api_not_found(request: HttpRequest, path: str) -> HttpResponse:
    """404 for a path under /api/ without a route, so that Wagtail does not look for a page."""
    return build_problem(404, TITLES[404])


def reject_invalid_characters(request: HttpRequest) -> HttpResponse | None:
    """Return a problem if the path, query or body has characters that no database stores."""
    locations = ["path"] if "\0" in request.path_info else []
    for name, values in request.GET.lists():
        if "\0" in name or any("\0" in value for value in values):
            locations.append(name.replace("\0", "␀"))
    errors = [(location, "Remove the NUL character.") for location in locations]
    # Every body is read as JSON, regardless of its content type, except a multipart upload.
    if request.content_type != "multipart/form-data" and not is_storable(read_body(request)):
        errors.append(("body", "Remove NUL characters and unpaired surrogates."))
    return build_invalid_input_problem(errors, 400) if errors else None


def is_storable(body: bytes) -> bool:
    """Whether a database can store every text in a JSON document; True if it is not JSON."""
    if not INVALID_ESCAPE.search(body):
        return True
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
        return "\\u0000" not in text.replace("\\\\", "") and bool(text.encode())
    except (UnicodeEncodeError, RecursionError):
        return False
    except ValueError:
        return True


def read_body(request: HttpRequest) -> bytes:
    """Return the body; empty if it cannot be read, which the route then reports."""
    try:
        return request.body
    except (RequestDataTooBig, UnreadablePostError):
        return b""


def redirect_to_slash(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect if the path has a route only with a slash at its end."""
    path = request.path_info
    if path.endswith("/") or has_route(path) or not has_route(f"{path}/"):
        return None
    query = request.META.get("QUERY_STRING", "")
    url = f"{request.path}/{'?' if query else ''}{query}"
    # 308 preserves the method and the body (RFC 9110, 15.4.9).
    return HttpResponse(status=308, headers={"Location": url, "Content-Type": "text/plain"})


def has_route(path: str) -> bool:
    try:
        return resolve(path).url_name != NOT_FOUND_URL_NAME
    except Resolver404:
        return False


def convert_to_problem(response: HttpResponse) -> HttpResponse:
    """Return an error of Django or of version 2 as a problem; any other response unchanged."""
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return response
    if response.headers.get("Content-Type") == PROBLEM_CONTENT_TYPE:
        return response
    status = response.status_code
    problem = build_problem(status, TITLES.get(status, TITLES[400]), get_error_detail(response))
    for name in ERROR_HEADERS:
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    return problem


def get_error_detail(response: HttpResponse) -> str:
    """Return the message in an error response of Django or of version 2."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        content = json.loads(response.content)
        return str(content.get("message") or content.get("detail") or "")
    if allowed_methods := response.headers.get("Allow"):
        return f"Use one of these methods: {allowed_methods}."
    return ""


def build_options_response(response: HttpResponse) -> HttpResponse:
    """Return the response to OPTIONS, from the route's own 405 response."""
    if response.status_code == HTTPStatus.NOT_FOUND:
        return convert_to_problem(response)
    methods = {name.strip() for name in response.headers.get("Allow", "").split(",")} - {""}
    methods |= {"HEAD", "OPTIONS"} if "GET" in methods else {"OPTIONS"}
    options = HttpResponse(status=204, headers={"Allow": ", ".join(sorted(methods))})
    del options.headers["Content-Type"]
    return options


def remove_body(response: HttpResponse) -> HttpResponse:
    length = len(response.content)
    response.content = b""
    response.headers["Content-Length"] = str(length)
    return response
