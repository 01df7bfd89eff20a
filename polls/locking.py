"""What may no longer be changed once voting has begun, and the public log of what may.

A ballot means what its voter read. From the first ballot on, what was asked and how it is counted
stay as they are, whichever way a change comes: a form, an old revision, a scheduled publication.
"""

from django.core.exceptions import ValidationError
from django.utils import timezone

from polls.models.ballots import BallotBox

LOCKED = ("question", "slug", "kind", "min_choices", "max_choices", "order", "eligibility")
LOCKED_WHEN_FROZEN = ("opens_at", "closes_at")
# Changes to these are told to readers.
LOGGED = ("introduction", "opens_at", "closes_at", "visibility", "changeable")


class PollLocked(ValidationError):
    """Something was changed that voters have already answered to."""


def locked_fields(poll):
    """Return the names of the fields that can no longer be edited."""
    if not BallotBox.objects.filter(poll=poll.pk, opened_at__isnull=False).exists():
        return ()
    return LOCKED + (LOCKED_WHEN_FROZEN if poll.frozen_result else ())


def with_what_is_locked(poll, content):
    """Return a revision's content with what is locked as it stands now."""
    if not (fields := locked_fields(poll)):
        return content
    # As the database has it: the object at hand may be older than the first ballot.
    current = type(poll).objects.get(pk=poll.pk).serializable_data()
    return content | {name: current[name] for name in (*fields, "options")}


def keep_promises(poll):
    """Hold what is locked, in the transaction that saves `poll`, and log what readers should know.

    Raises PollLocked.
    """
    # Whoever casts the first ballot takes the same row.
    box = BallotBox.objects.select_for_update().filter(poll=poll.pk).first()
    if not (box and box.opened_at):
        return
    before = type(poll).objects.select_related("frozen").get(pk=poll.pk)
    changed = [name for name in locked_fields(before) if differs(before, poll, name)]
    if wording(before) != wording(poll):
        changed.append("options")
    if changed:
        raise PollLocked(
            f"Voting has begun, so this is locked: {', '.join(changed)}. "
            "Wording can be corrected, with a reason that readers see."
        )
    log_edits(before, poll)


def wording(poll):
    """Return what of the options is locked, in their order: number, label and picture."""
    return [(each.number, each.label, each.picture_id) for each in poll.options.all()]


def differs(before, after, name):
    return getattr(before, name) != getattr(after, name)


def log_edits(before, after):
    """Add to the public log each change of a field that readers should know of."""
    for name in LOGGED:
        if differs(before, after, name):
            after.edits.create(
                what=after._meta.get_field(name).verbose_name,
                before=shown(before, name),
                after=shown(after, name),
            )


def shown(poll, name):
    """Return a field's value in words, times in the site's zone."""
    value = getattr(poll, name)
    if value is None or value is True or value is False:
        return {None: "not set", True: "yes", False: "no"}[value]
    if name in LOCKED_WHEN_FROZEN:
        return timezone.localtime(value).strftime("%-d %B %Y, %H:%M")
    display = getattr(poll, f"get_{name}_display", None)
    return str(display() if display else value)
