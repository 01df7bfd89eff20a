"""The editor of a poll in the admin."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from polls.models import Poll
from polls.results.closing import freeze_result
from tests.factories import PollFactory
from tests.polls.helpers import (
    build_form_data,
    cast,
    create_closing_poll,
    get_admin_page,
    get_admin_url,
    post_review,
)

pytestmark = pytest.mark.django_db
TWO = [{"label": "Yes"}, {"label": "No"}]


def test_poll_is_created_and_published(admin_client):
    data = build_form_data(PollFactory.build(slug="new"), options=TWO)

    admin_client.post(get_admin_url("add"), data | {"action-publish": "1"})

    assert Poll.objects.get(slug="new").live
    assert list(Poll.objects.get().options.values_list("number", "label")) == [
        (1, "Yes"),
        (2, "No"),
    ]


def test_duplicate_labels_are_rejected(admin_client):
    data = build_form_data(PollFactory.build(), options=[TWO[0], TWO[0]])

    response = admin_client.post(get_admin_url("add"), data | {"action-publish": "1"})

    assert "Two options have the same label" in response.content.decode()


def test_scheduled_poll_is_published(admin_client):
    scheduled_time = timezone.now() + timedelta(hours=1)
    data = build_form_data(
        PollFactory.build(), options=TWO, go_live_at=scheduled_time.strftime("%Y-%m-%d %H:%M")
    )
    admin_client.post(get_admin_url("add"), data | {"action-publish": "1"})
    assert not Poll.objects.get().live

    with time_machine.travel(scheduled_time + timedelta(hours=1)):
        call_command("publish_scheduled")

    assert Poll.objects.get().live


def test_editor_lists_locked_fields_after_first_ballot(admin_client):
    poll = PollFactory()
    cast(poll)

    editor = get_admin_page(admin_client, "edit", poll.pk)

    assert "Voting has begun" in editor
    assert "Perhaps" in editor
    assert get_admin_url("correct", poll.pk) in editor
    assert 'name="options-0-label"' not in editor
    assert 'name="question"' not in editor


def test_editor_is_not_locked_before_first_ballot(admin_client):
    poll = PollFactory()

    editor = get_admin_page(admin_client, "edit", poll.pk)

    assert "Voting has begun" not in editor
    assert 'name="options-0-label"' in editor


def test_locked_editor_links_to_frozen_result(admin_client):
    poll, later = create_closing_poll()
    cast(poll)
    freeze_result(poll, later)

    assert f"{poll.get_absolute_url()}results/" in get_admin_page(admin_client, "edit", poll.pk)


def test_unlocked_fields_can_be_edited(admin_client):
    poll = PollFactory()
    cast(poll)
    data = build_form_data(poll, options=[], introduction="In short", visibility="staff")

    admin_client.post(get_admin_url("edit", poll.pk), data | {"action-publish": "1"})

    poll = Poll.objects.get()
    assert (poll.introduction, poll.visibility) == ("In short", "staff")


@pytest.mark.parametrize("voted", [False, True])
def test_edited_poll_is_previewed(admin_client, voted):
    poll = PollFactory()
    if voted:
        cast(poll)
    rows = [{"pk": option.pk, "label": option.label} for option in poll.ordered_options]
    data = build_form_data(poll, options=rows, introduction="As it would be")

    sent = admin_client.post(get_admin_url("preview_on_edit", poll.pk), data)

    assert sent.json() == {"is_valid": True, "is_available": True}
    assert "As it would be" in get_admin_page(admin_client, "preview_on_edit", poll.pk)


@pytest.mark.parametrize("voted", [False, True])
def test_revisions_can_be_viewed(admin_client, voted):
    poll = PollFactory()
    first, second = poll.save_revision(), poll.save_revision()
    if voted:
        cast(poll)

    get_admin_page(admin_client, "revisions_revert", poll.pk, first.pk)
    get_admin_page(admin_client, "revisions_view", poll.pk, first.pk)
    get_admin_page(admin_client, "revisions_compare", poll.pk, first.pk, second.pk)
    get_admin_page(admin_client, "revisions_compare", poll.pk, "earliest", "live")
    get_admin_page(admin_client, "usage", poll.pk)


def test_history_shows_staff_actions(admin_client):
    poll = PollFactory(eligibility="code")
    cast(poll, review_reason="network")
    post_review(admin_client, poll, decision="reject", review_reason="network")
    admin_client.post(get_admin_url("codes", poll.pk), {"number": "2"})

    history = get_admin_page(admin_client, "history", poll.pk)

    assert "1 ballot rejected" in history
    assert "Invitation codes created: 2" in history
