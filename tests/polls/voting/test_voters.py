"""Voter identity: credentials, accounts, codes and voter keys."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone

from polls.models import Ballot
from polls.voting.errors import PollClosed, VoterNotIdentified
from polls.voting.voters import (
    compute_voter_key,
    create_codes,
    create_credential,
    get_voter_identity,
    read_credential,
)
from tests.factories import PollFactory

pytestmark = pytest.mark.django_db


def test_credential_identifies_same_voter():
    credential = create_credential()

    assert read_credential(credential) == read_credential(credential)


@pytest.mark.parametrize("forged", ["", "a", "a:b:c", "\0"])
def test_malformed_credential_is_not_valid(forged):
    assert read_credential(forged) is None


def test_forged_credential_is_not_valid():
    _, _, signature = create_credential().partition(":")

    assert read_credential(f"{'0' * 32}:{signature}") is None


def test_expired_credential_is_not_valid(settings):
    credential = create_credential()

    with time_machine.travel(timezone.now() + timedelta(days=settings.POLL_VOTER_DAYS + 1)):
        assert read_credential(credential) is None


def test_voter_key_differs_between_polls():
    first, second = PollFactory(), PollFactory()

    keys = {compute_voter_key(poll, "account:7") for poll in (first, second)}

    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)


def test_destroyed_secret_creates_no_voter_key():
    poll = PollFactory()
    poll.voting_state.voter_secret = ""

    with pytest.raises(PollClosed):
        compute_voter_key(poll, "account:7")


def test_account_is_required():
    with pytest.raises(VoterNotIdentified, match="Sign in"):
        get_voter_identity(PollFactory(eligibility="account"), credential=create_credential())


def test_account_identifies_voter():
    user = get_user_model().objects.create_user("reader")

    assert get_voter_identity(PollFactory(eligibility="account"), user=user) == f"account:{user.pk}"


def test_code_is_matched_in_any_format():
    poll = PollFactory(eligibility="code")
    [code] = create_codes(poll, 1)

    typed = f" {code.code.lower().replace('-', ' ')} "

    assert get_voter_identity(poll, code=typed) == f"code:{code.code}"


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "A", "A" * 5000, "\0"])
def test_unknown_code_is_rejected(typed):
    poll = PollFactory(eligibility="code")
    create_codes(poll, 1)

    with pytest.raises(VoterNotIdentified, match="invitation code"):
        get_voter_identity(poll, code=typed)


def test_code_of_another_poll_is_rejected():
    [code] = create_codes(PollFactory(eligibility="code"), 1)

    with pytest.raises(VoterNotIdentified):
        get_voter_identity(PollFactory(eligibility="code"), code=code.code)


def test_requested_number_of_codes_is_created():
    poll = PollFactory(eligibility="code")

    create_codes(poll, 50)

    assert poll.codes.count() == 50


def test_ballot_stores_no_personal_data():
    stored = {field.name for field in Ballot._meta.get_fields()}

    assert stored == {
        "id",
        "poll",
        "voter_key",
        "receipt",
        "choices",
        "audience",
        "status",
        "review_reason",
        "cast_at",
        "events",
    }


def test_credentials_are_unique():
    assert read_credential(create_credential()) != read_credential(create_credential())
