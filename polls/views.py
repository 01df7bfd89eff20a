"""Reader pages of polls. Only pages that depend on a ballot differ between readers."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from polls.context import build_poll_context
from polls.http import NO_SUCH_PAGE, build_download, build_voting_problem, mark_private
from polls.models import Poll
from polls.models.choices import State
from polls.queries import get_live_poll, get_poll_for_voting
from polls.results.citations import CITATION_FORMATS, format_citation
from polls.results.exports import EXPORT_FORMATS
from polls.results.result import get_result
from polls.results.structured_data import build_dataset
from polls.results.visibility import check_result_visible, has_voted, result_depends_on_voter
from polls.voting.abuse import check_rate_limit
from polls.voting.errors import ResultHidden, VotingError
from polls.voting.proof_of_work import create_challenge
from polls.voting.voters import get_reader_voter_key

PER_PAGE = 20


@require_safe
def show_poll_index(request: HttpRequest) -> HttpResponse:
    """All polls: open, upcoming and, in pages, closed."""
    live = Poll.objects.live()
    closed = live.in_state(State.CLOSED).order_by_date(State.CLOSED)
    context = {
        "open_polls": live.in_state(State.OPEN).order_by_date(State.OPEN),
        "upcoming_polls": live.in_state(State.UPCOMING).order_by_date(State.UPCOMING),
        "closed_polls": get_list_page(request, closed),
    }
    return render(request, "polls/poll_index.html", context)


def get_list_page(request: HttpRequest, polls: QuerySet[Poll]) -> Page:
    """Return the page of a list that the query string names. Raises Http404."""
    number = request.GET.get("page", "1")
    paginator = Paginator(polls, PER_PAGE)
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise Http404(NO_SUCH_PAGE)
    if not 1 <= int(number) <= paginator.num_pages:
        raise Http404(NO_SUCH_PAGE)
    return paginator.page(number)


@require_safe
def show_poll(request: HttpRequest, slug: str) -> HttpResponse:
    """One poll, with its result when it is shown."""
    poll = get_live_poll(slug)
    poll_context = build_poll_context(poll)
    context = {"poll": poll, "poll_context": poll_context}
    context |= build_record_context(poll, poll_context["result"])
    return render(request, "polls/poll_page.html", context)


@require_safe
def show_result(request: HttpRequest, slug: str) -> HttpResponse:
    """The result with its methodology note, downloads and edit log."""
    poll = get_live_poll(slug)
    try:
        result = get_visible_result(request, poll)
    except ResultHidden as error:
        context = {"poll": poll, "error": error}
        response = render(request, "polls/result_hidden.html", context, status=error.status)
    else:
        context = {"poll": poll, "poll_context": build_poll_context(poll) | {"result": result}}
        context |= build_record_context(poll, result)
        response = render(request, "polls/result_page.html", context)
    return mark_private_if_voter_dependent(poll, response)


def build_record_context(poll: Poll, result: dict[str, Any] | None) -> dict[str, Any]:
    """Return the context around a result: citation, structured data and edit log."""
    context = {"edits": poll.edits.all(), "result": result}
    if result and result["frozen"]:
        context |= {"citation": format_citation(result), "dataset": build_dataset(result)}
    return context


def get_visible_result(request: HttpRequest, poll: Poll) -> dict[str, Any]:
    """Return the result. Raises ResultHidden if this reader may not see it."""
    voted = result_depends_on_voter(poll) and has_voted(poll, get_reader_voter_key(request, poll))
    check_result_visible(poll, voted=voted)
    return get_result(poll)


def mark_private_if_voter_dependent(poll: Poll, response: HttpResponse) -> HttpResponse:
    return mark_private(response) if result_depends_on_voter(poll) else response


@require_safe
def download_result(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The result as a file: results.csv, results.xlsx or results.json."""
    poll = get_live_poll(slug)
    try:
        result = get_visible_result(request, poll)
    except ResultHidden as error:
        return mark_private_if_voter_dependent(poll, build_voting_problem(error))
    content_type, export = EXPORT_FORMATS[extension]
    filename = f"{poll.slug}-results.{extension}"
    response = build_download(export(poll, result), content_type, filename)
    return mark_private_if_voter_dependent(poll, response)


@require_safe
def download_citation(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """The citation of a frozen result as a file: cite.bib or cite.ris."""
    poll = get_live_poll(slug)
    if not poll.frozen_result:
        raise Http404("The result of this poll is not frozen, so it cannot be cited yet.")
    try:
        result = get_visible_result(request, poll)
    except ResultHidden as error:
        return mark_private_if_voter_dependent(poll, build_voting_problem(error))
    content_type, export = CITATION_FORMATS[extension]
    return build_download(export(poll, result), content_type, f"{poll.slug}.{extension}")


@require_safe
def issue_challenge(request: HttpRequest, slug: str) -> HttpResponse:
    """An ALTCHA challenge for the browser, as JSON."""
    try:
        poll = get_poll_for_voting(slug)
        check_rate_limit(request, f"{slug}.proof-of-work")
        return mark_private(JsonResponse(create_challenge(poll)))
    except VotingError as error:
        return mark_private(build_voting_problem(error))
