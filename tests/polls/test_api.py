"""Polls for other front ends. The shapes are fixed: clients build on them."""

import secrets
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from polls.models import Ballot
from polls.results.result import count_result
from polls.voting.ballots import cast_ballot
from polls.voting.voters import make_codes, make_credential
from tests.factories import PictureFactory, PollFactory

pytestmark = pytest.mark.django_db

API = "/api/v3/polls/"


def send(client, method, address, data=None, **headers):
    return getattr(client, method)(
        f"{API}{address}", data, content_type="application/json", headers=headers
    )


def cast(client, poll, *options, voter=None, **more):
    data = {"options": list(options), "voter": voter or make_credential(), **more}
    return send(client, "post", f"{poll.slug}/ballots/", data)


def assert_problem(answer, status, words=""):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    assert words in body["title"] + body["detail"]


def test_a_poll_has_the_shape_that_was_promised(client, home):
    PollFactory(slug="tea", question="Tea?", options=["Yes", "No"])

    body = client.get(f"{API}tea/").json()

    assert list(body)[:14] == [
        "id",
        "slug",
        "question",
        "introduction",
        "state",
        "kind",
        "min",
        "max",
        "opens_at",
        "closes_at",
        "visibility",
        "eligibility",
        "options",
        "url",
    ]
    assert body["options"][0] == {"id": 1, "label": "Yes", "image": None}
    assert (body["state"], body["min"], body["max"]) == ("open", 1, 1)
    assert body["url"].endswith("/polls/tea/")


def test_an_option_has_its_picture(client, home):
    poll = PollFactory(slug="tea")
    poll.options.filter(number=1).update(picture=PictureFactory(), picture_alt="A cup")

    image = client.get(f"{API}tea/").json()["options"][0]["image"]

    assert image["alt"] == "A cup"
    assert set(image) == {"alt", "url", "width", "height"}


def test_polls_are_listed_by_state(client, home):
    now = timezone.now()
    PollFactory(slug="open")
    PollFactory(slug="upcoming", opens_at=now + timedelta(days=1))
    PollFactory(slug="closed", closes_at=now)

    for state in ("open", "upcoming", "closed"):
        body = client.get(f"{API}?state={state}").json()
        assert (body["count"], [poll["slug"] for poll in body["items"]]) == (1, [state])
    assert [poll["slug"] for poll in client.get(API).json()["items"]] == [
        "open",
        "upcoming",
        "closed",
    ]


def test_a_long_list_comes_in_parts(client, home):
    for _ in range(3):
        PollFactory()

    body = client.get(f"{API}?limit=2&offset=2").json()

    assert (body["count"], len(body["items"])) == (3, 1)


@pytest.mark.parametrize(
    "query", ["state=past", "limit=0", "limit=101", "limit=x", "offset=-1", "offset=99999999999"]
)
def test_a_parameter_that_cannot_be_used_is_named(client, home, query):
    answer = client.get(f"{API}?{query}")

    assert_problem(answer, 422)
    assert answer.json()["errors"][0]["where"] == query.split("=")[0]


@pytest.mark.parametrize("number", [1, 12])
def test_a_longer_list_takes_no_more_queries(client, home, django_assert_num_queries, number):
    for _ in range(number):
        PollFactory()
    client.get(API)

    # Keys of open polls, those to come and closed ones; when the next opens or closes; polls with
    # box and result, their options.
    with django_assert_num_queries(6):
        client.get(API)


def test_a_result_has_the_shape_that_was_promised(client, home):
    poll = PollFactory(visibility="always", options=["Yes", "No"])
    cast_ballot(poll=poll, options=[2], voter=secrets.token_hex(32))

    body = client.get(f"{API}{poll.slug}/results/").json()

    assert set(body) == {
        "state",
        "ballots",
        "set_aside",
        "options",
        "method",
        "frozen",
        "audiences",
    }
    assert body["options"][1] == {"id": 2, "label": "No", "votes": 1, "percent": 100}
    assert (body["state"], body["ballots"], body["frozen"]) == ("open", 1, None)


def test_a_hidden_result_is_a_problem(client, home):
    poll = PollFactory(visibility="after_close")

    assert_problem(client.get(f"{API}{poll.slug}/results/"), 403, "once voting has ended")


def test_a_voter_without_cookies_sees_the_result_after_voting(client, home):
    poll, voter = PollFactory(visibility="after_vote"), make_credential()
    address = f"{API}{poll.slug}/results/"
    before = client.get(address, headers={"Poll-Voter": voter})

    cast(client, poll, 1, voter=voter)
    after = client.get(address, headers={"Poll-Voter": voter})

    assert_problem(before, 403, "those who have voted")
    assert after.json()["ballots"] == 1
    assert client.get(address).status_code == 403
    for answer in (before, after):
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("eligibility", ["browser", "code"])
def test_a_receipt_shows_that_one_has_voted(client, home, eligibility):
    poll = PollFactory(visibility="after_vote", eligibility=eligibility)
    [code] = make_codes(poll, 1)
    receipt = cast(client, poll, 1, code=code.code).json()["receipt"]
    address = f"{API}{poll.slug}/results/"

    assert client.get(address, headers={"Poll-Receipt": receipt}).status_code == 200
    assert client.get(address, headers={"Poll-Receipt": "0" * 32}).status_code == 403


def test_caches_know_that_a_poll_may_differ_by_voter(client, home):
    answer = client.get(f"{API}{PollFactory().slug}/")

    assert "Poll-Voter" in answer.headers["Vary"].split(", ")


def test_a_body_that_is_too_big_is_a_problem(client, home):
    body = '{"options": [1], "voter": "' + "x" * 3_000_000 + '"}'
    answer = client.post(
        f"{API}{PollFactory().slug}/ballots/", body, content_type="application/json"
    )

    assert_problem(answer, 413)


def test_a_voter_gets_a_credential(client, home):
    answer = send(client, "post", "voters/")

    assert answer.status_code == 201
    assert set(answer.json()) == {"voter", "expires_at"}
    assert not answer.cookies


def test_a_ballot_is_cast(client, home):
    poll = PollFactory()

    answer = cast(client, poll, 2)

    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"receipt", "counted", "poll"}
    assert body["counted"] is True
    assert body["receipt"] == Ballot.objects.get().receipt


def test_a_ballot_sent_again_is_the_same_ballot(client, home):
    poll, voter = PollFactory(), make_credential()

    first, second = cast(client, poll, 1, voter=voter), cast(client, poll, 1, voter=voter)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["receipt"] == second.json()["receipt"]
    assert count_result(poll)["ballots"] == 1


def test_another_ballot_is_a_conflict(client, home):
    poll, voter = PollFactory(), make_credential()
    cast(client, poll, 1, voter=voter)

    assert_problem(cast(client, poll, 2, voter=voter), 409, "voted already")


def test_without_a_credential_it_is_told_how_to_get_one(client, home):
    answer = send(client, "post", f"{PollFactory().slug}/ballots/", {"options": [1]})

    assert_problem(answer, 403, "voter credential")


def test_a_forged_credential_does_not_vote(client, home):
    assert_problem(cast(client, PollFactory(), 1, voter="a:b:c"), 403, "credential")


def test_an_unknown_poll_is_not_found(client, home):
    for answer in (
        client.get(f"{API}nothing/"),
        client.get(f"{API}nothing/results/"),
        send(client, "post", "nothing/ballots/", {"options": [1], "voter": make_credential()}),
    ):
        assert_problem(answer, 404, "no such poll")


def test_a_closed_poll_is_gone(client, home):
    assert_problem(cast(client, PollFactory(closes_at=timezone.now()), 1), 410, "closed")


def test_a_poll_to_come_tells_when_it_opens(client, home):
    opens_at = timezone.now() + timedelta(hours=1)

    answer = cast(client, PollFactory(opens_at=opens_at), 1)

    assert_problem(answer, 403, "not open yet")
    assert answer.json()["opens_at"].startswith(f"{opens_at:%Y-%m-%d}")


@pytest.mark.parametrize("options", [[], [1, 2], [9], [-1], [10**30]])
def test_a_choice_that_is_none_is_invalid(client, home, options):
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
def test_a_body_that_cannot_be_read_is_a_problem(client, home, body):
    answer = client.post(
        f"{API}{PollFactory().slug}/ballots/", body, content_type="application/json"
    )

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_past_the_hard_limit_it_is_told_when_to_try_again(client, home, settings):
    settings.POLL_HARD_LIMIT = 1
    poll = PollFactory()
    cast(client, poll, 1)

    answer = cast(client, poll, 1)

    assert_problem(answer, 429)
    assert int(answer.headers["Retry-After"]) > 0


def test_past_the_soft_limit_it_is_set_aside(client, home, settings):
    settings.POLL_SOFT_LIMIT = 1
    poll = PollFactory()
    cast(client, poll, 1)

    answer = cast(client, poll, 1)

    assert (answer.status_code, answer.json()["counted"]) == (201, "set_aside")


def test_a_ballot_is_changed_and_withdrawn_by_its_receipt(client, home):
    poll = PollFactory(changeable=True)
    address = f"{poll.slug}/ballots/{cast(client, poll, 1).json()['receipt']}/"

    changed = send(client, "put", address, {"options": [3]})
    assert changed.status_code == 200
    assert [row["votes"] for row in count_result(poll)["options"]] == [0, 0, 1]

    withdrawn = send(client, "delete", address)
    assert withdrawn.json()["counted"] == "withdrawn"
    assert count_result(poll)["ballots"] == 0


@pytest.mark.parametrize("method", ["put", "delete"])
def test_without_its_receipt_no_ballot_is_touched(client, home, method):
    poll = PollFactory(changeable=True)
    cast(client, poll, 1)

    answer = send(client, method, f"{poll.slug}/ballots/{'0' * 32}/", {"options": [2]})

    assert_problem(answer, 404, "receipt")


@pytest.mark.parametrize("method", ["put", "delete"])
def test_a_final_ballot_stays(client, home, method):
    poll = PollFactory()
    receipt = cast(client, poll, 1).json()["receipt"]

    answer = send(client, method, f"{poll.slug}/ballots/{receipt}/", {"options": [2]})

    assert_problem(answer, 409, "final")


def test_an_account_is_not_believed_on_a_request_of_another_site(client, home):
    poll = PollFactory(eligibility="account")
    client.force_login(get_user_model().objects.create_user("reader"))
    data = {"options": [1]}

    refused = send(
        client, "post", f"{poll.slug}/ballots/", data, **{"Sec-Fetch-Site": "cross-site"}
    )
    taken = send(client, "post", f"{poll.slug}/ballots/", data, **{"Sec-Fetch-Site": "same-origin"})

    assert_problem(refused, 403, "another site")
    assert taken.status_code == 201


def test_an_invitation_code_votes(client, home):
    poll = PollFactory(eligibility="code")
    [code] = make_codes(poll, 1)

    assert cast(client, poll, 1, code=code.code).status_code == 201
    assert cast(client, poll, 1, code="nothing").status_code == 403


def test_a_voter_has_an_order_of_their_own(client, home):
    poll = PollFactory(order="shuffled", options=[f"Option {at}" for at in range(10)])
    headers = {"Poll-Voter": make_credential()}

    orders = [
        [
            option["id"]
            for option in client.get(f"{API}{poll.slug}/", headers=headers).json()["options"]
        ]
        for _ in range(2)
    ]

    assert orders[0] == orders[1]
    assert sorted(orders[0]) == list(range(1, 11))
    assert orders[0] != list(range(1, 11))


def test_a_challenge_can_be_asked_for(client, home):
    answer = client.get(f"{API}{PollFactory(challenge=True).slug}/challenge/")

    assert set(answer.json()) == {"algorithm", "challenge", "maxNumber", "salt", "signature"}


def test_the_shapes_that_are_described_are_those_that_are_sent(client, home):
    from polls.api import schemas

    poll = PollFactory(visibility="always")
    receipt = cast(client, poll, 1).json()

    schemas.ReceiptSchema.model_validate(receipt)
    schemas.PollListSchema.model_validate(client.get(API).json())
    schemas.ResultSchema.model_validate(client.get(f"{API}{poll.slug}/results/").json())


def test_the_description_names_every_answer(client, home):
    document = client.get("/api/v3/openapi.json").json()
    cast = document["paths"]["/api/v3/polls/{slug}/ballots/"]["post"]

    of_every_request = {"400", "404", "405", "413", "422", "429"}
    assert set(cast["responses"]) == {"200", "201", "403", "409", "410"} | of_every_request
