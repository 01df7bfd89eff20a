"""A ballot on its way in, from a form or from the API."""

from polls.audiences import as_audience
from polls.defences import screen
from polls.voters import voter_key
from polls.voting import cast_ballot


def take_ballot(request, poll, *, options, identity, audience="", honeypot="", proof=""):
    """Screen a ballot, cast it for the voter of this identity, and return its Receipt.

    Raises a VotingError, having written nothing.
    """
    cause = screen(request, poll, honeypot=honeypot, proof=proof)
    return cast_ballot(
        poll=poll,
        options=options,
        voter=voter_key(poll, identity),
        audience=as_audience(audience),
        cause=cause,
    )
