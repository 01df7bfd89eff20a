"""Proof of work."""

import base64
import json

import altcha.v1 as altcha
import pytest
from django.test import RequestFactory

from polls.models import Ballot
from polls.voting.abuse import get_review_reason
from polls.voting.proof_of_work import create_challenge, is_valid_proof
from tests.factories import PollFactory


@pytest.fixture
def poll(db):
    return PollFactory()


def build_request(ip_address="192.0.2.1", **headers):
    return RequestFactory().post("/", headers=headers, REMOTE_ADDR=ip_address)


def check_ballots(number, poll, **options):
    return [get_review_reason(build_request(), poll, **options) for _ in range(number)]


def solve(challenge):
    number = altcha.solve_challenge(
        challenge["challenge"], challenge["salt"], challenge["algorithm"], challenge["maxNumber"]
    ).number
    return base64.b64encode(json.dumps(challenge | {"number": number}).encode()).decode()


@pytest.fixture
def easy_challenges(settings):
    settings.POLL_PROOF_OF_WORK_MAX_NUMBER = 50


def test_solved_challenge_is_valid_proof(poll, easy_challenges):
    assert is_valid_proof(poll, solve(create_challenge(poll)))


def test_proof_is_valid_once(poll, easy_challenges):
    proof = solve(create_challenge(poll))
    is_valid_proof(poll, proof)

    assert not is_valid_proof(poll, proof)


def test_reencoded_proof_is_not_valid_again(poll, easy_challenges):
    proof = solve(create_challenge(poll))
    is_valid_proof(poll, proof)

    assert not is_valid_proof(poll, base64.b64encode(b" " + base64.b64decode(proof)).decode())


def test_proof_for_another_poll_is_not_valid(poll, easy_challenges):
    assert not is_valid_proof(PollFactory(), solve(create_challenge(poll)))


@pytest.mark.parametrize("proof", ["", "x", "e30=", "W10=", "bnVsbA==", "x" * 3000])
def test_malformed_proof_is_not_valid(poll, proof):
    assert not is_valid_proof(poll, proof)


def test_ballot_without_proof_is_set_aside(db):
    assert check_ballots(1, PollFactory(proof_of_work=True)) == [Ballot.ReviewReason.PROOF]


def test_ballot_with_proof_is_counted(db, easy_challenges):
    poll = PollFactory(proof_of_work=True)

    assert check_ballots(1, poll, proof=solve(create_challenge(poll))) == [""]
