"""Errors of the API as problem details (RFC 9457)."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as FormValidationError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as RequestValidationError
from pydantic import ValidationError as PydanticError
from wagtail.api.rich_text import RichTextFormatError

from articles.api.parameters import InvalidParameter
from polls.http import build_problem, build_voting_problem
from polls.voting.errors import VotingError

TITLES = {
    400: "Bad request",
    401: "Authentication required",
    403: "Permission denied",
    404: "Not found",
    405: "Method not allowed",
    413: "Request body too large",
    500: "Internal server error",
}
AUTHENTICATION_DETAIL = "Send a valid API token, as in “Authorization: Bearer …”."


def register_exception_handlers(api: NinjaAPI) -> None:
    for exception_class, handler in EXCEPTION_HANDLERS.items():
        api.add_exception_handler(exception_class, handler)


def build_invalid_input_problem(
    errors: Iterable[tuple[str, str]], status: int = 422
) -> HttpResponse:
    """Return the problem of a request with invalid input.

    `errors` are pairs of a location (a parameter, a field or "body") and a message.
    """
    errors = [{"location": location, "message": message} for location, message in errors]
    detail = "; ".join(f"{error['location']}: {error['message']}" for error in errors)
    return build_problem(status, "Invalid input", detail, "invalid-input", errors=errors)


def handle_voting_error(request: HttpRequest, error: VotingError) -> HttpResponse:
    return build_voting_problem(error)


def handle_invalid_parameter(request: HttpRequest, error: InvalidParameter) -> HttpResponse:
    return build_invalid_input_problem([(error.name, error.message)])


def handle_request_validation_error(
    request: HttpRequest, error: RequestValidationError
) -> HttpResponse:
    return build_invalid_input_problem(
        (format_request_location(item["loc"]), item["msg"]) for item in error.errors
    )


def handle_form_error(request: HttpRequest, error: FormValidationError) -> HttpResponse:
    """Return the problem of a page, image or document that Wagtail's form rejects."""
    locations = getattr(error, "loc_errors", None)
    if locations is None:
        return build_invalid_input_problem(("body", message) for message in error.messages)
    return build_invalid_input_problem(
        (format_body_location(location), str(message))
        for location, messages in locations
        for message, _ in messages
    )


def handle_pydantic_error(request: HttpRequest, error: PydanticError) -> HttpResponse:
    """Return the problem of a body that Wagtail validates itself, after ninja."""
    return build_invalid_input_problem(
        (format_body_location(item["loc"]), item["msg"]) for item in error.errors()
    )


def handle_rich_text_error(request: HttpRequest, error: RichTextFormatError) -> HttpResponse:
    return build_invalid_input_problem([("body", str(error))])


def handle_permission_denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    if request.user.is_authenticated:
        return build_problem(403, TITLES[403], str(error))
    return handle_authentication_error(request, error)


def handle_authentication_error(request: HttpRequest, error: Exception) -> HttpResponse:
    response = build_problem(401, TITLES[401], AUTHENTICATION_DETAIL)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def handle_body_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return build_problem(413, TITLES[413])


def handle_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if str(error).startswith("Cannot parse request body"):
        return build_invalid_input_problem([("body", "The body is not valid JSON.")], 400)
    return build_problem(error.status_code, str(error))


def handle_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return build_problem(404, TITLES[404])


def format_request_location(location: tuple[Any, ...]) -> str:
    """Return a location in the names that a client knows, such as "options.0"."""
    source, *parts = [str(part) for part in location]
    # The first part of a location in the body is the name of the view's argument.
    return ".".join(parts[1:] if source == "body" and len(parts) > 1 else parts) or source


def format_body_location(location: Iterable[Any]) -> str:
    return ".".join(map(str, location)) or "body"


EXCEPTION_HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    AuthenticationError: handle_authentication_error,
    PermissionDenied: handle_permission_denied,
    FormValidationError: handle_form_error,
    PydanticError: handle_pydantic_error,
    RichTextFormatError: handle_rich_text_error,
    VotingError: handle_voting_error,
    InvalidParameter: handle_invalid_parameter,
    RequestValidationError: handle_request_validation_error,
    RequestDataTooBig: handle_body_too_large,
    HttpError: handle_http_error,
    Http404: handle_not_found,
}
