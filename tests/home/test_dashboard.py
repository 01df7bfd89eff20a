"""The admin's home page: moderation, scheduled changes and content issues."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import ArticlePage
from home.dashboard.content_issues import summarize_content_issues
from home.dashboard.moderation import get_moderation_rows
from home.dashboard.schedule import get_scheduled_changes
from tests.factories import ArticlePageFactory, AuthorPageFactory, ImageFactory, PollFactory
from tests.polls.helpers import cast
from tests.workflows import create_approval_workflow, submit_for_moderation

HOME = "/admin/"
every_number = pytest.mark.parametrize("number", [1, 12])


@pytest.fixture
def ada(author, django_user_model):
    """The user who writes in Ada Margin's blog."""
    user = django_user_model.objects.create_user("ada", password="x")
    user.groups.add(Group.objects.get(name="Authors"))
    author.user = user
    author.save()
    return user


@pytest.fixture
def editor(django_user_model, home):
    user = django_user_model.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def get_admin_home(user):
    client = Client()
    client.force_login(user)
    return client.get(HOME).text


def schedule(page, days):
    scheduled_time = timezone.now() + timedelta(days=days)
    page.go_live_at = scheduled_time
    page.save_revision(approved_go_live_at=scheduled_time)


# Moderation


def test_editor_sees_submitted_pages(author, ada, editor):
    workflow = create_approval_workflow(Group.objects.get(name="Editors"))
    article = ArticlePageFactory(parent=author, title="On benches", live=False)
    submit_for_moderation(article, ada, workflow=workflow)

    page = get_admin_home(editor)

    assert "Moderation" in page
    assert "Awaiting your approval: Approval" in page
    assert f'/admin/pages/{article.pk}/edit/">On benches' in page


def test_author_sees_what_was_sent_back_and_the_comment(author, ada):
    submit_for_moderation(ArticlePageFactory(parent=author), ada, comment="Too long")

    page = get_admin_home(ada)

    assert "Sent back: Approval" in page
    assert "“Too long”" in page


def test_author_sees_pages_in_review(author, ada):
    submit_for_moderation(ArticlePageFactory(parent=author), ada)

    assert [row.status for row in get_moderation_rows(ada)[0]] == ["Awaiting approval: Approval"]


def test_own_submission_to_approve_is_listed_once(author, editor):
    workflow = create_approval_workflow(Group.objects.get(name="Editors"))
    submit_for_moderation(ArticlePageFactory(parent=author), editor, workflow=workflow)

    rows, remaining = get_moderation_rows(editor)

    assert ([row.status for row in rows], remaining) == (["Awaiting your approval: Approval"], 0)


def test_uninvolved_users_see_no_rows(author, ada, editor):
    submit_for_moderation(
        ArticlePageFactory(parent=author), ada, workflow=create_approval_workflow()
    )

    assert get_moderation_rows(editor) == ([], 0)


@every_number
def test_more_pages_in_moderation_take_no_more_queries(
    author, ada, editor, django_assert_num_queries, number
):
    workflow = create_approval_workflow(Group.objects.get(name="Editors"))
    for _ in range(number):
        submit_for_moderation(ArticlePageFactory(parent=author), ada, workflow=workflow)
        submit_for_moderation(
            ArticlePageFactory(parent=author), editor, workflow=workflow, comment="Too long"
        )

    # Task states, workflow states.
    with django_assert_num_queries(2):
        rows, remaining = get_moderation_rows(editor)
    assert len(rows) + remaining == 2 * number


# Scheduled


def test_scheduled_changes_of_this_week_are_in_order(author, editor):
    schedule(ArticlePageFactory(parent=author, title="To come", live=False), 2)
    schedule(ArticlePageFactory(parent=author, title="Later", live=False), 9)
    ends = timezone.now() + timedelta(days=1)
    ArticlePageFactory(parent=author, title="Ending", expire_at=ends)

    changes = [(change.title, change.is_unpublish) for change in get_scheduled_changes(editor)]

    assert changes == [("Ending", True), ("To come", False)]


def test_scheduled_changes_to_other_blogs_are_not_shown(author, ada):
    other = AuthorPageFactory(parent=author.get_parent())
    schedule(ArticlePageFactory(parent=other, live=False), 2)
    schedule(ArticlePageFactory(parent=author, title="Mine", live=False), 2)

    assert [change.title for change in get_scheduled_changes(ada)] == ["Mine"]


@every_number
def test_more_scheduled_changes_take_no_more_queries(
    author, editor, django_assert_num_queries, number
):
    for _ in range(number):
        schedule(ArticlePageFactory(parent=author, live=False), 2)

    # The user's page permissions; go-live dates, expiry dates.
    with django_assert_num_queries(3):
        assert len(get_scheduled_changes(editor)) == number


# Content issues


def create_content_issues(author, business):
    """Create one article with summary type of issue."""
    draft = AuthorPageFactory(parent=author.get_parent(), live=False)
    ArticlePageFactory(parent=author, standfirst="")
    ArticlePageFactory(parent=author, hero=ImageFactory())
    ArticlePageFactory(parent=author, teasers={business: ""})
    ArticlePageFactory(parent=author, authors=[draft])


def test_every_type_of_issue_is_found(author, business, business_page, editor):
    create_content_issues(author, business)
    # The articles for business are from today.
    ArticlePage.objects.exclude(page_audiences=None).update(date="2020-01-01")

    issues = [(summary.number, summary.label) for summary in summarize_content_issues(editor)]

    assert issues == [
        (1, "article without a standfirst"),
        (1, "image without alternative text"),
        (1, "article without a teaser"),
        (1, "stale audience page"),
        (1, "page with broken links"),
    ]


def test_page_without_issues_is_not_found(author, business, business_page, editor):
    ArticlePageFactory(
        parent=author,
        authors=[author],
        hero=ImageFactory(),
        hero_alt="A quay",
        teasers={business: "It is your money."},
    )

    assert summarize_content_issues(editor) == []


def test_issue_links_to_its_page_and_to_the_full_list(author, editor):
    article = ArticlePageFactory(parent=author, standfirst="", title="Bare")

    page = get_admin_home(editor)

    assert f"/admin/pages/{article.pk}/edit/" in page
    assert "issue=missing-standfirst" in page


def test_only_some_of_the_counted_pages_are_listed(author, editor):
    ArticlePageFactory.create_batch(5, parent=author, standfirst="")

    (summary,) = summarize_content_issues(editor)

    assert (summary.number, len(summary.examples)) == (5, 3)


def test_authors_see_only_issues_in_their_own_blog(author, ada):
    other = AuthorPageFactory(parent=author.get_parent())
    ArticlePageFactory(parent=other, standfirst="")

    assert summarize_content_issues(ada) == []


def test_broken_links_report_lists_only_editable_pages(author, index, ada):
    other = AuthorPageFactory(parent=index)
    for blog in (author, other):
        draft = ArticlePageFactory(parent=blog, live=False)
        article = ArticlePageFactory(parent=blog, title=f"In the blog of {blog}")
        link = f'<p><a linktype="page" id="{draft.pk}">It</a></p>'
        article.body = [("paragraph", {"text": link})]
        article.save()
    client = Client()
    client.force_login(ada)

    page = client.get("/admin/reports/broken-links/").text

    assert f"In the blog of {author}" in page
    assert f"In the blog of {other}" not in page


@every_number
def test_more_issues_take_no_more_queries(
    author, business, business_page, editor, django_assert_num_queries, number
):
    for _ in range(number):
        create_content_issues(author, business)
    summarize_content_issues(editor)
    del editor._page_permission_cache

    # The user's page permissions; all issues.
    with django_assert_num_queries(2):
        summarize_content_issues(editor)


def test_report_counts_broken_links(admin_client, author):
    draft = AuthorPageFactory(parent=author.get_parent(), live=False)
    ArticlePageFactory(parent=author, authors=[draft], title="Broken")
    ArticlePageFactory(parent=author, authors=[author])

    (row,) = admin_client.get("/admin/reports/broken-links/").context["object_list"]

    assert (row.title, row.broken_links) == ("Broken", 1)


# All panels


@every_number
def test_full_dashboard_takes_no_more_queries(
    admin_client, admin_user, author, business, business_page, number
):
    def count():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(HOME)
        return len(queries)

    create_dashboard_content(author, business, admin_user, 1)
    count()
    before = count()
    create_dashboard_content(author, business, admin_user, number)

    assert count() == before


def create_dashboard_content(author, business, user, number):
    for _ in range(number):
        create_content_issues(author, business)
        schedule(ArticlePageFactory(parent=author, live=False), 2)
        submit_for_moderation(ArticlePageFactory(parent=author), user)
        cast(PollFactory())
