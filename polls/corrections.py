"""Public corrections of the wording of a poll after voting has begun."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.search.index import insert_or_update_object

from polls.models import Poll, PollEdit, PollOption, VotingState

MAX_WORDING_LENGTH = 255

NOT_STARTED = "Voting has not started. Edit the poll itself."
NO_REASON = "Give a reason. Readers see it next to the correction."
EMPTY = "Enter a question and a label for every option."
TOO_LONG = (
    "The question, an option or the reason is longer than "
    f"{MAX_WORDING_LENGTH} characters. Shorten it."
)
DUPLICATE_LABELS_IN_CORRECTION = "Two options would have the same label: “{}”. Change one of them."
UNKNOWN_OPTION_IN_CORRECTION = "Option {} does not exist. Reload the page."
NO_CHANGE = "Nothing has changed. Edit the question or an option."


class InvalidCorrection(ValidationError):
    """The correction is not valid; the message is for the editor."""


@transaction.atomic
def correct_poll(
    *, poll: Poll, question: str, labels: dict[int, str], reason: str, user: Any
) -> list[PollEdit]:
    """Correct the wording of a poll after voting has begun, and return the public log entries.

    `labels` is {option number: label}; omitted options do not change. A frozen result keeps its
    wording. Raises InvalidCorrection; nothing is written then.
    """
    state = VotingState.objects.select_for_update().get(poll=poll)
    poll = Poll.objects.for_display().get(pk=poll.pk)
    question, reason = question.strip(), reason.strip()
    labels = {number: label.strip() for number, label in labels.items()}
    validate_correction(poll, state, question, labels, reason)
    if not (edits := build_edits(poll, question, labels, reason)):
        raise InvalidCorrection(NO_CHANGE)
    save_wording(poll, question, labels)
    for edit in edits:
        # Not in bulk, which would send no signal to invalidate cached responses.
        edit.save()
    changes = [
        {"field": edit.field_label, "before": edit.before, "after": edit.after} for edit in edits
    ]
    log(poll, "polls.correct", user=user, data={"reason": reason, "changes": changes})
    return edits


def validate_correction(
    poll: Poll, state: VotingState, question: str, labels: dict[int, str], reason: str
) -> None:
    """Raise InvalidCorrection unless the poll can take this wording."""
    if not state.first_ballot_at:
        raise InvalidCorrection(NOT_STARTED)
    if not reason:
        raise InvalidCorrection(NO_REASON)
    texts = [question, *labels.values()]
    if not all(texts):
        raise InvalidCorrection(EMPTY)
    if any(len(text) > MAX_WORDING_LENGTH for text in [*texts, reason]):
        raise InvalidCorrection(TOO_LONG)
    validate_labels({option.number: option.label for option in poll.ordered_options}, labels)


def validate_labels(before: dict[int, str], labels: dict[int, str]) -> None:
    if unknown_numbers := labels.keys() - before.keys():
        raise InvalidCorrection(UNKNOWN_OPTION_IN_CORRECTION.format(min(unknown_numbers)))
    after = list((before | labels).values())
    if duplicates := [label for label in after if after.count(label) > 1]:
        raise InvalidCorrection(DUPLICATE_LABELS_IN_CORRECTION.format(duplicates[0]))


def build_edits(poll: Poll, question: str, labels: dict[int, str], reason: str) -> list[PollEdit]:
    """Return unsaved entries for the public edit log, one for each changed text."""
    texts = [("question", poll.question, question)]
    for option in poll.ordered_options:
        label = labels.get(option.number, option.label)
        texts.append((f"option {option.number}", option.label, label))
    return [
        PollEdit(poll=poll, field_label=field_label, before=before, after=after, reason=reason)
        for field_label, before, after in texts
        if before != after
    ]


def save_wording(poll: Poll, question: str, labels: dict[int, str]) -> None:
    """Update the wording without `Poll.save`, which rejects changes of locked fields."""
    Poll.objects.filter(pk=poll.pk).update(question=question)
    for number, label in labels.items():
        PollOption.objects.filter(poll=poll, number=number).update(label=label)
    VotingState.update_version(poll)
    insert_or_update_object(Poll.objects.get(pk=poll.pk))
