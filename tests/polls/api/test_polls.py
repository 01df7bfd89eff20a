"""The polls API: polls and results."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from polls.voting.ballots import cast_ballot
from polls.voting.voters import create_codes, create_credential
from tests.factories import ImageFactory, PollFactory

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


def test_poll_matches_contract(client, home):
    PollFactory(slug="tea", question="Tea?", options=["Yes", "No"])

    body = client.get(f"{API}tea/").json()

    assert list(body)[:14] == [
        "id",
        "slug",
        "question",
        "introduction",
        "state",
        "kind",
        "min_choices",
        "max_choices",
        "opens_at",
        "closes_at",
        "visibility",
        "eligibility",
        "options",
        "url",
    ]
    assert body["options"][0] == {"id": 1, "label": "Yes", "image": None}
    assert (body["state"], body["min_choices"], body["max_choices"]) == ("open", 1, 1)
    assert body["url"].endswith("/polls/tea/")


def test_option_has_its_image(client, home):
    poll = PollFactory(slug="tea")
    poll.options.filter(number=1).update(image=ImageFactory(), image_alt="A cup")

    image = client.get(f"{API}tea/").json()["options"][0]["image"]

    assert image["alt"] == "A cup"
    assert set(image) == {"alt", "url", "width", "height"}


def test_list_is_filtered_by_state(client, home):
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


def test_list_is_paginated(client, home):
    for _ in range(3):
        PollFactory()

    body = client.get(f"{API}?limit=2&offset=2").json()

    assert (body["count"], len(body["items"])) == (3, 1)


@pytest.mark.parametrize(
    "query", ["state=past", "limit=0", "limit=101", "limit=x", "offset=-1", "offset=99999999999"]
)
def test_invalid_parameter_is_named(client, home, query):
    response = client.get(f"{API}?{query}")

    assert_problem(response, 422)
    assert response.json()["errors"][0]["location"] == query.split("=")[0]


@pytest.mark.parametrize("number", [1, 12])
def test_list_query_count_is_constant(client, home, django_assert_num_queries, number):
    for _ in range(number):
        PollFactory()
    client.get(API)

    # Primary keys of open, upcoming and closed polls; the next state change; polls with voting
    # state and result; options.
    with django_assert_num_queries(6):
        client.get(API)


def test_result_matches_contract(client, home):
    poll = PollFactory(visibility="always", options=["Yes", "No"])
    cast_ballot(poll=poll, options=[2], voter=secrets.token_hex(32))

    body = client.get(f"{API}{poll.slug}/results/").json()

    assert set(body) == {
        "state",
        "ballots",
        "set_aside",
        "options",
        "methodology",
        "frozen",
        "audiences",
    }
    assert body["options"][1] == {"id": 2, "label": "No", "votes": 1, "percent": 100}
    assert (body["state"], body["ballots"], body["frozen"]) == ("open", 1, None)


def test_hidden_result_is_rejected(client, home):
    poll = PollFactory(visibility="after_close")

    assert_problem(client.get(f"{API}{poll.slug}/results/"), 403, "after the poll closes")


def test_api_voter_sees_result_after_voting(client, home):
    poll, voter = PollFactory(visibility="after_vote"), create_credential()
    url = f"{API}{poll.slug}/results/"
    before = client.get(url, headers={"Poll-Voter": voter})

    cast(client, poll, 1, voter=voter)
    after = client.get(url, headers={"Poll-Voter": voter})

    assert_problem(before, 403, "to voters")
    assert after.json()["ballots"] == 1
    assert client.get(url).status_code == 403
    for response in (before, after):
        assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("eligibility", ["browser", "code"])
def test_receipt_proves_vote(client, home, eligibility):
    poll = PollFactory(visibility="after_vote", eligibility=eligibility)
    [code] = create_codes(poll, 1)
    receipt = cast(client, poll, 1, code=code.code).json()["receipt"]
    url = f"{API}{poll.slug}/results/"

    assert client.get(url, headers={"Poll-Receipt": receipt}).status_code == 200
    assert client.get(url, headers={"Poll-Receipt": "0" * 32}).status_code == 403


def test_poll_varies_by_voter(client, home):
    response = client.get(f"{API}{PollFactory().slug}/")

    assert "Poll-Voter" in response.headers["Vary"].split(", ")


def test_ballot_above_soft_limit_is_set_aside(client, home, settings):
    settings.POLL_SOFT_LIMIT = 1
    poll = PollFactory()
    cast(client, poll, 1)

    response = cast(client, poll, 1)

    assert (response.status_code, response.json()["counted"]) == (201, "set_aside")


def test_options_are_shuffled_for_voter(client, home):
    poll = PollFactory(
        option_order="shuffled", options=[f"Option {number}" for number in range(10)]
    )
    headers = {"Poll-Voter": create_credential()}

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


def test_responses_match_schemas(client, home):
    from polls.api import schemas

    poll = PollFactory(visibility="always")
    receipt = cast(client, poll, 1).json()

    schemas.ReceiptSchema.model_validate(receipt)
    schemas.PollListSchema.model_validate(client.get(API).json())
    schemas.ResultSchema.model_validate(client.get(f"{API}{poll.slug}/results/").json())


def test_openapi_document_lists_all_responses(client, home):
    document = client.get("/api/v3/openapi.json").json()
    cast = document["paths"]["/api/v3/polls/{slug}/ballots/"]["post"]

    of_every_request = {"400", "404", "405", "413", "422", "429"}
    assert set(cast["responses"]) == {"200", "201", "403", "409", "410"} | of_every_request
