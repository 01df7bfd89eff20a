"""A ballot on its way in, from a form or from the API."""

from polls.hooks import as_audience
from polls.voting.abuse import screen
from polls.voting.ballots import cast_ballot
from polls.voting.voters import identify, voter_key


def take_ballot(
    request, poll, *, options, credential="", code="", audience="", honeypot="", proof=""
):
    """Screen a ballot, find out whose it is, cast it, and return its Receipt.

    It is screened first, so that codes cannot be guessed without end.
    Raises a VotingError, having written nothing.
    """
    cause = screen(request, poll, honeypot=honeypot, proof=proof)
    identity = identify(poll, user=request.user, credential=credential, code=code)
    return cast_ballot(
        poll=poll,
        options=options,
        voter=voter_key(poll, identity),
        audience=as_audience(audience),
        cause=cause,
    )
