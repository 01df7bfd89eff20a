"""Models of polls, ballots and results."""

from polls.models.ballots import (
    Ballot,
    BallotEvent,
    InvitationCode,
    Tally,
    Turnout,
    VotingState,
)
from polls.models.options import PollOption
from polls.models.polls import Poll
from polls.models.records import FrozenResult, PollEdit

__all__ = [
    "Ballot",
    "BallotEvent",
    "FrozenResult",
    "InvitationCode",
    "Poll",
    "PollEdit",
    "PollOption",
    "Tally",
    "Turnout",
    "VotingState",
]
