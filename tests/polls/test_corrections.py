"""Correcting the words of a poll, in public."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision
from wagtail.search.backends import get_search_backend

from polls.corrections import CorrectionRefused, correct_poll
from polls.models import Poll, PollEdit, PollOption
from polls.results.closing import freeze
from polls.results.result import read_result
from tests.factories import PollFactory
from tests.polls.staff import address, cast

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


def test_the_question_is_corrected(poll):
    correct(poll, question="Is it so, then?")

    assert Poll.objects.get(pk=poll.pk).question == "Is it so, then?"


def test_an_option_is_corrected(poll):
    correct(poll, labels={2: "Not at all"})

    assert labels(poll) == ["Yes", "Not at all", "Perhaps"]


def test_readers_are_told_what_and_why(poll):
    correct(poll, labels={2: "Not at all"}, reason="Clearer")

    edit = PollEdit.objects.get()
    assert (edit.what, edit.before, edit.after) == ("option 2", "No", "Not at all")
    assert edit.reason == "Clearer"


def test_staff_see_who_did_it(poll, admin_user):
    correct(poll, question="Is it?", user=admin_user)

    entry = ModelLogEntry.objects.get(action="polls.correct")
    assert entry.user == admin_user
    assert entry.message == "Wording corrected: A slip"


def test_a_correction_outlives_an_older_draft(poll):
    revision = Revision.objects.get(pk=poll.save_revision().pk)
    correct(poll, question="Is it?", labels={1: "Yes!"})

    revision.publish()

    assert Poll.objects.get(pk=poll.pk).question == "Is it?"
    assert labels(poll)[0] == "Yes!"


def test_two_labels_may_be_exchanged_for_what_they_should_have_been(poll):
    correct(poll, labels={1: "No", 2: "Yes"})

    assert labels(poll) == ["No", "Yes", "Perhaps"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"question": " "}, "need words"),
        ({"labels": {1: ""}}, "need words"),
        ({"labels": {1: "No"}}, "same words: “No”"),
        ({"labels": {1: "A", 2: "A"}}, "same words: “A”"),
        ({"labels": {9: "Nine"}}, "no option 9"),
        ({"labels": {1: "A" * 256}}, "longer than 255"),
        ({"question": "Is it?", "reason": " "}, "reason"),
        ({"labels": {1: "Yes"}}, "Nothing would change"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(poll, change, why):
    with pytest.raises(CorrectionRefused, match=why):
        correct(poll, **change)

    assert labels(poll) == ["Yes", "No", "Perhaps"]
    assert not PollEdit.objects.exists()


def test_before_the_first_ballot_a_poll_is_edited_as_usual():
    poll = PollFactory()

    with pytest.raises(CorrectionRefused, match="Voting has not begun"):
        correct(poll, question="Another?")


def test_a_frozen_result_keeps_the_words_that_voters_read():
    poll = PollFactory(question="Is it so?", closes_at=timezone.now() + timedelta(hours=1))
    cast(poll)
    freeze(poll, timezone.now() + timedelta(hours=2))

    correct(poll, labels={1: "Yes!"})

    result = read_result(Poll.objects.whole().get(pk=poll.pk))
    assert result["options"][0]["label"] == "Yes"


def test_staff_correct_a_poll_in_the_admin(admin_client, poll):
    data = {"question": "Is it?", "option_1": "Yes", "option_2": "No", "option_3": "Maybe"}

    admin_client.post(address("correct", poll.pk), data | {"reason": "A slip"})

    assert Poll.objects.get(pk=poll.pk).question == "Is it?"
    assert labels(poll) == ["Yes", "No", "Maybe"]


def test_staff_are_told_why_a_correction_is_refused(admin_client, poll):
    data = {"question": "Is it?", "option_1": "No", "option_2": "No", "option_3": "Maybe"}

    response = admin_client.post(address("correct", poll.pk), data | {"reason": "A slip"})

    assert "Two options would have the same words" in response.content.decode()


def test_staff_are_told_that_a_frozen_record_stays(admin_client):
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1))
    cast(poll)
    freeze(poll, timezone.now() + timedelta(hours=2))

    page = admin_client.get(address("correct", poll.pk)).content.decode()

    assert "Its record keeps the words that voters read" in page


def test_a_corrected_question_is_found_by_its_new_words(poll):
    correct(poll, question="Is it xylophonic?")

    assert list(get_search_backend().search("xylophonic", Poll)) == [poll]
