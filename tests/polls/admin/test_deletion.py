"""Deleting polls in the admin."""

import pytest

from polls.models import Poll
from polls.results.closing import freeze_result
from polls.voting.voters import create_codes
from tests.factories import PollFactory
from tests.polls.helpers import cast, create_closing_poll, get_admin_url

pytestmark = pytest.mark.django_db


def test_poll_without_ballots_is_deleted(admin_client):
    poll = PollFactory()
    create_codes(poll, 2)

    admin_client.post(get_admin_url("delete", poll.pk))

    assert not Poll.objects.exists()


def test_poll_with_ballots_is_not_deleted(admin_client):
    poll = PollFactory(question="Is it so?")
    cast(poll)

    response = admin_client.post(get_admin_url("delete", poll.pk), follow=True)

    assert Poll.objects.exists()
    assert "“Is it so?” (1 ballot). Unpublish instead." in response.content.decode()


def test_poll_with_frozen_result_is_not_deleted(admin_client):
    poll, later = create_closing_poll()
    freeze_result(poll, later)

    admin_client.post(get_admin_url("delete", poll.pk))

    assert Poll.objects.exists()


def test_bulk_deletion_is_rejected_if_one_poll_has_ballots(admin_client):
    voted, other = PollFactory(question="Is it so?"), PollFactory()
    cast(voted)
    bulk = f"/admin/bulk/polls/poll/delete/?id={voted.pk}&id={other.pk}"

    response = admin_client.post(bulk, follow=True)

    assert Poll.objects.count() == 2
    assert "Nothing was deleted" in response.content.decode()
