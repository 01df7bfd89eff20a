"""Locked fields of a poll after voting has begun, and the public log of other changes.

A ballot answers the question that its voter read. From the first ballot, the question, the options
and the rules of counting cannot change, neither by a form, by an old revision nor by a scheduled
publication.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from polls.formats import format_date_and_time
from polls.models.ballots import VotingState

if TYPE_CHECKING:
    from polls.models.polls import Poll

LOCKED_FIELDS = (
    "question",
    "slug",
    "kind",
    "min_choices",
    "max_choices",
    "option_order",
    "eligibility",
)
LOCKED_WHEN_FROZEN_FIELDS = ("opens_at", "closes_at")
# Readers see changes of these fields in the public edit log.
LOGGED_FIELDS = ("introduction", "opens_at", "closes_at", "visibility", "changeable")


class PollLocked(ValidationError):
    """A locked field was changed."""


def get_locked_fields(poll: "Poll") -> tuple[str, ...]:
    """Return the names of the fields that cannot be changed."""
    begun = VotingState.objects.filter(poll=poll.pk, first_ballot_at__isnull=False)
    if not begun.exists():
        return ()
    return LOCKED_FIELDS + (LOCKED_WHEN_FROZEN_FIELDS if poll.frozen_result else ())


def restore_locked_fields(poll: "Poll", content: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a revision with the current values of locked fields."""
    if not (names := get_locked_fields(poll)):
        return content
    # From the database: the instance may be older than the first ballot.
    current = type(poll).objects.get(pk=poll.pk).serializable_data()
    return content | {name: current[name] for name in (*names, "options")}


def enforce_locks(poll: "Poll") -> None:
    """Raise PollLocked if a locked field was changed, and log changes of LOGGED_FIELDS.

    Runs in the transaction that saves the poll.
    """
    # Casting the first ballot takes the same lock.
    state = VotingState.objects.select_for_update().filter(poll=poll.pk).first()
    if not (state and state.first_ballot_at):
        return
    before = type(poll).objects.select_related("frozen").get(pk=poll.pk)
    changed = [name for name in get_locked_fields(before) if is_field_changed(before, poll, name)]
    if get_locked_option_data(before) != get_locked_option_data(poll):
        changed.append("options")
    if changed:
        raise PollLocked(
            f"Voting has begun, so these fields are locked: {', '.join(changed)}. "
            "You can correct the wording and give readers a reason."
        )
    log_edits(before, poll)


def get_locked_option_data(poll: "Poll") -> list[tuple[int | None, str, int | None]]:
    """Return the (number, label, image id) of each option, in their order."""
    return [(option.number, option.label, option.image_id) for option in poll.options.all()]


def is_field_changed(before: "Poll", after: "Poll", name: str) -> bool:
    return getattr(before, name) != getattr(after, name)


def log_edits(before: "Poll", after: "Poll") -> None:
    """Add an entry to the public edit log for each changed field of LOGGED_FIELDS."""
    for name in LOGGED_FIELDS:
        if is_field_changed(before, after, name):
            after.edits.create(
                field_label=after._meta.get_field(name).verbose_name,
                before=format_field_value(before, name),
                after=format_field_value(after, name),
            )


def format_field_value(poll: "Poll", name: str) -> str:
    """Return the value of a field as readers see it."""
    value = getattr(poll, name)
    if value is None or value is True or value is False:
        return {None: "not set", True: "yes", False: "no"}[value]
    if name in LOCKED_WHEN_FROZEN_FIELDS:
        return format_date_and_time(value)
    get_display = getattr(poll, f"get_{name}_display", None)
    return str(get_display() if get_display else value)
