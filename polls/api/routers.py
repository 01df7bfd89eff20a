"""The polls API, mounted at /api/v3/polls/.

Responses are plain dicts in the form of `polls.api.schemas`. They are described by the schemas, but
not validated at run time, so that a ballot does not wait for it; tests validate them.
"""

from typing import Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router

from polls.api import schemas
from polls.api.serializers import serialize_poll, serialize_receipt
from polls.cache_tags import add_expiry
from polls.formats import format_datetime
from polls.http import build_voting_problem, mark_private
from polls.models import Ballot, Poll
from polls.models.choices import Eligibility, State
from polls.ordering import get_ordered_options
from polls.queries import get_live_poll, get_poll_for_voting
from polls.results.result import get_result
from polls.results.visibility import check_result_visible, has_voted, result_depends_on_voter
from polls.voting.abuse import check_rate_limit, check_same_site
from polls.voting.ballots import Receipt, change_ballot, find_ballot, withdraw_ballot
from polls.voting.errors import VoterNotIdentified, VotingError
from polls.voting.proof_of_work import create_challenge
from polls.voting.submission import submit_ballot
from polls.voting.voters import (
    compute_voter_key,
    create_credential,
    get_credential_expiry,
    get_voter_identity,
    read_credential,
)

router = Router(tags=["Polls"])

PROBLEMS = dict.fromkeys((403, 404, 409, 410, 422, 429), schemas.ProblemSchema)
# Clients without cookies identify the voter in a header: servers log URLs.
VOTER_HEADER = "Poll-Voter"
RECEIPT_HEADER = "Poll-Receipt"


@router.get(
    "/",
    response=schemas.PollListSchema,
    url_name="list_polls",
    summary="List polls",
    operation_id="polls_list",
)
def list_polls(
    request: HttpRequest,
    state: Literal["open", "upcoming", "closed"] | None = Query(
        None, description="State of the polls; all states if omitted."
    ),
    limit: int = Query(20, ge=1, le=100),
    offset: int = Query(0, ge=0, le=100_000),
) -> HttpResponse:
    """List public polls: open, then upcoming, then closed."""
    states = [State(state)] if state else [State.OPEN, State.UPCOMING, State.CLOSED]
    live = Poll.objects.live()
    poll_ids: list[int] = []
    for listed_state in states:
        ordered = live.in_state(listed_state).order_by_date(listed_state)
        poll_ids += ordered.values_list("pk", flat=True)
    page = poll_ids[offset : offset + limit]
    polls = Poll.objects.for_display().in_bulk(page)
    items = [serialize_poll(polls[pk]) for pk in page if pk in polls]
    add_expiry(live.get_next_state_change())
    return JsonResponse({"count": len(poll_ids), "items": items})


@router.post(
    "/voters/",
    response={201: schemas.VoterSchema, **PROBLEMS},
    url_name="create_voter",
    summary="Create a voter",
    operation_id="polls_create_voter",
)
def create_voter(request: HttpRequest) -> HttpResponse:
    """Create a credential for a client without cookies. It identifies the same voter each time."""
    check_rate_limit(request, "voters")
    expires_at = format_datetime(get_credential_expiry())
    body = {"voter": create_credential(), "expires_at": expires_at}
    return mark_private(JsonResponse(body, status=201))


@router.get(
    "/{slug}/",
    response={200: schemas.PollSchema, **PROBLEMS},
    url_name="get_poll",
    summary="Get a poll",
    operation_id="polls_detail",
)
def get_poll(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a poll and its options.

    With a `Poll-Voter` header, options are in that voter's order.
    """
    poll = get_live_poll(slug)
    credential = request.headers.get(VOTER_HEADER, "")
    options = get_ordered_options(poll, read_credential(credential))
    response = JsonResponse(serialize_poll(poll, options))
    patch_vary_headers(response, [VOTER_HEADER])
    return mark_private(response) if credential else response


@router.get(
    "/{slug}/results/",
    response={200: schemas.ResultSchema, **PROBLEMS},
    url_name="get_poll_result",
    summary="Get a result",
    operation_id="polls_result",
)
def get_poll_result(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the result, if the client may see it now.

    The header `Poll-Receipt` or `Poll-Voter` identifies a voter.
    """
    poll = get_live_poll(slug)
    if not result_depends_on_voter(poll):
        check_result_visible(poll)
        return JsonResponse(get_result(poll))
    try:
        check_result_visible(poll, voted=is_voter(request, poll))
    except VotingError as error:
        return mark_private(build_voting_problem(error))
    return mark_private(JsonResponse(get_result(poll)))


def is_voter(request: HttpRequest, poll: Poll) -> bool:
    """Whether the headers of a request identify somebody who has voted in the poll."""
    if receipt := request.headers.get(RECEIPT_HEADER):
        ballot = find_ballot(poll, receipt)
        return ballot is not None and ballot.status != Ballot.Status.WITHDRAWN
    credential = request.headers.get(VOTER_HEADER, "")
    try:
        identity = get_voter_identity(poll, credential=credential)
    except VoterNotIdentified:
        return False
    return has_voted(poll, compute_voter_key(poll, identity))


@router.get(
    "/{slug}/proof-of-work/",
    response={200: schemas.ProofOfWorkSchema, **PROBLEMS},
    url_name="get_proof_of_work",
    summary="Get a proof-of-work challenge",
    operation_id="polls_proof_of_work",
)
def get_proof_of_work(request: HttpRequest, slug: str) -> HttpResponse:
    """Return an ALTCHA challenge for a poll with proof of work, valid for 20 minutes."""
    poll = get_poll_for_voting(slug)
    check_rate_limit(request, f"{slug}.proof-of-work")
    return mark_private(JsonResponse(create_challenge(poll)))


@router.post(
    "/{slug}/ballots/",
    response={200: schemas.ReceiptSchema, 201: schemas.ReceiptSchema, **PROBLEMS},
    url_name="cast_ballot",
    summary="Cast a ballot",
    operation_id="polls_cast_ballot",
)
def create_ballot(request: HttpRequest, slug: str, ballot: schemas.BallotSchema) -> HttpResponse:
    """Cast a voter's ballot and return its receipt. A ballot that is sent again counts once."""
    poll = get_poll_for_voting(slug)
    if poll.eligibility == Eligibility.ACCOUNT:
        # The session cookie identifies the voter, so the request must come from our own pages.
        check_same_site(request)
    receipt = submit_ballot(
        request,
        poll,
        options=ballot.options,
        credential=ballot.voter,
        code=ballot.code,
        audience=ballot.audience,
        proof=ballot.proof,
    )
    return build_receipt_response(receipt, poll, 201 if receipt.is_written else 200)


@router.put(
    "/{slug}/ballots/{receipt}/",
    response={200: schemas.ReceiptSchema, **PROBLEMS},
    url_name="change_ballot",
    summary="Change a ballot",
    operation_id="polls_change_ballot",
)
def update_ballot(
    request: HttpRequest, slug: str, receipt: str, choice: schemas.ChoiceSchema
) -> HttpResponse:
    """Change the ballot with this receipt. The poll must be open and have changeable ballots."""
    poll = get_poll_for_voting(slug)
    check_rate_limit(request, poll.slug)
    changed = change_ballot(poll=poll, receipt=receipt, options=choice.options)
    return build_receipt_response(changed, poll)


@router.delete(
    "/{slug}/ballots/{receipt}/",
    response={200: schemas.ReceiptSchema, **PROBLEMS},
    url_name="withdraw_ballot",
    summary="Withdraw a ballot",
    operation_id="polls_withdraw_ballot",
)
def delete_ballot(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    """Withdraw the ballot with this receipt. Its voter may vote again while the poll is open."""
    poll = get_poll_for_voting(slug)
    check_rate_limit(request, poll.slug)
    return build_receipt_response(withdraw_ballot(poll=poll, receipt=receipt), poll)


def build_receipt_response(receipt: Receipt, poll: Poll, status: int = 200) -> HttpResponse:
    return mark_private(JsonResponse(serialize_receipt(receipt, poll), status=status))
