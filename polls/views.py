"""Pages of polls for readers. All but what depends on a ballot is the same for everyone."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from polls.cache_tags import lists
from polls.caching import keep_private
from polls.context import show_poll
from polls.http import problem_of
from polls.models import Poll
from polls.models.choices import State
from polls.queries import poll_for_voting
from polls.results import citations, exports
from polls.results.result import check_visible, depends_on_voter, has_voted, read_result
from polls.results.structured_data import dataset
from polls.voting.abuse import limit_requests
from polls.voting.errors import ResultHidden, VotingError
from polls.voting.proof_of_work import make_challenge
from polls.voting.voters import key_of_reader

PER_PAGE = 20


def get_poll(slug):
    """Return a live poll with all that is shown of it. Raises Http404."""
    lists()
    return get_object_or_404(Poll.objects.live().whole(), slug=slug)


@require_safe
def poll_index(request):
    """All polls: open, to come and, a page at a time, closed."""
    live = Poll.objects.live()
    closed = live.in_state(State.CLOSED).in_order(State.CLOSED)
    context = {
        "open_polls": live.in_state(State.OPEN).in_order(State.OPEN),
        "upcoming_polls": live.in_state(State.UPCOMING).in_order(State.UPCOMING),
        "closed_polls": page_of(request, closed),
    }
    return render(request, "polls/poll_index.html", context)


def page_of(request, rows):
    number = request.GET.get("page", "1")
    paginator = Paginator(rows, PER_PAGE)
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise Http404("There is no such page of this list.")
    if not 1 <= int(number) <= paginator.num_pages:
        raise Http404("There is no such page of this list.")
    return paginator.page(number)


@require_safe
def poll_page(request, slug):
    """One poll at an address of its own."""
    poll = get_poll(slug)
    shown = show_poll(poll)
    context = {"poll": poll, "shown": shown, **about_result(poll, shown["result"])}
    return render(request, "polls/poll_page.html", context)


@require_safe
def result_page(request, slug):
    """The result with its method, downloads and edits, for whoever may see it."""
    poll = get_poll(slug)
    try:
        result = visible_result(request, poll)
    except ResultHidden as error:
        context = {"poll": poll, "error": error}
        response = render(request, "polls/result_hidden.html", context, status=error.status)
    else:
        context = {"poll": poll, "shown": show_poll(poll) | {"result": result}}
        context |= about_result(poll, result)
        response = render(request, "polls/result_page.html", context)
    return deliver(poll, response)


def about_result(poll, result):
    """Return what stands around a result: citation, data for search engines, log of edits."""
    about = {"edits": poll.edits.all(), "result": result}
    if result and result["frozen"]:
        about |= {"citation": citations.cite(poll, result), "dataset": dataset(poll, result)}
    return about


def visible_result(request, poll):
    """Return the result. Raises ResultHidden if this reader may not see it."""
    voted = depends_on_voter(poll) and has_voted(poll, key_of_reader(request, poll))
    check_visible(poll, voted=voted)
    return read_result(poll)


def deliver(poll, response):
    """Let no cache keep an answer that depends on who reads."""
    return keep_private(response) if depends_on_voter(poll) else response


@require_safe
def download(request, slug, ending):
    """The result as a file: results.csv, results.xlsx or results.json."""
    poll = get_poll(slug)
    try:
        result = visible_result(request, poll)
    except ResultHidden as error:
        return deliver(poll, problem_of(error))
    media_type, function = exports.FORMATS[ending]
    response = file(function(poll, result), media_type, f"{poll.slug}-results.{ending}")
    return deliver(poll, response)


@require_safe
def citation(request, slug, ending):
    """How to cite a frozen result: cite.bib or cite.ris."""
    poll = get_poll(slug)
    if not poll.frozen_result:
        raise Http404("Only a frozen result can be cited.")
    try:
        result = visible_result(request, poll)
    except ResultHidden as error:
        return deliver(poll, problem_of(error))
    media_type, function = citations.FORMATS[ending]
    return file(function(poll, result), media_type, f"{poll.slug}.{ending}")


def file(content, media_type, name):
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, media_type, headers={"Content-Disposition": disposition})


@require_safe
def challenge(request, slug):
    """A proof of work for the browser to do, as JSON."""
    try:
        poll = poll_for_voting(slug)
        limit_requests(request, f"{slug}.challenge")
        return keep_private(JsonResponse(make_challenge(poll)))
    except VotingError as error:
        return keep_private(problem_of(error))
