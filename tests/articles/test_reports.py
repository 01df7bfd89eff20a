"""Reports for staff on what audiences have been given."""

import csv
import datetime
import io

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AudiencePageFactory,
    TopicFactory,
    address,
)

COVERAGE, TEASERS = "/admin/reports/coverage/", "/admin/reports/missing-teasers/"
STALE = "/admin/reports/stale-audience-pages/"
every_report = pytest.mark.parametrize("report", [COVERAGE, TEASERS, STALE])
TODAY = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def trade(db):
    return TopicFactory(name="Trade")


def write(author, business, day="2026-10-07", topics=(), teaser="", **fields):
    article = ArticlePageFactory(parent=author, date=datetime.date.fromisoformat(day), **fields)
    article.topics.set(topics)
    address(article, {business: teaser})
    return article


def rows(client, address):
    """Return what a report exports, a dictionary a row."""
    response = client.get(address, {"export": "csv"})
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content)))


# Coverage


def test_articles_are_counted_by_audience_topic_and_month(admin_client, author, business, trade):
    write(author, business, topics=[trade])
    write(author, business, topics=[trade])
    write(author, business, "2026-11-01", topics=[trade])

    overall, on_trade = rows(admin_client, COVERAGE)

    assert (overall["Topic"], on_trade["Topic"]) == ("All topics", "Trade")
    for row in (overall, on_trade):
        assert (row["2026-10"], row["2026-11"], row["Articles"]) == ("2", "1", "3")


def test_an_article_on_two_topics_is_one_of_all(admin_client, author, business, trade):
    write(author, business, topics=[trade, TopicFactory(name="Energy")])

    assert [row["Articles"] for row in rows(admin_client, COVERAGE)] == ["1", "1", "1"]


def test_what_was_not_written_is_a_gap(admin_client, business, trade):
    assert [row["Articles"] for row in rows(admin_client, COVERAGE)] == ["0", "0"]
    assert len(admin_client.get(COVERAGE, {"gaps": "true"}).context["object_list"]) == 2


def test_what_readers_cannot_open_covers_nothing(admin_client, author, business):
    write(author, business, live=False)

    assert rows(admin_client, COVERAGE)[0]["Articles"] == "0"


@pytest.mark.parametrize(("months", "first"), [("", "2025-12"), ("6", "2026-06"), ("x", "2025-12")])
def test_a_year_is_covered_or_what_staff_choose(admin_client, business, months, first):
    response = admin_client.get(COVERAGE, {"export": "csv", "months": months})
    heading = b"".join(response.streaming_content).decode().splitlines()[0]

    assert heading.split(",")[2] == first


def test_one_audience_can_be_looked_at_alone(admin_client, business):
    AudienceFactory(slug="students")

    found = admin_client.get(COVERAGE, {"audience": "students"}).context["object_list"]

    assert {row.audience for row in found} == {"Students"}


@pytest.mark.parametrize("number", [1, 12])
def test_more_coverage_takes_no_more_queries(
    admin_client, author, business, django_assert_num_queries, number
):
    for _ in range(number):
        write(author, business, topics=[TopicFactory()])
    admin_client.get(COVERAGE)

    # Session, user, profile; audiences, articles by topic and all, topics; audiences to filter by,
    # as the form has them and as its label does; locales and the page tree, for the admin's frame.
    with django_assert_num_queries(11):
        admin_client.get(COVERAGE)


# Teasers


def test_articles_without_a_teaser_are_named(admin_client, author, business):
    write(author, business, title="Untold")
    write(author, business, title="Told", teaser="It is your money.")

    assert [row["Article"] for row in rows(admin_client, TEASERS)] == ["Untold"]


def test_an_article_leads_to_its_form(admin_client, author, business):
    article = write(author, business)

    page = admin_client.get(TEASERS, {"audience": "business"}).text

    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in page


@pytest.mark.parametrize("number", [1, 12])
def test_more_articles_without_a_teaser_take_no_more_queries(
    admin_client, author, business, django_assert_num_queries, number
):
    for _ in range(number):
        write(author, business)
    admin_client.get(TEASERS)

    # Session, user, profile; their number, articles; audiences to filter by; locales and the page
    # tree, for the admin's frame.
    with django_assert_num_queries(9):
        admin_client.get(TEASERS)


# Stale pages


@pytest.mark.parametrize(
    ("days", "found"), [("", ["For business"]), ("49", []), ("48", ["For business"])]
)
def test_a_page_is_stale_after_so_many_days(
    admin_client, business_page, author, business, days, found
):
    write(author, business, "2026-10-07")

    stale = admin_client.get(STALE, {"days": days}).context["object_list"]

    assert [each.page.title for each in stale] == found


def test_a_private_page_is_not_named(admin_client, business_page):
    PageViewRestriction.objects.create(page=business_page, restriction_type="login")

    assert rows(admin_client, STALE) == []


def test_a_page_on_which_there_was_never_anything_is_stale(admin_client, business_page):
    (row,) = rows(admin_client, STALE)

    assert (row["Page"], row["Newest piece"]) == ("For business", "")


# All of them


@every_report
def test_it_is_exported_to_a_spreadsheet(admin_client, business_page, author, business, report):
    write(author, business)

    response = admin_client.get(report, {"export": "xlsx"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    sheet = load_workbook(io.BytesIO(content)).active

    assert sheet.max_row >= 2


@every_report
def test_no_name_is_run_as_a_formula(admin_client, home, author, trade, report):
    audience = AudienceFactory(name="=1+1", slug="sum")
    AudiencePageFactory(parent=home, audience=audience)
    if report == TEASERS:
        write(author, audience)

    assert "'=1+1" in rows(admin_client, report)[0].values()


@every_report
def test_a_filter_that_makes_no_sense_is_no_failure(admin_client, business_page, report):
    for query in ({"days": "-1"}, {"days": "x"}, {"months": "9"}, {"audience": "x"}, {"p": "x"}):
        assert admin_client.get(report, query).status_code == 200


@every_report
def test_it_is_for_those_who_write(client, django_user_model, db, report):
    user = django_user_model.objects.create_user("reader", password="x")
    group = Group.objects.create(name="Readers of the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)

    assert client.get(report).status_code in (302, 403)
