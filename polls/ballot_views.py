"""A reader's ballot, from the form on a page: cast, shown again, withdrawn.

The form holds no token, since the page is the same for everyone. The first ballot of a browser is
answered with a cookie and sent again (307 keeps it whole), so that only a ballot with a cookie is
counted: a form that is sent twice has the same voter both times.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from polls.caching import keep_private
from polls.context import show_poll
from polls.http import problem_of, with_headers
from polls.models import Ballot
from polls.models.choices import Eligibility
from polls.queries import poll_for_voting
from polls.results.result import may_see
from polls.voting.abuse import HONEYPOT, limit_requests, refuse_other_sites
from polls.voting.ballots import withdraw_ballot
from polls.voting.errors import (
    BallotUnknown,
    FromElsewhere,
    InvalidChoice,
    VoterUnknown,
    VotingError,
)
from polls.voting.submission import take_ballot
from polls.voting.voters import (
    COOKIE,
    find_code,
    identify,
    key_of_reader,
    make_credential,
    read_credential,
    voter_key,
)

AGAIN = "again"
EDITED = "This poll was edited after your page was made. Here it is as it stands now."
NO_COOKIES = (
    "Your browser keeps no cookies for this site. One is needed to take one vote per browser; "
    "it is used for this poll alone."
)


@csrf_exempt
@require_POST
def vote(request, slug):
    """Cast a ballot and return to its place in the page; to scripts, answer JSON."""
    try:
        refuse_other_sites(request)
        poll = poll_for_voting(slug)
        check_wording(request, poll)
        if needs_cookie(request, poll):
            return hand_out_cookie(request, poll)
        form = {name: request.POST.get(name, "") for name in ("code", "audience", "proof")}
        receipt = take_ballot(
            request,
            poll,
            options=options_of(request),
            credential=cookie_of(request),
            honeypot=request.POST.get(HONEYPOT, ""),
            **form,
        )
    except VotingError as error:
        return refuse(request, slug, error)
    return accept(request, poll, receipt)


def check_wording(request, poll):
    """Refuse a form whose words are not those of the poll now. Raises InvalidChoice."""
    if request.POST.get("wording", poll.wording) != poll.wording:
        raise InvalidChoice(EDITED)


def cookie_of(request):
    return request.COOKIES.get(COOKIE, "")


def needs_cookie(request, poll):
    return poll.eligibility == Eligibility.BROWSER and not read_credential(cookie_of(request))


def hand_out_cookie(request, poll):
    """Answer with a voter's cookie for this poll alone, and have the ballot sent once more."""
    if AGAIN in request.GET:
        raise VoterUnknown(NO_COOKIES)
    response = HttpResponse(status=307, headers={"Location": f"{request.path}?{AGAIN}"})
    return keep_private(with_cookie(request, response, poll, make_credential()))


def with_cookie(request, response, poll, credential):
    """Return the response with a voter's cookie, which goes with nothing but this poll."""
    response.set_cookie(
        COOKIE,
        credential,
        max_age=timedelta(days=settings.POLL_VOTER_DAYS),
        path=poll.get_absolute_url(),
        secure=settings.SESSION_COOKIE_SECURE or request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def identity_of(request, poll):
    """Return who sends this form. Raises VoterUnknown."""
    code = request.POST.get("code", "")
    return identify(poll, user=request.user, credential=cookie_of(request), code=code)


def options_of(request):
    """Return the numbers of the options that the form has. Raises InvalidChoice."""
    chosen = request.POST.getlist("option")
    if not all(re.fullmatch("[0-9]{1,5}", number) for number in chosen):
        raise InvalidChoice("One of these is not an option of this poll. Load the page again.")
    return [int(number) for number in chosen]


def wants_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def accept(request, poll, receipt):
    if wants_json(request):
        response = receipt_response(receipt, 201 if receipt.new else 200)
    else:
        outcome = "counted" if receipt.counted is True else "set-aside"
        location = f"{way_back(request, poll)}#{place_of(request, poll)}-{outcome}"
        response = HttpResponse(status=303, headers={"Location": location})
    if poll.eligibility == Eligibility.CODE:
        # So that the voter finds the ballot again, and sees a result that is for voters.
        credential = make_credential(find_code(poll, request.POST.get("code", "")))
        with_cookie(request, response, poll, credential)
    return keep_private(response)


def receipt_response(receipt, status=200):
    return JsonResponse({"receipt": receipt.number, "counted": receipt.counted}, status=status)


def way_back(request, poll):
    """Return the path of the page that the form stood on, the poll's own if it names none here."""
    back = request.POST.get("back", "").partition("#")[0]
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, None)):
        return poll.get_absolute_url()
    return iri_to_uri(back)


def place_of(request, poll):
    place = request.POST.get("place", "")
    return place if re.fullmatch(r"[\w-]{1,120}", place) else f"poll-{poll.slug}"


def refuse(request, slug, error):
    """Tell what stands in the way: with the form as it was filled in, or as JSON."""
    if wants_json(request):
        return keep_private(problem_of(error))
    # What another site filled in is not offered for sending.
    own = not isinstance(error, FromElsewhere)
    context = {"error": error, "chosen": request.POST.getlist("option") if own else []}
    try:
        poll = poll_for_voting(slug)
        context |= {"poll": poll, "shown": show_poll(poll, back=way_back(request, poll))}
    except VotingError:
        pass  # There is no such poll; the page says so.
    response = render(request, "polls/refused.html", context, status=error.status)
    return keep_private(with_headers(response, error))


@require_safe
def own_ballot(request, slug):
    """A reader's own ballot: what was chosen, and the way to withdraw it."""
    try:
        poll = poll_for_voting(slug)
    except VotingError as error:
        return refuse(request, slug, error)
    key = key_of_reader(request, poll)
    ballot = Ballot.objects.filter(poll=poll, voter_key=key).first() if key else None
    numbers = ballot.choices if ballot else []
    chosen = [option for option in poll.shown_options if option.number in numbers]
    voted = bool(ballot) and ballot.status != Ballot.Status.WITHDRAWN
    context = {"poll": poll, "ballot": ballot, "chosen": chosen}
    context["result_shown"] = may_see(poll, voted=voted)
    return keep_private(render(request, "polls/own_ballot.html", context))


@csrf_exempt
@require_POST
def withdraw(request, slug):
    """Withdraw the reader's own ballot and return to it; to scripts, answer JSON."""
    try:
        refuse_other_sites(request)
        poll = poll_for_voting(slug)
        limit_requests(request, poll.slug)
        if not (key := key_of_reader(request, poll)):
            key = voter_key(poll, identity_of(request, poll))
        if not (ballot := Ballot.objects.filter(poll=poll, voter_key=key).first()):
            raise BallotUnknown
        receipt = withdraw_ballot(poll=poll, receipt=ballot.receipt)
    except VotingError as error:
        return refuse(request, slug, error)
    if wants_json(request):
        return keep_private(receipt_response(receipt))
    location = f"{poll.get_absolute_url()}ballot/"
    return keep_private(HttpResponse(status=303, headers={"Location": location}))
