"""Reasons why a ballot is refused, each with its HTTP status and a text for the voter."""

from http import HTTPStatus
from typing import Any


class VotingError(Exception):
    """`kind` is the last part of the problem type; `extra` are members of the problem details."""

    status = HTTPStatus.BAD_REQUEST
    kind = "ballot-refused"
    title = "The ballot was refused"
    detail = ""

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail
        self.extra = extra

    @property
    def headers(self) -> dict[str, str]:
        """HTTP headers of the error response."""
        return {}


class PollNotFound(VotingError):
    status = HTTPStatus.NOT_FOUND
    kind = "poll-not-found"
    title = "There is no such poll"
    detail = "No published poll has this URL."


class BallotNotFound(VotingError):
    status = HTTPStatus.NOT_FOUND
    kind = "ballot-not-found"
    title = "There is no such ballot"
    detail = "No ballot in this poll has this receipt."


class PollNotOpen(VotingError):
    status = HTTPStatus.FORBIDDEN
    kind = "poll-not-open"
    title = "This poll is not open yet"
    detail = "Voting has not begun."


class PollClosed(VotingError):
    status = HTTPStatus.GONE
    kind = "poll-closed"
    title = "This poll is closed"
    detail = "Voting has ended. Your ballot was not counted."


class InvalidChoice(VotingError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    kind = "invalid-choice"
    title = "Your choice is not valid"


class AlreadyVoted(VotingError):
    status = HTTPStatus.CONFLICT
    kind = "already-voted"
    title = "You have already voted"
    detail = "Your first ballot remains valid. This ballot was not counted."


class NotChangeable(VotingError):
    status = HTTPStatus.CONFLICT
    kind = "ballot-not-changeable"
    title = "Ballots in this poll are final"
    detail = "Voters cannot change or withdraw a ballot in this poll."


class VoterNotIdentified(VotingError):
    """The credential, account or invitation code is missing or not valid."""

    status = HTTPStatus.FORBIDDEN
    kind = "voter-not-identified"
    title = "The voter could not be identified"


class CrossSiteRequest(VotingError):
    status = HTTPStatus.FORBIDDEN
    kind = "cross-site-request"
    title = "The request came from another site"
    detail = "For your protection, vote on a page of this site."


class ResultHidden(VotingError):
    status = HTTPStatus.FORBIDDEN
    kind = "result-hidden"
    title = "This result is not available yet"


class TooManyRequests(VotingError):
    """The hard rate limit was exceeded; `seconds` is the time until the limit is reset."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    kind = "too-many-requests"
    title = "Too many requests from your network"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Your ballot was not counted. Please try again in {seconds} seconds.")
        self.seconds = seconds

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.seconds)}
