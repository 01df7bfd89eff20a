"""Public corrections of the wording of a poll."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision
from wagtail.search.backends import get_search_backend

from polls.corrections import InvalidCorrection, correct_poll
from polls.models import Poll, PollEdit, PollOption
from polls.results.closing import freeze_result
from polls.results.result import get_result
from tests.factories import PollFactory
from tests.polls.helpers import cast, get_admin_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll():
    poll = PollFactory(question="Is it so?")
    cast(poll)
    return poll


def correct(poll, question="Is it so?", labels=(), reason="A slip", user=None):
    return correct_poll(poll=poll, question=question, labels=dict(labels), reason=reason, user=user)


def labels(poll):
    return list(PollOption.objects.filter(poll=poll).values_list("label", flat=True))


def test_question_is_corrected(poll):
    correct(poll, question="Is it so, then?")

    assert Poll.objects.get(pk=poll.pk).question == "Is it so, then?"


def test_option_is_corrected(poll):
    correct(poll, labels={2: "Not at all"})

    assert labels(poll) == ["Yes", "Not at all", "Perhaps"]


def test_correction_is_in_public_edit_log(poll):
    correct(poll, labels={2: "Not at all"}, reason="Clearer")

    edit = PollEdit.objects.get()
    assert (edit.field_label, edit.before, edit.after) == ("option 2", "No", "Not at all")
    assert edit.reason == "Clearer"


def test_correction_is_in_audit_log(poll, admin_user):
    correct(poll, question="Is it?", user=admin_user)

    entry = ModelLogEntry.objects.get(action="polls.correct")
    assert entry.user == admin_user
    assert entry.message == "Wording corrected: A slip"


def test_correction_survives_publishing_older_draft(poll):
    revision = Revision.objects.get(pk=poll.save_revision().pk)
    correct(poll, question="Is it?", labels={1: "Yes!"})

    revision.publish()

    assert Poll.objects.get(pk=poll.pk).question == "Is it?"
    assert labels(poll)[0] == "Yes!"


def test_two_labels_can_be_swapped(poll):
    correct(poll, labels={1: "No", 2: "Yes"})

    assert labels(poll) == ["No", "Yes", "Perhaps"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"question": " "}, "Enter a question"),
        ({"labels": {1: ""}}, "Enter a question"),
        ({"labels": {1: "No"}}, "same label: “No”"),
        ({"labels": {1: "A", 2: "A"}}, "same label: “A”"),
        ({"labels": {9: "Nine"}}, "Option 9 does not exist"),
        ({"labels": {1: "A" * 256}}, "longer than 255"),
        ({"question": "Is it?", "reason": " "}, "reason"),
        ({"labels": {1: "Yes"}}, "Nothing has changed"),
    ],
)
def test_invalid_correction_is_rejected(poll, change, why):
    with pytest.raises(InvalidCorrection, match=why):
        correct(poll, **change)

    assert labels(poll) == ["Yes", "No", "Perhaps"]
    assert not PollEdit.objects.exists()


def test_correction_before_first_ballot_is_rejected():
    poll = PollFactory()

    with pytest.raises(InvalidCorrection, match="Voting has not started"):
        correct(poll, question="Another?")


def test_correction_does_not_change_frozen_result():
    poll = PollFactory(question="Is it so?", closes_at=timezone.now() + timedelta(hours=1))
    cast(poll)
    freeze_result(poll, timezone.now() + timedelta(hours=2))

    correct(poll, labels={1: "Yes!"})

    result = get_result(Poll.objects.for_display().get(pk=poll.pk))
    assert result["options"][0]["label"] == "Yes"


def test_wording_is_corrected_in_admin(admin_client, poll):
    data = {"question": "Is it?", "option_1": "Yes", "option_2": "No", "option_3": "Maybe"}

    admin_client.post(get_admin_url("correct", poll.pk), data | {"reason": "A slip"})

    assert Poll.objects.get(pk=poll.pk).question == "Is it?"
    assert labels(poll) == ["Yes", "No", "Maybe"]


def test_admin_shows_why_correction_is_rejected(admin_client, poll):
    data = {"question": "Is it?", "option_1": "No", "option_2": "No", "option_3": "Maybe"}

    response = admin_client.post(get_admin_url("correct", poll.pk), data | {"reason": "A slip"})

    assert "Two options would have the same label" in response.content.decode()


def test_admin_warns_that_frozen_result_does_not_change(admin_client):
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1))
    cast(poll)
    freeze_result(poll, timezone.now() + timedelta(hours=2))

    page = admin_client.get(get_admin_url("correct", poll.pk)).content.decode()

    assert "but not the frozen result" in page


def test_search_index_is_updated(poll):
    correct(poll, question="Is it xylophonic?")

    assert list(get_search_backend().search("xylophonic", Poll)) == [poll]
