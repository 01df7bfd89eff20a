"""What can stand in the way of a ballot, each with its HTTP status and words for the voter."""

from http import HTTPStatus


class VotingError(Exception):
    """`status` is of HTTP; `kind` names the problem for programs, `extra` is told them too."""

    status = HTTPStatus.BAD_REQUEST
    kind = "refused"
    title = "This ballot cannot be taken"
    detail = ""

    def __init__(self, detail=None, **extra):
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail
        self.extra = extra

    @property
    def headers(self):
        """Return the headers that belong to the answer."""
        return {}


class PollUnknown(VotingError):
    status = HTTPStatus.NOT_FOUND
    kind = "unknown-poll"
    title = "There is no such poll"
    detail = "No poll that readers can see has this address."


class BallotUnknown(VotingError):
    status = HTTPStatus.NOT_FOUND
    kind = "unknown-ballot"
    title = "There is no such ballot"
    detail = "No ballot in this poll has this receipt."


class PollNotOpen(VotingError):
    status = HTTPStatus.FORBIDDEN
    kind = "not-open-yet"
    title = "This poll is not open yet"
    detail = "Voting has not begun."


class PollClosed(VotingError):
    status = HTTPStatus.GONE
    kind = "closed"
    title = "This poll is closed"
    detail = "Voting has ended; nothing was counted."


class InvalidChoice(VotingError):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    kind = "invalid-choice"
    title = "This choice cannot be counted"


class AlreadyVoted(VotingError):
    status = HTTPStatus.CONFLICT
    kind = "already-voted"
    title = "You have voted already"
    detail = "Your first ballot stands, and this one was not counted."


class NotChangeable(VotingError):
    status = HTTPStatus.CONFLICT
    kind = "not-changeable"
    title = "A ballot in this poll is final"
    detail = "This poll does not let voters change or withdraw their ballot."


class VoterUnknown(VotingError):
    """Nothing says who votes, or what says so does not hold."""

    status = HTTPStatus.FORBIDDEN
    kind = "voter-unknown"
    title = "Who votes could not be told"


class FromElsewhere(VotingError):
    status = HTTPStatus.FORBIDDEN
    kind = "from-elsewhere"
    title = "This ballot came from another site"
    detail = "For your protection, a ballot is taken only from this site’s own pages."


class ResultHidden(VotingError):
    status = HTTPStatus.FORBIDDEN
    kind = "result-hidden"
    title = "This result is not shown yet"


class TooMany(VotingError):
    """Past the hard limit; `seconds` until another try makes sense."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    kind = "too-many"
    title = "Too many requests from your network"

    def __init__(self, seconds):
        super().__init__(f"Nothing was counted. Please try again in {seconds} seconds.")
        self.seconds = seconds

    @property
    def headers(self):
        return {"Retry-After": str(self.seconds)}
