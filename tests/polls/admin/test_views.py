"""Admin pages of one poll: its result and its invitation codes."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from polls.admin.turnout import count_ballots_by_day
from polls.models import InvitationCode, Poll
from polls.voting.voters import create_codes
from tests.factories import PollFactory
from tests.polls.helpers import cast, get_admin_page, get_admin_url, post_review, read_stream

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("visibility", ["always", "after_vote", "after_close", "staff"])
def test_staff_see_result_with_any_visibility(admin_client, visibility):
    poll = PollFactory(visibility=visibility)
    cast(poll, 2)

    result = get_admin_page(admin_client, "result", poll.pk)

    assert "1 ballot counted" in result
    assert ("Readers do not see this result" in result) == (visibility != "always")


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_staff_download_hidden_result(admin_client, extension):
    poll = PollFactory(visibility="staff", slug="rates")
    cast(poll)

    response = admin_client.get(get_admin_url("download", poll.pk, extension))

    assert response.status_code == 200
    assert f"rates-results.{extension}" in response["Content-Disposition"]


def test_unknown_format_is_not_found(admin_client):
    assert admin_client.get(get_admin_url("download", PollFactory().pk, "exe")).status_code == 404


def test_draft_has_empty_result(admin_client):
    poll = PollFactory(live=False, first_published_at=None, opens_at=None)

    assert "No ballot has been cast" in get_admin_page(admin_client, "result", poll.pk)


def test_small_figures_are_suppressed_for_staff(admin_client):
    poll = PollFactory()
    cast(poll, 1, audience="business")
    for audience in ("researchers", ""):
        for option in 10 * [1, 2, 3]:
            cast(poll, option, audience=audience)
    Poll.objects.update(closes_at=timezone.now())

    assert "not shown" in get_admin_page(admin_client, "result", poll.pk)


def test_days_without_ballots_are_included():
    poll = PollFactory(opens_at=timezone.now() - timedelta(days=9))
    cast(poll, now=timezone.now() - timedelta(days=2))
    cast(poll)
    cast(poll)

    assert [ballots for _, ballots in count_ballots_by_day(poll)] == [1, 0, 2]


@pytest.fixture
def suspects():
    """A poll with three ballots that were set aside, one of them for another reason."""
    poll = PollFactory()
    for review_reason in ("network", "network", "honeypot"):
        cast(poll, review_reason=review_reason)
    cast(poll)
    return poll


def test_ballots_are_reviewed_in_batches(admin_client, suspects, monkeypatch):
    monkeypatch.setattr("polls.admin.review.BATCH_SIZE", 1)

    assert "2 ballots rejected" in post_review(
        admin_client, suspects, decision="reject", review_reason="network"
    )


def test_codes_are_created(admin_client):
    poll = PollFactory(eligibility="code")

    admin_client.post(get_admin_url("codes", poll.pk), {"number": "3"})

    assert poll.codes.count() == 3
    assert "3 invitation codes" in get_admin_page(admin_client, "codes", poll.pk)


@pytest.mark.parametrize("number", ["", "0", "-1", "5001", "x"])
def test_invalid_number_of_codes_is_rejected(admin_client, number):
    poll = PollFactory(eligibility="code")

    response = admin_client.post(get_admin_url("codes", poll.pk), {"number": number})

    assert response.status_code == 200
    assert not InvitationCode.objects.exists()


def test_codes_are_downloaded_as_csv(admin_client):
    poll = PollFactory(eligibility="code")
    codes = {code.code for code in create_codes(poll, 2)}

    content = read_stream(
        admin_client.get(get_admin_url("codes", poll.pk) + "?export=csv")
    ).decode()

    assert {row["Code"] for row in csv.DictReader(io.StringIO(content))} == codes


def test_codes_are_downloaded_as_xlsx(admin_client):
    poll = PollFactory(eligibility="code")
    [code] = create_codes(poll, 1)

    content = read_stream(admin_client.get(get_admin_url("codes", poll.pk) + "?export=xlsx"))

    assert load_workbook(io.BytesIO(content)).active["A2"].value == code.code


@pytest.mark.parametrize("method", ["get", "post"])
def test_poll_without_codes_has_no_codes_page(admin_client, method):
    poll = PollFactory()

    response = getattr(admin_client, method)(get_admin_url("codes", poll.pk), {"number": "3"})

    assert response.status_code == 404
    assert not InvitationCode.objects.exists()
