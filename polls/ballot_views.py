"""The views of a reader's ballot: cast from the form on a page, shown, and withdrawn.

The form has no CSRF token, because the page is the same for everyone. The first ballot of a browser
gets a voter cookie and a 307 redirect, so that the browser sends the ballot again with the cookie.
Only a ballot with a cookie is counted: a form that is sent twice has the same voter both times.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from polls.context import build_poll_context
from polls.http import add_error_headers, build_voting_problem, mark_private
from polls.models import Ballot, Poll
from polls.models.choices import Eligibility
from polls.queries import get_poll_for_voting
from polls.results.visibility import can_see_result
from polls.voting.abuse import HONEYPOT_FIELD, check_rate_limit, check_same_site
from polls.voting.ballots import UNKNOWN_OPTION_IN_BALLOT, Receipt, withdraw_ballot
from polls.voting.errors import (
    BallotNotFound,
    CrossSiteRequest,
    InvalidChoice,
    VoterNotIdentified,
    VotingError,
)
from polls.voting.submission import submit_ballot
from polls.voting.voters import (
    VOTER_COOKIE,
    compute_voter_key,
    create_credential,
    find_code,
    get_reader_voter_key,
    get_voter_identity,
    read_credential,
)

# The query parameter of a ballot that is sent again with the voter cookie.
RETRY_PARAM = "retry"
POLL_EDITED = (
    "This poll was edited after you opened the page. Check the current version, then vote."
)
NO_COOKIES = (
    "Allow cookies for this site, then vote again. The cookie is used only for this poll, to count "
    "one vote per browser."
)


@csrf_exempt
@require_POST
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Cast a ballot and redirect to the poll in its page; scripts get JSON."""
    try:
        check_same_site(request)
        poll = get_poll_for_voting(slug)
        check_wording(request, poll)
        if needs_voter_cookie(request, poll):
            return send_voter_cookie(request, poll)
        receipt = submit_form(request, poll)
    except VotingError as error:
        return build_rejected_response(request, slug, error)
    return build_accepted_response(request, poll, receipt)


def check_wording(request: HttpRequest, poll: Poll) -> None:
    """Raise InvalidChoice if the poll was edited after the form was rendered."""
    digest = poll.wording_digest
    if request.POST.get("wording", digest) != digest:
        raise InvalidChoice(POLL_EDITED)


def submit_form(request: HttpRequest, poll: Poll) -> Receipt:
    """Submit the ballot of a form. Raises a VotingError."""
    fields = {name: request.POST.get(name, "") for name in ("code", "audience", "proof")}
    return submit_ballot(
        request,
        poll,
        options=parse_options(request),
        credential=get_voter_cookie(request),
        honeypot=request.POST.get(HONEYPOT_FIELD, ""),
        **fields,
    )


def get_voter_cookie(request: HttpRequest) -> str:
    return request.COOKIES.get(VOTER_COOKIE, "")


def needs_voter_cookie(request: HttpRequest, poll: Poll) -> bool:
    has_credential = bool(read_credential(get_voter_cookie(request)))
    return poll.eligibility == Eligibility.BROWSER and not has_credential


def send_voter_cookie(request: HttpRequest, poll: Poll) -> HttpResponse:
    """Return a redirect that sets the voter cookie and has the browser send the ballot again."""
    if RETRY_PARAM in request.GET:
        raise VoterNotIdentified(NO_COOKIES)
    response = HttpResponse(status=307, headers={"Location": f"{request.path}?{RETRY_PARAM}"})
    return mark_private(set_voter_cookie(request, response, poll, create_credential()))


def set_voter_cookie(
    request: HttpRequest, response: HttpResponse, poll: Poll, credential: str
) -> HttpResponse:
    """Set the voter cookie, which browsers send to this poll only, and return the response."""
    response.set_cookie(
        VOTER_COOKIE,
        credential,
        max_age=timedelta(days=settings.POLL_VOTER_DAYS),
        path=poll.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def parse_options(request: HttpRequest) -> list[int]:
    """Return the option numbers of the form. Raises InvalidChoice."""
    numbers = request.POST.getlist("option")
    if not all(re.fullmatch("[0-9]{1,5}", number) for number in numbers):
        raise InvalidChoice(UNKNOWN_OPTION_IN_BALLOT)
    return [int(number) for number in numbers]


def accepts_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def build_accepted_response(request: HttpRequest, poll: Poll, receipt: Receipt) -> HttpResponse:
    if accepts_json(request):
        response = build_json_receipt(receipt, 201 if receipt.is_written else 200)
    else:
        outcome = "counted" if receipt.counted is True else "set-aside"
        url = f"{get_return_path(request, poll)}#{get_anchor(request, poll)}-{outcome}"
        response = HttpResponse(status=303, headers={"Location": url})
    if poll.eligibility == Eligibility.CODE:
        # So that the voter can see the ballot again, and a result for voters.
        credential = create_credential(find_code(poll, request.POST.get("code", "")))
        set_voter_cookie(request, response, poll, credential)
    return mark_private(response)


def build_json_receipt(receipt: Receipt, status: int = 200) -> HttpResponse:
    return JsonResponse({"receipt": receipt.token, "counted": receipt.counted}, status=status)


def get_return_path(request: HttpRequest, poll: Poll) -> str:
    """Return the path of the page with the form; the path of the poll if it is not of this site."""
    path = request.POST.get("back", "").partition("#")[0]
    if not (path.startswith("/") and url_has_allowed_host_and_scheme(path, None)):
        return poll.get_absolute_url()
    return iri_to_uri(path)


def get_anchor(request: HttpRequest, poll: Poll) -> str:
    anchor = request.POST.get("anchor", "")
    return anchor if re.fullmatch(r"[\w-]{1,120}", anchor) else f"poll-{poll.slug}"


def build_rejected_response(request: HttpRequest, slug: str, error: VotingError) -> HttpResponse:
    """Return the error as problem details, or as a page with the form as it was filled in."""
    if accepts_json(request):
        return mark_private(build_voting_problem(error))
    # Do not prefill the form with the choices that another site sent.
    is_own_form = not isinstance(error, CrossSiteRequest)
    chosen = request.POST.getlist("option") if is_own_form else []
    context = {"error": error, "chosen": chosen}
    try:
        poll = get_poll_for_voting(slug)
        back = get_return_path(request, poll)
        context |= {"poll": poll, "poll_context": build_poll_context(poll, back=back)}
    except VotingError:
        pass  # The poll does not exist; the page says so.
    response = render(request, "polls/ballot_rejected.html", context, status=error.status)
    return mark_private(add_error_headers(response, error))


@require_safe
def show_own_ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """The reader's own ballot, with a button to withdraw it."""
    try:
        poll = get_poll_for_voting(slug)
    except VotingError as error:
        return build_rejected_response(request, slug, error)
    ballot = find_own_ballot(poll, get_reader_voter_key(request, poll))
    choices = ballot.choices if ballot else []
    voted = ballot is not None and ballot.status != Ballot.Status.WITHDRAWN
    context = {
        "poll": poll,
        "ballot": ballot,
        "chosen": [option for option in poll.ordered_options if option.number in choices],
        "result_shown": can_see_result(poll, voted=voted),
    }
    return mark_private(render(request, "polls/own_ballot.html", context))


def find_own_ballot(poll: Poll, voter_key: str | None) -> Ballot | None:
    if not voter_key:
        return None
    return Ballot.objects.filter(poll=poll, voter_key=voter_key).first()


@csrf_exempt
@require_POST
def withdraw_own_ballot(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdraw the reader's own ballot and redirect to it; scripts get JSON."""
    try:
        check_same_site(request)
        poll = get_poll_for_voting(slug)
        check_rate_limit(request, poll.slug)
        voter_key = get_reader_voter_key(request, poll) or compute_form_voter_key(request, poll)
        if not (ballot := find_own_ballot(poll, voter_key)):
            raise BallotNotFound
        receipt = withdraw_ballot(poll=poll, receipt=ballot.receipt or "")
    except VotingError as error:
        return build_rejected_response(request, slug, error)
    if accepts_json(request):
        return mark_private(build_json_receipt(receipt))
    url = f"{poll.get_absolute_url()}ballot/"
    return mark_private(HttpResponse(status=303, headers={"Location": url}))


def compute_form_voter_key(request: HttpRequest, poll: Poll) -> str:
    """Return the voter key of the sender of a form. Raises VoterNotIdentified or PollClosed."""
    code, credential = request.POST.get("code", ""), get_voter_cookie(request)
    identity = get_voter_identity(poll, user=request.user, credential=credential, code=code)
    return compute_voter_key(poll, identity)
