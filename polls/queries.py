"""Queries that load polls with few statements, for pages and for ballots.

For a ballot, each process caches the poll with its options, one entry per version. Each ballot
reads the current version and the voter secret from the database, so that the cached poll is never
stale. This statement costs a tenth of loading the poll.
"""

from collections.abc import Collection
from copy import copy
from functools import lru_cache

from django.db import connection

from polls.cache_tags import add_list_tag
from polls.models import Poll, PollOption, VotingState
from polls.results.methodology import build_site_name_subquery
from polls.results.visibility import is_result_public
from polls.voting.errors import PollNotFound
from polls.voting.tallies import LazyPollCounts

VERSION_QUERY = """
    SELECT state.version, state.voter_secret FROM polls_votingstate state
    JOIN polls_poll poll ON poll.id = state.poll_id
    WHERE poll.slug = %s AND poll.live
"""


def get_live_poll(slug: str) -> Poll:
    """Return a live poll for display. Raises PollNotFound."""
    add_list_tag()
    if not (poll := Poll.objects.live().for_display().filter(slug=slug).first()):
        raise PollNotFound
    return poll


def get_poll_for_voting(slug: str) -> Poll:
    """Return a live poll with its options and its voter secret. Raises PollNotFound."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION_QUERY, [slug])
        row = cursor.fetchone()
    if not row or not (cached_poll := load_poll_version(slug, row[0])):
        raise PollNotFound
    # The secret is not cached, so that no copy outlives its destruction.
    poll = copy(cached_poll)
    poll.voting_state = VotingState(poll=poll, voter_secret=row[1])
    return poll


@lru_cache(maxsize=256)
def load_poll_version(slug: str, version: str) -> Poll | None:
    """Return the poll with its options, None without options. A version is never reused."""
    options = PollOption.objects.with_images().filter(poll__slug=slug)
    ordered_options = list(options.select_related("poll").order_by("sort_order"))
    if not ordered_options:
        return None
    poll = ordered_options[0].poll
    poll.ordered_options = ordered_options
    return poll


def load_polls(poll_ids: Collection[int]) -> dict[int, Poll]:
    """Return {poll id: poll} with options, voting state and frozen result, in one query.

    A second query loads the images of options, a third the counts, if any are shown.
    """
    options = PollOption.objects.with_images().filter(poll__in=poll_ids)
    options = options.select_related("poll__voting_state", "poll__frozen").order_by("sort_order")
    polls: dict[int, Poll] = {}
    for option in options.annotate(site_name=build_site_name_subquery()):
        poll = polls.setdefault(option.poll_id, option.poll)
        poll.site_name = option.site_name
        poll.__dict__.setdefault("ordered_options", []).append(option)
    if without_options := set(poll_ids) - polls.keys():
        polls |= Poll.objects.for_display().in_bulk(without_options)
    assign_lazy_counts(polls.values())
    return polls


def assign_lazy_counts(polls: Collection[Poll]) -> None:
    """Let the polls load the counts of all results that readers see in one query."""
    counted = [poll for poll in polls if not poll.frozen_result and is_result_public(poll)]
    counts = LazyPollCounts(counted)
    for poll in polls:
        poll.lazy_counts = counts
