"""A question and its options; the ballots; what is kept for good."""

from polls.models.ballots import Ballot, BallotBox, BallotEvent, InvitationCode, Tally, Turnout
from polls.models.polls import Poll, PollOption
from polls.models.records import FrozenResult, PollEdit

__all__ = [
    "Ballot",
    "BallotBox",
    "BallotEvent",
    "FrozenResult",
    "InvitationCode",
    "Poll",
    "PollEdit",
    "PollOption",
    "Tally",
    "Turnout",
]
