"""Reasons why a ballot is rejected, each with its HTTP status and a text for the voter."""

from http import HTTPStatus
from typing import Any

from django.http import Http404


class VotingError(Exception):
    """`problem_type` is the last part of its URN; `extra` are members of the problem details."""

    status = HTTPStatus.BAD_REQUEST
    problem_type = "ballot-rejected"
    title = "The ballot was rejected"
    detail = ""

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail
        self.extra = extra

    @property
    def headers(self) -> dict[str, str]:
        """HTTP headers of the error response."""
        return {}


class PollNotFound(VotingError, Http404):
    """A reader page responds with the site's 404 page, the API with problem details."""

    status = HTTPStatus.NOT_FOUND
    problem_type = "poll-not-found"
    title = "There is no such poll"
    detail = "No published poll has this URL."


class BallotNotFound(VotingError):
    status = HTTPStatus.NOT_FOUND
    problem_type = "ballot-not-found"
    title = "There is no such ballot"
    detail = "No ballot in this poll has this receipt."


class PollNotOpen(VotingError):
    status = HTTPStatus.FORBIDDEN
    problem_type = "poll-not-open"
    title = "This poll is not open yet"
    detail = "Voting has not started. Try again after the opening time."


class PollClosed(VotingError):
    status = HTTPStatus.GONE
    problem_type = "poll-closed"
    title = "This poll is closed"
    detail = "Voting has ended. Ballots can no longer be cast, changed or withdrawn."


class InvalidChoice(VotingError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    problem_type = "invalid-choice"
    title = "Your choice is not valid"


class AlreadyVoted(VotingError):
    status = HTTPStatus.CONFLICT
    problem_type = "already-voted"
    title = "You have already voted"
    detail = "Your first ballot remains valid. This ballot was not counted."


class NotChangeable(VotingError):
    status = HTTPStatus.CONFLICT
    problem_type = "ballot-not-changeable"
    title = "Ballots in this poll are final"
    detail = "Voters cannot change or withdraw a ballot in this poll."


class VoterNotIdentified(VotingError):
    """The credential, account or invitation code is missing or not valid."""

    status = HTTPStatus.FORBIDDEN
    problem_type = "voter-not-identified"
    title = "The voter could not be identified"


class CrossSiteRequest(VotingError):
    status = HTTPStatus.FORBIDDEN
    problem_type = "cross-site-request"
    title = "The request came from another site"
    detail = "For your protection, vote on a page of this site."


class ResultHidden(VotingError):
    status = HTTPStatus.FORBIDDEN
    problem_type = "result-hidden"
    title = "This result is not available"


class TooManyRequests(VotingError):
    """The hard rate limit was exceeded; `seconds` is the time until the limit is reset."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    problem_type = "too-many-requests"
    title = "Too many requests from your network"

    def __init__(self, seconds: int) -> None:
        detail = f"Too many requests from your network. Try again in {seconds} seconds."
        super().__init__(detail)
        self.seconds = seconds

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.seconds)}
