"""What holds for every address under /api/, whatever answers it."""

import json
import re
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve

from polls.http import problem
from project.headless.problems import misunderstood
from project.headless.throttling import count_request

ROOT = "/api/"
# The name of all addresses under it at which nothing is; see `project.urls`.
NOTHING = "api_nothing"
PROBLEM = "application/problem+json"
WORDS = {
    400: "This request cannot be understood",
    401: "A token is needed here",
    403: "You may not do this",
    404: "There is nothing at this address",
    405: "This cannot be done at this address",
    500: "Something went wrong here; it is not your fault",
}
# Headers of an error that say more than its form.
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
# What JSON may write that no database takes: a NUL, and half of a surrogate pair.
SUSPECT = re.compile(rb"\\u(?:0000|d[89a-f])", re.IGNORECASE)


def keep_to_contract(get_response):
    """Hold requests and answers of the API to what `docs/api.md` promises of all of them."""

    def middleware(request):
        if not request.path_info.startswith(ROOT):
            return get_response(request)
        rate = count_request(request)
        response = rate.refusal or refuse_nul(request) or complete(request)
        response = response or answer(request, get_response)
        for name, value in rate.headers.items():
            response.headers[name] = value
        if "Authorization" in request.headers:
            # What a token's user may see is for no cache.
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return middleware


def answer(request, get_response):
    match request.method:
        case "HEAD":
            request.method = "GET"
            return without_body(as_problem(get_response(request)))
        case "OPTIONS":
            return tell_methods(get_response(request))
    return as_problem(get_response(request))


def nothing(request, path):
    """Answer where nothing is, so that no page of the site is looked for under /api/."""
    return problem(404, WORDS[404])


def refuse_nul(request):
    """Return a problem that names what holds a NUL byte, which PostgreSQL takes nowhere."""
    where = ["path"] if "\0" in request.path_info else []
    for name, values in request.GET.lists():
        if "\0" in name or any("\0" in value for value in values):
            where.append(name.replace("\0", "␀"))
    errors = [{"where": each, "what": "There is a NUL byte in it."} for each in where]
    # JSON is read whatever it is called; only a file comes in several parts.
    if request.content_type != "multipart/form-data" and not is_storable(body_of(request)):
        errors.append({"where": "body", "what": "There are characters in it that are none."})
    return misunderstood(errors, 400) if errors else None


def is_storable(body):
    """Whether all texts in a JSON document can be kept in a database; of no JSON, nothing is."""
    if not SUSPECT.search(body):
        return True
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
        return "\\u0000" not in text.replace("\\\\", "") and bool(text.encode())
    except (UnicodeEncodeError, RecursionError):
        return False
    except ValueError:
        return True


def body_of(request):
    """Return the body of a request; empty if it cannot be read, which its route then says."""
    try:
        return request.body
    except (RequestDataTooBig, UnreadablePostError):
        return b""


def complete(request):
    """Return a redirect to the same address with its final slash, None where it is complete."""
    path = request.path_info
    if path.endswith("/") or leads_somewhere(path) or not leads_somewhere(f"{path}/"):
        return None
    query = request.META.get("QUERY_STRING", "")
    address = f"{request.path}/{'?' if query else ''}{query}"
    # 308 keeps the method and the body (RFC 9110, 15.4.9).
    return HttpResponse(status=308, headers={"Location": address, "Content-Type": "text/plain"})


def leads_somewhere(path):
    try:
        return resolve(path).url_name != NOTHING
    except Resolver404:
        return False


def as_problem(response):
    """Return a response with an error in the one form of errors, whoever made it."""
    if response.status_code < HTTPStatus.BAD_REQUEST:
        return response
    if response.headers.get("Content-Type") == PROBLEM:
        return response
    status = response.status_code
    converted = problem(status, WORDS.get(status, WORDS[400]), detail_of(response))
    for name in KEPT:
        if name in response.headers:
            converted.headers[name] = response.headers[name]
    return converted


def detail_of(response):
    """Return in words what an error of Wagtail's version 2 or of Django says."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        said = json.loads(response.content)
        return str(said.get("message") or said.get("detail") or "")
    if allowed := response.headers.get("Allow"):
        return f"What can be done here: {allowed}."
    return ""


def tell_methods(response):
    """Answer OPTIONS with what can be done at an address."""
    if response.status_code == HTTPStatus.NOT_FOUND:
        return as_problem(response)
    allowed = {each.strip() for each in response.headers.get("Allow", "").split(",")} - {""}
    allowed |= {"HEAD", "OPTIONS"} if "GET" in allowed else {"OPTIONS"}
    told = HttpResponse(status=204, headers={"Allow": ", ".join(sorted(allowed))})
    del told.headers["Content-Type"]
    return told


def without_body(response):
    length = len(response.content)
    response.content = b""
    response.headers["Content-Length"] = str(length)
    return response
