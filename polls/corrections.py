"""Correcting the words of a poll that voters have already answered to, in public."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.search.index import insert_or_update_object

from polls.models import BallotBox, Poll, PollEdit

LONGEST = 255

NOT_BEGUN = "Voting has not begun: edit the poll as usual."
NO_REASON = "Give the reason. Readers see it beside the correction."
EMPTY = "The question and every option need words."
TOO_LONG = f"The question, an option or the reason is longer than {LONGEST} characters."
TWICE = "Two options would have the same words: “{}”."
UNKNOWN = "This poll has no option {}."
NO_CHANGE = "Nothing would change."


class CorrectionRefused(ValidationError):
    """A correction that cannot be made, with the reason in words for the editor."""


@transaction.atomic
def correct_poll(*, poll: Poll, question: str, labels: dict[int, str], reason: str, user):
    """Correct the wording of a poll after voting has begun, and return the PollEdits.

    `labels` are the words of options by their numbers; an option left out keeps its own. What is
    locked stays so for every other way to change it. A frozen result keeps its words.
    Raises CorrectionRefused, having written nothing.
    """
    box = BallotBox.objects.select_for_update().get(poll=poll)
    poll = Poll.objects.whole().get(pk=poll.pk)
    question, reason = question.strip(), reason.strip()
    labels = {number: label.strip() for number, label in labels.items()}
    check(poll, box, question, labels, reason)
    if not (edits := edits_of(poll, question, labels, reason)):
        raise CorrectionRefused(NO_CHANGE)
    write(poll, question, labels)
    for edit in edits:
        # One by one, so that whoever keeps answers hears of it.
        edit.save()
    changes = [{"what": edit.what, "before": edit.before, "after": edit.after} for edit in edits]
    log(poll, "polls.correct", user=user, data={"reason": reason, "changes": changes})
    return edits


def check(poll, box, question, labels, reason):
    """Raise CorrectionRefused unless a poll may be given these words."""
    if not box.opened_at:
        raise CorrectionRefused(NOT_BEGUN)
    if not reason:
        raise CorrectionRefused(NO_REASON)
    words = [question, *labels.values()]
    if not all(words):
        raise CorrectionRefused(EMPTY)
    if any(len(text) > LONGEST for text in [*words, reason]):
        raise CorrectionRefused(TOO_LONG)
    check_labels({option.number: option.label for option in poll.shown_options}, labels)


def check_labels(before, labels):
    if unknown := labels.keys() - before.keys():
        raise CorrectionRefused(UNKNOWN.format(min(unknown)))
    after = list((before | labels).values())
    if repeated := [label for label in after if after.count(label) > 1]:
        raise CorrectionRefused(TWICE.format(repeated[0]))


def edits_of(poll, question, labels, reason):
    """Return unsaved entries for the public log, one for each text that changes."""
    texts = [("question", poll.question, question)]
    for option in poll.shown_options:
        label = labels.get(option.number, option.label)
        texts.append((f"option {option.number}", option.label, label))
    return [
        PollEdit(poll=poll, what=what, before=before, after=after, reason=reason)
        for what, before, after in texts
        if before != after
    ]


def write(poll, question, labels):
    """Write past `Poll.save`, which holds what is locked."""
    Poll.objects.filter(pk=poll.pk).update(question=question)
    for number, label in labels.items():
        poll.options.model.objects.filter(poll=poll, number=number).update(label=label)
    BallotBox.renew(poll)
    insert_or_update_object(Poll.objects.get(pk=poll.pk))
