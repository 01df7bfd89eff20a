"""Who votes: known well enough to vote once, and not well enough to be found."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone

from polls.models import Ballot
from polls.voting.errors import PollClosed, VoterUnknown
from polls.voting.voters import identify, make_codes, make_credential, read_credential, voter_key
from tests.factories import PollFactory

pytestmark = pytest.mark.django_db


def test_a_credential_is_the_same_voter_each_time():
    credential = make_credential()

    assert read_credential(credential) == read_credential(credential)


@pytest.mark.parametrize("forged", ["", "a", "a:b:c", "\0"])
def test_rubbish_is_nobodys_credential(forged):
    assert read_credential(forged) is None


def test_a_forged_credential_is_nobodys():
    _, _, signature = make_credential().partition(":")

    assert read_credential(f"{'0' * 32}:{signature}") is None


def test_an_old_credential_is_nobodys(settings):
    credential = make_credential()

    with time_machine.travel(timezone.now() + timedelta(days=settings.POLL_VOTER_DAYS + 1)):
        assert read_credential(credential) is None


def test_a_key_tells_nothing_and_differs_from_poll_to_poll():
    first, second = PollFactory(), PollFactory()

    keys = {voter_key(poll, "account:7") for poll in (first, second)}

    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)


def test_no_key_is_made_once_the_secret_is_destroyed():
    poll = PollFactory()
    poll.box.secret = ""

    with pytest.raises(PollClosed):
        voter_key(poll, "account:7")


def test_an_account_is_needed_where_the_poll_says_so():
    with pytest.raises(VoterUnknown, match="Sign in"):
        identify(PollFactory(eligibility="account"), credential=make_credential())


def test_an_account_is_one_voter():
    user = get_user_model().objects.create_user("reader")

    assert identify(PollFactory(eligibility="account"), user=user) == f"account:{user.pk}"


def test_a_code_is_taken_however_it_is_typed():
    poll = PollFactory(eligibility="code")
    [code] = make_codes(poll, 1)

    typed = f" {code.code.lower().replace('-', ' ')} "

    assert identify(poll, code=typed) == f"code:{code.code}"


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "A", "A" * 5000, "\0"])
def test_a_code_that_was_not_made_is_refused(typed):
    poll = PollFactory(eligibility="code")
    make_codes(poll, 1)

    with pytest.raises(VoterUnknown, match="invitation code"):
        identify(poll, code=typed)


def test_a_code_of_another_poll_is_refused():
    [code] = make_codes(PollFactory(eligibility="code"), 1)

    with pytest.raises(VoterUnknown):
        identify(PollFactory(eligibility="code"), code=code.code)


def test_as_many_codes_are_made_as_are_asked_for():
    poll = PollFactory(eligibility="code")

    make_codes(poll, 50)

    assert poll.codes.count() == 50


def test_a_ballot_holds_no_address_agent_or_account():
    stored = {field.name for field in Ballot._meta.get_fields()}

    assert stored == {
        "id",
        "poll",
        "voter_key",
        "receipt",
        "choices",
        "audience",
        "status",
        "cause",
        "cast_at",
        "events",
    }


def test_two_voters_have_two_credentials():
    assert read_credential(make_credential()) != read_credential(make_credential())
