"""The open polls on the front page of the admin."""

import pytest
from django.utils import timezone

from polls.admin.panels import DAYS, ballots_of, line_of, open_polls
from tests.factories import PollFactory
from tests.polls.staff import cast, staff_client

HOME = "/admin/"


@pytest.mark.django_db
def test_an_open_poll_is_shown_with_its_turnout_to_those_who_see_results():
    poll = PollFactory(question="Is it so?")
    cast(poll)
    PollFactory(question="Is it over?", closes_at=timezone.now())

    page = staff_client("polls.view_results").get(HOME).text

    assert "Is it so?" in page
    assert f"1 in {DAYS} days, 1 today" in page
    assert "Is it over?" not in page


@pytest.mark.django_db
def test_open_polls_are_not_shown_to_others():
    PollFactory()

    assert "Open polls" not in staff_client("polls.change_poll").get(HOME).text


def test_the_line_goes_from_the_first_day_to_the_last():
    line = line_of([0] * (DAYS - 1) + [4])

    assert line["points"].startswith("0,23")
    assert line["points"].endswith("104,1.0")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_more_open_polls_take_no_more_queries(django_assert_num_queries, number):
    for _ in range(number):
        cast(PollFactory())

    # Polls with their turnout, ballots.
    with django_assert_num_queries(2):
        ballots_of(open_polls())
