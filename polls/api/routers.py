"""Polls for other front ends, mounted at /api/v3/polls/.

Answers are plain dicts in the shapes of `polls.api.schemas`, sent as they are: they are described,
and tests hold them to the description, but a ballot does not wait for a second validation.
"""

from typing import Literal

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router

from polls.api import schemas
from polls.api.serializers import represent_poll, represent_receipt
from polls.cache_tags import holds_until, lists
from polls.caching import keep_private
from polls.http import problem_of
from polls.models import Ballot, Poll
from polls.models.choices import Eligibility, State
from polls.ordering import ordered_for
from polls.queries import poll_for_voting
from polls.results.methodology import stamp
from polls.results.result import check_visible, depends_on_voter, has_voted, read_result
from polls.voting.abuse import limit_requests, refuse_other_sites
from polls.voting.ballots import change_ballot, find_ballot, withdraw_ballot
from polls.voting.errors import PollUnknown, VoterUnknown, VotingError
from polls.voting.proof_of_work import make_challenge
from polls.voting.submission import take_ballot
from polls.voting.voters import (
    credential_expires,
    identify,
    make_credential,
    read_credential,
    voter_key,
)

router = Router(tags=["Polls"])

PROBLEMS = dict.fromkeys((403, 404, 409, 410, 422, 429), schemas.ProblemSchema)
# The header in which a client without cookies says who reads; never in an address, which is logged.
VOTER_HEADER = "Poll-Voter"
RECEIPT_HEADER = "Poll-Receipt"


def find_poll(slug):
    """Return a live poll with all that is shown of it. Raises PollUnknown."""
    lists()
    if not (poll := Poll.objects.live().whole().filter(slug=slug).first()):
        raise PollUnknown
    return poll


@router.get(
    "/",
    response=schemas.PollListSchema,
    url_name="list_polls",
    summary="List polls",
    operation_id="polls_list",
)
def list_polls(
    request: HttpRequest,
    state: Literal["open", "upcoming", "closed"] | None = None,
    limit: int = Query(20, ge=1, le=100),
    offset: int = Query(0, ge=0, le=100_000),
):
    """Polls that readers can see: what closes next first, of closed ones the last to close."""
    states = [State(state)] if state else [State.OPEN, State.UPCOMING, State.CLOSED]
    keys = []
    for each in states:
        keys += Poll.objects.live().in_state(each).in_order(each).values_list("pk", flat=True)
    polls = Poll.objects.whole().in_bulk(keys[offset : offset + limit])
    items = [represent_poll(polls[key]) for key in keys[offset : offset + limit] if key in polls]
    holds_until(Poll.objects.live().next_change())
    return JsonResponse({"count": len(keys), "items": items})


@router.post(
    "/voters/",
    response={201: schemas.VoterSchema, **PROBLEMS},
    url_name="make_voter",
    summary="Become a voter",
    operation_id="polls_make_voter",
)
def make_voter(request: HttpRequest):
    """A credential for a client without cookies. Keep it: whoever sends it is the same voter."""
    limit_requests(request, "voters")
    body = {"voter": make_credential(), "expires_at": stamp(credential_expires())}
    return keep_private(JsonResponse(body, status=201))


@router.get(
    "/{slug}/",
    response={200: schemas.PollSchema, **PROBLEMS},
    url_name="read_poll",
    summary="Read a poll",
    operation_id="polls_read",
)
def read_poll(request: HttpRequest, slug: str):
    """A poll with its options; with the header Poll-Voter, in that voter's own order."""
    poll = find_poll(slug)
    credential = request.headers.get(VOTER_HEADER, "")
    options = ordered_for(poll, read_credential(credential))
    response = JsonResponse(represent_poll(poll, options))
    patch_vary_headers(response, [VOTER_HEADER])
    return keep_private(response) if credential else response


@router.get(
    "/{slug}/results/",
    response={200: schemas.ResultSchema, **PROBLEMS},
    url_name="read_results",
    summary="Read a result",
    operation_id="polls_results",
)
def read_results(request: HttpRequest, slug: str):
    """The result, if whoever asks may see it now.

    Who has voted says so with the header Poll-Receipt, or with Poll-Voter.
    """
    poll = find_poll(slug)
    if not depends_on_voter(poll):
        check_visible(poll)
        return JsonResponse(read_result(poll))
    try:
        check_visible(poll, voted=is_voter(request, poll))
    except VotingError as error:
        return keep_private(problem_of(error))
    return keep_private(JsonResponse(read_result(poll)))


def is_voter(request, poll):
    if receipt := request.headers.get(RECEIPT_HEADER):
        ballot = find_ballot(poll, receipt)
        return bool(ballot) and ballot.status != Ballot.Status.WITHDRAWN
    credential = request.headers.get(VOTER_HEADER, "")
    try:
        return has_voted(poll, voter_key(poll, identify(poll, credential=credential)))
    except VoterUnknown:
        return False


@router.get(
    "/{slug}/challenge/",
    response={200: schemas.ChallengeSchema, **PROBLEMS},
    url_name="make_challenge",
    summary="Get a proof of work to do",
    operation_id="polls_challenge",
)
def read_challenge(request: HttpRequest, slug: str):
    """An ALTCHA challenge for a poll that asks for proof of work; it lasts 20 minutes."""
    poll = poll_for_voting(slug)
    limit_requests(request, f"{slug}.challenge")
    return keep_private(JsonResponse(make_challenge(poll)))


@router.post(
    "/{slug}/ballots/",
    response={200: schemas.ReceiptSchema, 201: schemas.ReceiptSchema, **PROBLEMS},
    url_name="cast_ballot",
    summary="Cast a ballot",
    operation_id="polls_cast_ballot",
)
def cast(request: HttpRequest, slug: str, ballot: schemas.BallotSchema):
    """Cast this voter's ballot; the receipt shows it was counted. Sent again, it counts once."""
    poll = poll_for_voting(slug)
    if poll.eligibility == Eligibility.ACCOUNT:
        # An account is believed only on a request of our own pages.
        refuse_other_sites(request)
    receipt = take_ballot(
        request,
        poll,
        options=ballot.options,
        credential=ballot.voter,
        code=ballot.code,
        audience=ballot.audience,
        proof=ballot.proof,
    )
    return answer(receipt, poll)


@router.put(
    "/{slug}/ballots/{receipt}/",
    response={200: schemas.ReceiptSchema, **PROBLEMS},
    url_name="change_ballot",
    summary="Change a ballot",
    operation_id="polls_change_ballot",
)
def change(request: HttpRequest, slug: str, receipt: str, choice: schemas.ChoiceSchema):
    """Change the ballot of this receipt, while the poll is open and lets voters change theirs."""
    poll = poll_for_voting(slug)
    limit_requests(request, poll.slug)
    return answer(change_ballot(poll=poll, receipt=receipt, options=choice.options), poll, 200)


@router.delete(
    "/{slug}/ballots/{receipt}/",
    response={200: schemas.ReceiptSchema, **PROBLEMS},
    url_name="withdraw_ballot",
    summary="Withdraw a ballot",
    operation_id="polls_withdraw_ballot",
)
def withdraw(request: HttpRequest, slug: str, receipt: str):
    """Withdraw the ballot of this receipt; its voter may vote again while the poll is open."""
    poll = poll_for_voting(slug)
    limit_requests(request, poll.slug)
    return answer(withdraw_ballot(poll=poll, receipt=receipt), poll, 200)


def answer(receipt, poll, status=None):
    """Return a receipt: 201 for a new ballot, 200 for the same one again."""
    status = status or (201 if receipt.new else 200)
    return keep_private(JsonResponse(represent_receipt(receipt, poll), status=status))
