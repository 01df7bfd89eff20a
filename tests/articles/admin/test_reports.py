"""Reports on the articles and pages for each audience."""

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
    set_audiences,
)

COVERAGE, TEASERS = "/admin/reports/coverage/", "/admin/reports/missing-teasers/"
STALE = "/admin/reports/stale-audience-pages/"
all_reports = pytest.mark.parametrize("report", [COVERAGE, TEASERS, STALE])
TODAY = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def trade(db):
    return TopicFactory(name="Trade")


def create_article(author, business, day="2026-10-07", topics=(), teaser="", **fields):
    article = ArticlePageFactory(parent=author, date=datetime.date.fromisoformat(day), **fields)
    article.topics.set(topics)
    set_audiences(article, {business: teaser})
    return article


def export_rows(client, url):
    """Return the exported rows of a report as dictionaries."""
    response = client.get(url, {"export": "csv"})
    content = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(content)))


# Coverage


def test_articles_are_counted_by_audience_topic_and_month(admin_client, author, business, trade):
    create_article(author, business, topics=[trade])
    create_article(author, business, topics=[trade])
    create_article(author, business, "2026-11-01", topics=[trade])

    total_row, trade_row = export_rows(admin_client, COVERAGE)

    assert (total_row["Topic"], trade_row["Topic"]) == ("All topics", "Trade")
    for row in (total_row, trade_row):
        assert (row["2026-10"], row["2026-11"], row["Articles"]) == ("2", "1", "3")


def test_article_on_two_topics_counts_once_overall(admin_client, author, business, trade):
    create_article(author, business, topics=[trade, TopicFactory(name="Energy")])

    assert [row["Articles"] for row in export_rows(admin_client, COVERAGE)] == ["1", "1", "1"]


def test_topic_without_articles_is_a_gap(admin_client, business, trade):
    assert [row["Articles"] for row in export_rows(admin_client, COVERAGE)] == ["0", "0"]
    assert len(admin_client.get(COVERAGE, {"gaps": "true"}).context["object_list"]) == 2


def test_unpublished_article_does_not_count(admin_client, author, business):
    create_article(author, business, live=False)

    assert export_rows(admin_client, COVERAGE)[0]["Articles"] == "0"


@pytest.mark.parametrize(("months", "first"), [("", "2025-12"), ("6", "2026-06"), ("x", "2025-12")])
def test_period_is_a_year_or_as_chosen(admin_client, business, months, first):
    response = admin_client.get(COVERAGE, {"export": "csv", "months": months})
    heading = b"".join(response.streaming_content).decode().splitlines()[0]

    assert heading.split(",")[2] == first


def test_coverage_is_filtered_by_audience(admin_client, business):
    AudienceFactory(slug="students")

    coverage = admin_client.get(COVERAGE, {"audience": "students"}).context["object_list"]

    assert {row.audience for row in coverage} == {"Students"}


@pytest.mark.parametrize("number", [1, 12])
def test_query_count_of_coverage_is_constant(
    admin_client, author, business, django_assert_num_queries, number
):
    for _ in range(number):
        create_article(author, business, topics=[TopicFactory()])
    admin_client.get(COVERAGE)

    # Session, user, profile; audiences, articles by topic and overall, topics; filter choices for
    # the form and for its label; locales and the page tree (two) for the layout of the admin.
    with django_assert_num_queries(11):
        admin_client.get(COVERAGE)


# Teasers


def test_articles_without_a_teaser_are_listed(admin_client, author, business):
    create_article(author, business, title="Without")
    create_article(author, business, title="With", teaser="It is your money.")

    assert [row["Article"] for row in export_rows(admin_client, TEASERS)] == ["Without"]


def test_article_links_to_its_editor(admin_client, author, business):
    article = create_article(author, business)

    page = admin_client.get(TEASERS, {"audience": "business"}).text

    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in page


@pytest.mark.parametrize("number", [1, 12])
def test_query_count_of_missing_teasers_is_constant(
    admin_client, author, business, django_assert_num_queries, number
):
    for _ in range(number):
        create_article(author, business)
    admin_client.get(TEASERS)

    # Session, user, profile; count, articles; filter choices; locales and the page tree (two) for
    # the layout of the admin.
    with django_assert_num_queries(9):
        admin_client.get(TEASERS)


# Stale pages


@pytest.mark.parametrize(
    ("days", "expected_titles"), [("", ["For business"]), ("49", []), ("48", ["For business"])]
)
def test_page_is_stale_after_the_chosen_days(
    admin_client, business_page, author, business, days, expected_titles
):
    create_article(author, business, "2026-10-07")

    rows = admin_client.get(STALE, {"days": days}).context["object_list"]

    assert [row.page.title for row in rows] == expected_titles


def test_private_page_is_not_listed(admin_client, business_page):
    PageViewRestriction.objects.create(page=business_page, restriction_type="login")

    assert export_rows(admin_client, STALE) == []


def test_page_without_articles_is_stale(admin_client, business_page):
    (row,) = export_rows(admin_client, STALE)

    assert (row["Page"], row["Newest page"]) == ("For business", "")


# All reports


@all_reports
def test_report_is_exported_to_a_spreadsheet(admin_client, business_page, author, business, report):
    create_article(author, business)

    response = admin_client.get(report, {"export": "xlsx"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    sheet = load_workbook(io.BytesIO(content)).active

    assert sheet.max_row >= 2


@all_reports
def test_formulas_are_escaped(admin_client, home, author, trade, report):
    audience = AudienceFactory(name="=1+1", slug="sum")
    AudiencePageFactory(parent=home, audience=audience)
    if report == TEASERS:
        create_article(author, audience)

    assert "'=1+1" in export_rows(admin_client, report)[0].values()


@all_reports
def test_invalid_filter_is_ignored(admin_client, business_page, report):
    for query in ({"days": "-1"}, {"days": "x"}, {"months": "9"}, {"audience": "x"}, {"p": "x"}):
        assert admin_client.get(report, query).status_code == 200


@all_reports
def test_report_requires_a_page_permission(client, django_user_model, db, report):
    user = django_user_model.objects.create_user("reader", password="x")
    group = Group.objects.create(name="Readers of the admin")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)

    assert client.get(report).status_code in (302, 403)
