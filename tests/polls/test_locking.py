"""What a voter has answered to stays as it was, whichever way a change comes."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from polls.locking import LOCKED, PollLocked
from polls.models import Poll, PollEdit, PollOption
from polls.results.closing import freeze
from tests.factories import PollFactory
from tests.polls.staff import address, cast, form_of

pytestmark = pytest.mark.django_db

WORDING = [(1, "Yes"), (2, "No"), (3, "Perhaps")]


def wording(poll):
    return list(PollOption.objects.filter(poll=poll).values_list("number", "label"))


def options_of(poll):
    return [{"pk": option.pk, "label": option.label} for option in poll.shown_options]


def in_order(rows, *places):
    return [row | {"order": place} for row, place in zip(rows, places, strict=True)]


def publish(poll):
    poll.save_revision().publish()


def draft(poll):
    return Poll.objects.get(pk=poll.pk).get_latest_revision_as_object()


def relabel(poll):
    options = list(poll.options.all())
    options[0].label = "Never"
    poll.options = options


def remove(poll):
    poll.options = list(poll.options.all())[1:]


def add(poll):
    poll.options = [*poll.options.all(), PollOption(label="Other", sort_order=9)]


def reorder(poll):
    options = list(poll.options.all())
    for at, option in enumerate(reversed(options)):
        option.sort_order = at
    poll.options = list(reversed(options))


def swap_labels(poll):
    options = list(poll.options.all())
    options[0].label, options[1].label = options[1].label, options[0].label
    poll.options = options


CHANGES = [relabel, remove, add, reorder, swap_labels]


@pytest.mark.parametrize("change", CHANGES)
def test_no_option_is_changed_by_saving(change):
    poll = PollFactory()
    cast(poll)
    poll = Poll.objects.get(pk=poll.pk)
    change(poll)

    with pytest.raises(PollLocked, match="options"):
        poll.save()

    assert wording(poll) == WORDING


@pytest.mark.parametrize("change", CHANGES)
def test_no_option_is_changed_by_a_draft_from_before_the_first_ballot(change):
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    change(changed)
    revision = Revision.objects.get(pk=changed.save_revision().pk)
    cast(poll)

    revision.publish()

    assert wording(poll) == WORDING


@pytest.mark.parametrize("change", CHANGES)
def test_no_option_is_changed_by_a_publication_scheduled_before_the_first_ballot(change):
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


def test_what_else_was_scheduled_is_published():
    poll = PollFactory()
    publish(poll)
    changed = Poll.objects.get(pk=poll.pk)
    relabel(changed)
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
def test_no_option_is_changed_by_the_editors_form(admin_client, action, change):
    poll = PollFactory()
    cast(poll)
    data = form_of(poll, options=change(options_of(poll)), question="Another question")

    response = admin_client.post(address("edit", poll.pk), data | {action: "1"})

    assert response.status_code == 302
    assert wording(poll) == WORDING
    assert draft(poll).question == poll.question
    assert [option.label for option in draft(poll).options.all()] == ["Yes", "No", "Perhaps"]


def test_a_first_ballot_that_comes_while_the_form_is_saved_wins(admin_client, monkeypatch):
    poll = PollFactory(live=True)
    data = form_of(poll, options=[{"label": "Never"}, *options_of(poll)])
    monkeypatch.setattr("polls.admin.edit.voting_has_begun", lambda poll: False)
    monkeypatch.setattr("polls.models.polls.with_what_is_locked", lambda poll, content: content)
    cast(poll)

    response = admin_client.post(address("edit", poll.pk), data | {"action-publish": "1"})

    assert "Voting has begun" in response.content.decode()
    assert wording(poll) == WORDING


def test_an_old_version_is_published_from_the_history_without_its_options(admin_client):
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    relabel(changed)
    old = changed.save_revision()
    cast(poll)
    data = form_of(poll, options=options_of(poll), introduction="In short")

    admin_client.post(address("revisions_revert", poll.pk, old.pk), data | {"action-publish": "1"})

    assert Poll.objects.get(pk=poll.pk).introduction == "In short"
    assert wording(poll) == WORDING


VALUES = {
    "question": "Another?",
    "slug": "another",
    "kind": "multiple",
    "min_choices": 2,
    "max_choices": 3,
    "order": "shuffled",
    "eligibility": "account",
}


@pytest.mark.parametrize("name", LOCKED)
def test_what_voters_answered_to_is_not_changed_by_saving(name):
    poll = PollFactory()
    cast(poll)
    setattr(poll, name, VALUES[name])

    with pytest.raises(PollLocked, match=name):
        poll.save()


@pytest.mark.parametrize("name", LOCKED)
def test_what_voters_answered_to_is_not_changed_by_an_old_draft(name):
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    setattr(changed, name, VALUES[name])
    revision = Revision.objects.get(pk=changed.save_revision().pk)
    cast(poll)

    revision.publish()

    assert getattr(Poll.objects.get(pk=poll.pk), name) == getattr(poll, name)


def test_a_new_closing_time_is_told_to_readers():
    poll = PollFactory()
    cast(poll)
    poll.closes_at = timezone.now() + timedelta(days=3)

    publish(poll)

    edit = PollEdit.objects.get()
    assert (edit.what, edit.before) == ("closes", "not set")
    assert str((timezone.now() + timedelta(days=3)).year) in edit.after


def test_a_change_before_the_first_ballot_is_nobodys_business():
    poll = PollFactory()
    poll.closes_at = timezone.now() + timedelta(days=3)

    publish(poll)

    assert not PollEdit.objects.exists()


@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_the_times_are_locked_once_the_result_is_frozen(name):
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1))
    cast(poll)
    freeze(poll, timezone.now() + timedelta(hours=2))
    poll = Poll.objects.get(pk=poll.pk)
    setattr(poll, name, timezone.now() + timedelta(days=9))

    with pytest.raises(PollLocked, match=name):
        poll.save()


def test_options_keep_their_numbers_over_many_publications():
    poll = PollFactory()
    for _ in range(3):
        poll = draft(poll)
        poll.save_revision().publish()

    assert wording(poll) == WORDING


def test_a_new_option_does_not_take_the_number_of_one_that_is_there():
    poll = PollFactory()
    changed = Poll.objects.get(pk=poll.pk)
    add(changed)
    publish(changed)
    changed = draft(poll)
    add(changed)

    publish(changed)

    assert [number for number, _ in wording(poll)] == [1, 2, 3, 4, 5]


def test_options_can_be_changed_until_the_first_ballot(admin_client):
    poll = PollFactory()
    rows = options_of(poll)
    data = form_of(poll, options=in_order(rows, 2, 3, 1))

    admin_client.post(address("edit", poll.pk), data | {"action-publish": "1"})

    assert wording(poll) == [(3, "Perhaps"), (1, "Yes"), (2, "No")]
