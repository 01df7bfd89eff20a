"""Errors for programs: application/problem+json (RFC 9457)."""

from django.http import JsonResponse


def problem(status, title, detail="", kind="about:blank", **extra):
    """Return a problem; `kind` becomes its type, `extra` further members."""
    type = kind if kind == "about:blank" else f"urn:rostrum:problem:{kind}"
    body = {"type": type, "title": title, "status": int(status), "detail": detail, **extra}
    response = JsonResponse(body, status=int(status), content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_of(error):
    """Return the problem that a VotingError is."""
    response = problem(error.status, error.title, error.detail, error.kind, **error.extra)
    return with_headers(response, error)


def with_headers(response, error):
    """Return the response with the headers that belong to a VotingError."""
    for name, value in error.headers.items():
        response.headers[name] = value
    return response
