"""Who may see the result of a poll, and when."""

from polls.models import Ballot, Poll
from polls.models.choices import State, Visibility
from polls.voting.errors import ResultHidden

VISIBILITY_NOTES = {
    Visibility.AFTER_VOTE: "The result is shown to voters, and to everyone after the poll closes.",
    Visibility.AFTER_CLOSE: "The result is shown after the poll closes.",
    Visibility.STAFF: "Only staff can view the result.",
}


def is_result_public(poll: Poll, state: State | None = None) -> bool:
    """Whether everyone may see the result, now or in another state of the poll."""
    if (state or poll.state) == State.CLOSED:
        return poll.visibility != Visibility.STAFF
    return poll.visibility == Visibility.ALWAYS


def result_depends_on_voter(poll: Poll) -> bool:
    """Whether only voters may see the result now, so that no shared cache may store it."""
    return poll.visibility == Visibility.AFTER_VOTE and poll.state == State.OPEN


def can_see_result(poll: Poll, *, voted: bool) -> bool:
    """Whether a reader who has voted, or has not, may see the result now."""
    return is_result_public(poll) or (voted and result_depends_on_voter(poll))


def check_result_visible(poll: Poll, *, voted: bool = False) -> None:
    """Raise ResultHidden unless a reader may see the result."""
    if not can_see_result(poll, voted=voted):
        raise ResultHidden(VISIBILITY_NOTES.get(Visibility(poll.visibility)))


def has_voted(poll: Poll, voter_key: str | None) -> bool:
    """Whether a voter has a ballot in the poll that is not withdrawn; False for None."""
    ballots = Ballot.objects.filter(poll=poll, voter_key=voter_key)
    return ballots.exclude(status=Ballot.Status.WITHDRAWN).exists()
