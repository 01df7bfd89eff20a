"""A ballot on its way in, from a form or from the API."""

from polls.audiences import as_audience
from polls.defences import screen
from polls.voters import identify, voter_key
from polls.voting import cast_ballot


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
