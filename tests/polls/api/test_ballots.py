"""The polls API: voters and ballots."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from polls.models import Ballot
from polls.results.result import compute_result
from polls.voting.voters import create_codes, create_credential
from tests.factories import PollFactory

pytestmark = pytest.mark.django_db
API = "/api/v3/polls/"


def send(client, method, path, data=None, **headers):
    return getattr(client, method)(
        f"{API}{path}", data, content_type="application/json", headers=headers
    )


def cast(client, poll, *options, voter=None, **more):
    data = {"options": list(options), "voter": voter or create_credential(), **more}
    return send(client, "post", f"{poll.slug}/ballots/", data)


def assert_problem(response, status, words=""):
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    assert words in body["title"] + body["detail"]


def test_oversized_body_is_rejected(client, home):
    body = '{"options": [1], "voter": "' + "x" * 3_000_000 + '"}'
    response = client.post(
        f"{API}{PollFactory().slug}/ballots/", body, content_type="application/json"
    )

    assert_problem(response, 413)


def test_credential_is_created(client, home):
    response = send(client, "post", "voters/")

    assert response.status_code == 201
    assert set(response.json()) == {"voter", "expires_at"}
    assert not response.cookies


def test_ballot_is_cast(client, home):
    poll = PollFactory()

    response = cast(client, poll, 2)

    assert response.status_code == 201
    body = response.json()
    assert set(body) == {"receipt", "counted", "poll"}
    assert body["counted"] is True
    assert body["receipt"] == Ballot.objects.get().receipt


def test_repeated_ballot_returns_same_receipt(client, home):
    poll, voter = PollFactory(), create_credential()

    first, second = cast(client, poll, 1, voter=voter), cast(client, poll, 1, voter=voter)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["receipt"] == second.json()["receipt"]
    assert compute_result(poll)["ballots"] == 1


def test_second_ballot_is_rejected(client, home):
    poll, voter = PollFactory(), create_credential()
    cast(client, poll, 1, voter=voter)

    assert_problem(cast(client, poll, 2, voter=voter), 409, "already voted")


def test_missing_credential_is_rejected(client, home):
    response = send(client, "post", f"{PollFactory().slug}/ballots/", {"options": [1]})

    assert_problem(response, 403, "voter credential")


def test_forged_credential_is_rejected(client, home):
    assert_problem(cast(client, PollFactory(), 1, voter="a:b:c"), 403, "credential")


def test_unknown_poll_is_not_found(client, home):
    for response in (
        client.get(f"{API}nothing/"),
        client.get(f"{API}nothing/results/"),
        send(client, "post", "nothing/ballots/", {"options": [1], "voter": create_credential()}),
    ):
        assert_problem(response, 404, "no such poll")


def test_closed_poll_returns_410(client, home):
    assert_problem(cast(client, PollFactory(closes_at=timezone.now()), 1), 410, "closed")


def test_upcoming_poll_states_opening_time(client, home):
    opens_at = timezone.now() + timedelta(hours=1)

    response = cast(client, PollFactory(opens_at=opens_at), 1)

    assert_problem(response, 403, "not open yet")
    assert response.json()["opens_at"].startswith(f"{opens_at:%Y-%m-%d}")


@pytest.mark.parametrize("options", [[], [1, 2], [9], [-1], [10**30]])
def test_invalid_choice_is_rejected(client, home, options):
    assert_problem(cast(client, PollFactory(), *options), 422)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '{"options": "1"}',
        '{"options": [[]]}',
        '{"options": [1.5]}',
        '{"options": null}',
        '{"voter": "x"}',
        '{"options": [1], "voter": 5}',
        '{"options": [' + "1," * 200 + "1]}",
    ],
)
def test_invalid_body_is_rejected(client, home, body):
    response = client.post(
        f"{API}{PollFactory().slug}/ballots/", body, content_type="application/json"
    )

    assert response.status_code in (400, 422)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_hard_limit_returns_retry_after(client, home, settings):
    settings.POLL_HARD_LIMIT = 1
    poll = PollFactory()
    cast(client, poll, 1)

    response = cast(client, poll, 1)

    assert_problem(response, 429)
    assert int(response.headers["Retry-After"]) > 0


def test_ballot_is_changed_and_withdrawn_by_receipt(client, home):
    poll = PollFactory(changeable=True)
    url = f"{poll.slug}/ballots/{cast(client, poll, 1).json()['receipt']}/"

    changed = send(client, "put", url, {"options": [3]})
    assert changed.status_code == 200
    assert [row["votes"] for row in compute_result(poll)["options"]] == [0, 0, 1]

    withdrawn = send(client, "delete", url)
    assert withdrawn.json()["counted"] == "withdrawn"
    assert compute_result(poll)["ballots"] == 0


@pytest.mark.parametrize("method", ["put", "delete"])
def test_unknown_receipt_is_not_found(client, home, method):
    poll = PollFactory(changeable=True)
    cast(client, poll, 1)

    response = send(client, method, f"{poll.slug}/ballots/{'0' * 32}/", {"options": [2]})

    assert_problem(response, 404, "receipt")


@pytest.mark.parametrize("method", ["put", "delete"])
def test_final_ballot_cannot_be_changed_or_withdrawn(client, home, method):
    poll = PollFactory()
    receipt = cast(client, poll, 1).json()["receipt"]

    response = send(client, method, f"{poll.slug}/ballots/{receipt}/", {"options": [2]})

    assert_problem(response, 409, "final")


def test_cross_site_request_of_account_is_rejected(client, home):
    poll = PollFactory(eligibility="account")
    client.force_login(get_user_model().objects.create_user("reader"))
    data = {"options": [1]}

    rejected = send(
        client, "post", f"{poll.slug}/ballots/", data, **{"Sec-Fetch-Site": "cross-site"}
    )
    accepted = send(
        client, "post", f"{poll.slug}/ballots/", data, **{"Sec-Fetch-Site": "same-origin"}
    )

    assert_problem(rejected, 403, "another site")
    assert accepted.status_code == 201


def test_invitation_code_admits_voter(client, home):
    poll = PollFactory(eligibility="code")
    [code] = create_codes(poll, 1)

    assert cast(client, poll, 1, code=code.code).status_code == 201
    assert cast(client, poll, 1, code="nothing").status_code == 403


def test_proof_of_work_challenge_is_created(client, home):
    response = client.get(f"{API}{PollFactory(proof_of_work=True).slug}/proof-of-work/")

    assert set(response.json()) == {"algorithm", "challenge", "maxNumber", "salt", "signature"}
