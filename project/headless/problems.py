"""Errors of the API, all in one form (RFC 9457)."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as FormError
from django.http import Http404
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import ValidationError as PydanticError
from wagtail.api.rich_text import RichTextFormatError

from articles.api.parameters import BadParameter
from polls.http import problem, problem_of
from polls.voting.errors import VotingError

MISUNDERSTOOD = "This request cannot be understood"
HOW_TO_SIGN_IN = "Send a token that is valid, as in “Authorization: Bearer …”."


def register_problems(api):
    """Answer every error of the API as a problem."""
    for error, handler in HANDLERS.items():
        api.add_exception_handler(error, handler)


def voting_error(request, error):
    return problem_of(error)


def bad_parameter(request, error):
    return misunderstood([{"where": error.name, "what": error.what}])


def invalid_input(request, error):
    """Name each parameter or field that cannot be used, and say what is wrong with it."""
    return misunderstood(
        [{"where": where_of(each["loc"]), "what": each["msg"]} for each in error.errors]
    )


def misunderstood(errors, status=422):
    """Return the problem of a request whose parts, {"where", "what"} each, cannot be used."""
    detail = "; ".join(f"{each['where']}: {each['what']}" for each in errors)
    return problem(status, MISUNDERSTOOD, detail, "invalid-input", errors=errors)


def invalid_form(request, error):
    """Name each field that Wagtail's own form refuses."""
    places = getattr(error, "loc_errors", None)
    if places is None:
        return misunderstood([{"where": "body", "what": message} for message in error.messages])
    return misunderstood(
        [
            {"where": ".".join(map(str, place)) or "body", "what": str(message)}
            for place, messages in places
            for message, _ in messages
        ]
    )


def invalid_value(request, error):
    """Name what a schema refuses that is checked by hand, not as part of a request."""
    return misunderstood(
        [
            {"where": ".".join(map(str, each["loc"])) or "body", "what": each["msg"]}
            for each in error.errors()
        ]
    )


def bad_rich_text(request, error):
    return misunderstood([{"where": "body", "what": str(error)}])


def forbidden(request, error):
    if request.user.is_authenticated:
        return problem(403, "You may not do this", str(error))
    return unauthorized(request, error)


def unauthorized(request, error):
    response = problem(401, "A token is needed here", HOW_TO_SIGN_IN)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def where_of(location):
    """Return where an error is by the names a client knows, such as "options.0"."""
    source, *parts = [str(part) for part in location]
    # A body is named by its parameter here, which no client knows of.
    return ".".join(parts[1:] if source == "body" and len(parts) > 1 else parts) or source


def too_big(request, error):
    return problem(413, "This request is too big")


def http_error(request, error):
    if str(error).startswith("Cannot parse request body"):
        return misunderstood([{"where": "body", "what": "This is no JSON."}], 400)
    return problem(error.status_code, str(error))


def not_found(request, error):
    return problem(404, "There is nothing here")


HANDLERS = {
    AuthenticationError: unauthorized,
    PermissionDenied: forbidden,
    FormError: invalid_form,
    PydanticError: invalid_value,
    RichTextFormatError: bad_rich_text,
    VotingError: voting_error,
    BadParameter: bad_parameter,
    ValidationError: invalid_input,
    RequestDataTooBig: too_big,
    HttpError: http_error,
    Http404: not_found,
}
