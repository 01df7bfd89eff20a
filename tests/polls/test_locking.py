"""Locked fields of a poll after voting has begun."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from polls.locking import LOCKED_FIELDS, PollLocked
from polls.models import Poll, PollEdit, PollOption
from polls.results.closing import freeze_result
from tests.factories import PollFactory
from tests.polls.helpers import build_form_data, cast, get_admin_url

pytestmark = pytest.mark.django_db

WORDING = [(1, "Yes"), (2, "No"), (3, "Perhaps")]


def wording(poll):
    return list(PollOption.objects.filter(poll=poll).values_list("number", "label"))


def get_option_rows(poll):
    return [{"pk": option.pk, "label": option.label} for option in poll.ordered_options]


def in_order(rows, *places):
    return [row | {"order": place} for row, place in zip(rows, places, strict=True)]


def publish(poll):
    poll.save_revision().publish()


def draft(poll):
    return Poll.objects.get(pk=poll.pk).get_latest_revision_as_object()


def change_label(poll):
    options = list(poll.options.all())
    options[0].label = "Never"
    poll.options = options


def remove(poll):
    poll.options = list(poll.options.all())[1:]


def add(poll):
    poll.options = [*poll.options.all(), PollOption(label="Other", sort_order=9)]


def reorder(poll):
    options = list(poll.options.all())
    for index, option in enumerate(reversed(options)):
        option.sort_order = index
    poll.options = list(reversed(options))


def swap_labels(poll):
    options = list(poll.options.all())
    options[0].label, options[1].label = options[1].label, options[0].label
    poll.options = options


CHANGES = [change_label, remove, add, reorder, swap_labels]


@pytest.mark.parametrize("change", CHANGES)
def test_saving_cannot_change_options(change):
    poll = PollFactory()
    cast(poll)
    poll = Poll.objects.get(pk=poll.pk)
    change(poll)

    with pytest.raises(PollLocked, match="options"):
        poll.save()

    assert wording(poll) == WORDING


@pytest.mark.parametrize("change", CHANGES)
def test_older_draft_cannot_change_options(change):
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    change(changed)
    revision = Revision.objects.get(pk=changed.save_revision().pk)
    cast(poll)

    revision.publish()

    assert wording(poll) == WORDING


@pytest.mark.parametrize("change", CHANGES)
def test_scheduled_publication_cannot_change_options(change):
    poll = PollFactory()
    publish(poll)
    changed = Poll.objects.get(pk=poll.pk)
    change(changed)
    changed.go_live_at = timezone.now() + timedelta(hours=1)
    changed.save_revision().publish()
    cast(poll)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")

    assert wording(poll) == WORDING


def test_scheduled_publication_changes_unlocked_fields():
    poll = PollFactory()
    publish(poll)
    changed = Poll.objects.get(pk=poll.pk)
    change_label(changed)
    changed.introduction = "In short"
    changed.go_live_at = timezone.now() + timedelta(hours=1)
    changed.save_revision().publish()
    cast(poll)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")

    assert Poll.objects.get(pk=poll.pk).introduction == "In short"


@pytest.mark.parametrize("action", ["", "action-publish"])
@pytest.mark.parametrize(
    "change",
    [
        lambda rows: in_order(rows, 3, 2, 1),
        lambda rows: [*rows, {"label": "Other"}],
        lambda rows: [rows[0] | {"label": "Never"}, *rows[1:]],
        lambda rows: [rows[0] | {"DELETE": "1"}, *rows[1:]],
    ],
)
def test_edit_form_cannot_change_options(admin_client, action, change):
    poll = PollFactory()
    cast(poll)
    data = build_form_data(poll, options=change(get_option_rows(poll)), question="Another question")

    response = admin_client.post(get_admin_url("edit", poll.pk), data | {action: "1"})

    assert response.status_code == 302
    assert wording(poll) == WORDING
    assert draft(poll).question == poll.question
    assert [option.label for option in draft(poll).options.all()] == ["Yes", "No", "Perhaps"]


def test_first_ballot_during_save_locks_poll(admin_client, monkeypatch):
    poll = PollFactory(live=True)
    data = build_form_data(poll, options=[{"label": "Never"}, *get_option_rows(poll)])
    monkeypatch.setattr("polls.models.Poll.has_voting_begun", False)
    monkeypatch.setattr("polls.models.polls.restore_locked_fields", lambda poll, content: content)
    cast(poll)

    response = admin_client.post(get_admin_url("edit", poll.pk), data | {"action-publish": "1"})

    assert "Voting has begun" in response.content.decode()
    assert wording(poll) == WORDING


def test_reverting_to_old_revision_does_not_change_options(admin_client):
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    change_label(changed)
    old = changed.save_revision()
    cast(poll)
    data = build_form_data(poll, options=get_option_rows(poll), introduction="In short")

    admin_client.post(
        get_admin_url("revisions_revert", poll.pk, old.pk), data | {"action-publish": "1"}
    )

    assert Poll.objects.get(pk=poll.pk).introduction == "In short"
    assert wording(poll) == WORDING


VALUES = {
    "question": "Another?",
    "slug": "another",
    "kind": "multiple",
    "min_choices": 2,
    "max_choices": 3,
    "option_order": "shuffled",
    "eligibility": "account",
}


@pytest.mark.parametrize("name", LOCKED_FIELDS)
def test_saving_cannot_change_locked_field(name):
    poll = PollFactory()
    cast(poll)
    setattr(poll, name, VALUES[name])

    with pytest.raises(PollLocked, match=name):
        poll.save()


@pytest.mark.parametrize("name", LOCKED_FIELDS)
def test_older_draft_cannot_change_locked_field(name):
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    setattr(changed, name, VALUES[name])
    revision = Revision.objects.get(pk=changed.save_revision().pk)
    cast(poll)

    revision.publish()

    assert getattr(Poll.objects.get(pk=poll.pk), name) == getattr(poll, name)


def test_changed_closing_time_is_in_public_edit_log():
    poll = PollFactory()
    cast(poll)
    poll.closes_at = timezone.now() + timedelta(days=3)

    publish(poll)

    edit = PollEdit.objects.get()
    assert (edit.field_label, edit.before) == ("closing time", "not set")
    assert str((timezone.now() + timedelta(days=3)).year) in edit.after


def test_change_before_first_ballot_is_not_logged():
    poll = PollFactory()
    poll.closes_at = timezone.now() + timedelta(days=3)

    publish(poll)

    assert not PollEdit.objects.exists()


@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_times_are_locked_after_freezing(name):
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1))
    cast(poll)
    freeze_result(poll, timezone.now() + timedelta(hours=2))
    poll = Poll.objects.get(pk=poll.pk)
    setattr(poll, name, timezone.now() + timedelta(days=9))

    with pytest.raises(PollLocked, match=name):
        poll.save()


def test_option_numbers_do_not_change_on_publication():
    poll = PollFactory()
    for _ in range(3):
        poll = draft(poll)
        poll.save_revision().publish()

    assert wording(poll) == WORDING


def test_new_option_gets_unused_number():
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    add(changed)
    publish(changed)
    changed = draft(poll)
    add(changed)

    publish(changed)

    assert [number for number, _ in wording(poll)] == [1, 2, 3, 4, 5]


def test_options_can_be_changed_before_first_ballot(admin_client):
    poll = PollFactory()
    rows = get_option_rows(poll)
    data = build_form_data(poll, options=in_order(rows, 2, 3, 1))

    admin_client.post(get_admin_url("edit", poll.pk), data | {"action-publish": "1"})

    assert wording(poll) == [(3, "Perhaps"), (1, "Yes"), (2, "No")]
