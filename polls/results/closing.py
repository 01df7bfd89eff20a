"""After a poll has closed: freezing its result, and anonymising its ballots."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDay
from django.utils import timezone
from wagtail.log_actions import log

from polls.formats import format_datetime
from polls.models import Ballot, BallotEvent, FrozenResult, Poll, VotingState
from polls.models.choices import State
from polls.results.result import build_result_url, compute_result
from polls.voting.tallies import end_counting


class PollNotClosed(Exception):
    """The poll is open or upcoming; an editor may have changed its times just now."""


def get_polls_to_freeze(now: datetime) -> QuerySet[Poll]:
    """Return closed polls whose result can be frozen now.

    Ballots that wait for review delay freezing by up to POLL_REVIEW_DAYS.
    """
    closed = Poll.objects.in_state(State.CLOSED, now).filter(frozen=None)
    waiting = Ballot.objects.filter(status=Ballot.Status.SET_ASIDE).values("poll")
    overdue = Q(closes_at__lte=now - timedelta(days=settings.POLL_REVIEW_DAYS))
    # A poll that was never published has no result.
    return closed.filter(~Q(pk__in=waiting) | overdue, first_published_at__isnull=False)


@transaction.atomic
def freeze_result(poll: Poll, now: datetime | None = None) -> FrozenResult:
    """Freeze the result of a closed poll and return it; return the frozen result if there is one.

    Ballots that are being counted are included, later ones are rejected. Raises PollNotClosed.
    """
    now = now or timezone.now()
    # Saving a poll takes the same lock, so the times cannot change meanwhile.
    VotingState.objects.select_for_update().get(poll=poll)
    current = Poll.objects.for_display().get(pk=poll.pk)
    if current.frozen_result:
        return current.frozen_result
    if current.get_state_at(now) != State.CLOSED:
        raise PollNotClosed(f"The poll “{poll}” is not closed.")
    end_counting(current)
    text = serialize_canonical_json(build_record(current, now))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    values = {"frozen_at": now, "canonical_json": text, "sha256": sha256}
    poll.frozen = FrozenResult.objects.create(poll=poll, **values)
    log(poll, "polls.freeze", data={"sha256": sha256})
    return poll.frozen


def build_record(poll: Poll, now: datetime) -> dict[str, Any]:
    """Return the record of a frozen result: the result, and the poll that it belongs to."""
    poll_record = {
        "slug": poll.slug,
        "question": poll.question,
        "introduction": poll.introduction,
        "kind": str(poll.kind),
        "url": build_result_url(poll),
    }
    frozen = {"state": "closed", "poll": poll_record, "frozen_at": format_datetime(now)}
    return {**compute_result(poll), **frozen}


def serialize_canonical_json(data: dict[str, Any]) -> str:
    """Return canonical JSON (RFC 8785), for data without floating-point numbers."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def get_polls_to_anonymise(now: datetime) -> QuerySet[Poll]:
    """Return polls that closed POLL_ANONYMISE_AFTER_DAYS ago and still have their voter secret."""
    latest = now - timedelta(days=settings.POLL_ANONYMISE_AFTER_DAYS)
    frozen = Poll.objects.filter(closes_at__lte=latest, frozen__isnull=False)
    return frozen.exclude(voting_state__voter_secret="")


@transaction.atomic
def anonymise_ballots(poll: Poll, now: datetime | None = None) -> None:
    """Destroy the link from ballots to voters: the voter secret, the receipts, the time of day."""
    now = now or timezone.now()
    state = VotingState.objects.filter(poll=poll)
    state.update(voter_secret="", anonymised_at=now)
    Ballot.objects.filter(poll=poll).update(receipt=None, cast_at=TruncDay("cast_at"))
    events = BallotEvent.objects.filter(ballot__poll=poll)
    events.update(occurred_at=TruncDay("occurred_at"))
    log(poll, "polls.anonymise")
