"""Submission of a ballot, from a form or through the API."""

from django.http import HttpRequest

from polls.hooks import clean_audience_slug
from polls.models import Poll
from polls.voting.abuse import get_review_reason
from polls.voting.ballots import Receipt, cast_ballot
from polls.voting.voters import compute_voter_key, get_voter_identity


def submit_ballot(
    request: HttpRequest,
    poll: Poll,
    *,
    options: list[int],
    credential: str = "",
    code: str = "",
    audience: str = "",
    honeypot: str = "",
    proof: str = "",
) -> Receipt:
    """Check a ballot for abuse, identify its voter, cast it and return its receipt.

    The abuse check comes first, so that its rate limit also stops the guessing of codes.
    Raises a VotingError; nothing is written then.
    """
    review_reason = get_review_reason(request, poll, honeypot=honeypot, proof=proof)
    identity = get_voter_identity(poll, user=request.user, credential=credential, code=code)
    return cast_ballot(
        poll=poll,
        options=options,
        voter=compute_voter_key(poll, identity),
        audience=clean_audience_slug(audience),
        review_reason=review_reason,
    )
