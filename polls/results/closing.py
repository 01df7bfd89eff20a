"""After closing: the result is frozen, and later its voters become anonymous for good."""

import hashlib
import json
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import TruncDay
from django.utils import timezone
from wagtail.log_actions import log

from polls.models import Ballot, BallotBox, BallotEvent, FrozenResult, Poll
from polls.models.choices import State
from polls.results.methodology import stamp
from polls.results.result import address_of, count_result
from polls.voting.tallies import seal


class PollNotClosed(Exception):
    """The poll is open, or to come: perhaps its times were changed a moment ago."""


def polls_to_freeze(now):
    """Return closed polls whose result is not frozen yet and need wait no longer.

    While ballots that were set aside wait for staff, a result waits for POLL_REVIEW_DAYS.
    """
    closed = Poll.objects.in_state(State.CLOSED, now).filter(frozen=None)
    waiting = Ballot.objects.filter(status=Ballot.Status.SET_ASIDE).values("poll")
    overdue = Q(closes_at__lte=now - timedelta(days=settings.POLL_REVIEW_DAYS))
    # A poll that never was public has no result.
    return closed.filter(~Q(pk__in=waiting) | overdue, first_published_at__isnull=False)


@transaction.atomic
def freeze(poll, now=None):
    """Write down a closed poll's result for good, and return it; the one there is, if there is one.

    Ballots under way are counted first; none is counted after. Raises PollNotClosed.
    """
    now = now or timezone.now()
    # Whoever saves the poll holds the same row: its times are those of this moment.
    BallotBox.objects.select_for_update().get(poll=poll)
    current = Poll.objects.whole().get(pk=poll.pk)
    if frozen := current.frozen_result:
        return frozen
    if current.state_at(now) != State.CLOSED:
        raise PollNotClosed(f"The poll “{poll}” is not closed.")
    seal(current)
    text = canonical(describe(current, now))
    digest = hashlib.sha256(text.encode()).hexdigest()
    frozen = poll.frozen = FrozenResult.objects.create(poll=poll, at=now, text=text, sha256=digest)
    log(poll, "polls.freeze", data={"sha256": digest})
    return frozen


def describe(poll, now):
    """Return the record of a result: the result itself, and what it is the result of."""
    about = {
        "slug": poll.slug,
        "question": poll.question,
        "introduction": poll.introduction,
        "kind": str(poll.kind),
        "url": address_of(poll),
    }
    return {**count_result(poll), "state": "closed", "poll": about, "frozen_at": stamp(now)}


def canonical(data):
    """Return JSON in one form only: RFC 8785, for data without floating-point numbers."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def polls_to_anonymise(now):
    """Return polls that closed POLL_VOTER_KEY_DAYS ago and whose secret is still there."""
    until = now - timedelta(days=settings.POLL_VOTER_KEY_DAYS)
    return Poll.objects.filter(closes_at__lte=until, frozen__isnull=False).exclude(box__secret="")


@transaction.atomic
def anonymise(poll, now=None):
    """Destroy what ties ballots to voters: the secret, the receipts, the time of day."""
    now = now or timezone.now()
    BallotBox.objects.filter(poll=poll).update(secret="", destroyed_at=now)
    Ballot.objects.filter(poll=poll).update(receipt=None, cast_at=TruncDay("cast_at"))
    BallotEvent.objects.filter(ballot__poll=poll).update(at=TruncDay("at"))
    log(poll, "polls.anonymise")
