"""The dashboard panel of open polls."""

import pytest
from django.utils import timezone

from polls.admin.panels import DAYS, build_sparkline, count_recent_ballots, get_open_polls
from tests.factories import PollFactory
from tests.polls.helpers import cast, create_staff_client

HOME = "/admin/"


@pytest.mark.django_db
def test_panel_shows_open_polls_with_turnout():
    poll = PollFactory(question="Is it so?")
    cast(poll)
    PollFactory(question="Is it over?", closes_at=timezone.now())

    page = create_staff_client("polls.view_results").get(HOME).text

    assert "Is it so?" in page
    assert f"1 in {DAYS} days, 1 today" in page
    assert "Is it over?" not in page


@pytest.mark.django_db
def test_panel_requires_permission():
    PollFactory()

    assert "Open polls" not in create_staff_client("polls.change_poll").get(HOME).text


def test_sparkline_spans_all_days():
    line = build_sparkline([0] * (DAYS - 1) + [4])

    assert line["points"].startswith("0,23")
    assert line["points"].endswith("104,1.0")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_panel_query_count_is_constant(django_assert_num_queries, number):
    for _ in range(number):
        cast(PollFactory())

    # Polls with their turnout, ballots.
    with django_assert_num_queries(2):
        count_recent_ballots(get_open_polls())
