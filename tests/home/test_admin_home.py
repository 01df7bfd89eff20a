"""The front page of the admin: what waits, what goes out, what needs attention."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import ArticlePage
from home.dashboard.content_issues import findings_for
from home.dashboard.moderation import waiting_for
from home.dashboard.schedule import changes_for
from tests.factories import ArticlePageFactory, AuthorPageFactory, PictureFactory, PollFactory
from tests.polls.staff import cast
from tests.workflows import approval, submit

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


def page_of(user):
    client = Client()
    client.force_login(user)
    return client.get(HOME).text


def schedule(page, days):
    moment = timezone.now() + timedelta(days=days)
    page.go_live_at = moment
    page.save_revision(approved_go_live_at=moment)


# Waiting


def test_an_editor_finds_what_was_submitted(author, ada, editor):
    workflow = approval(Group.objects.get(name="Editors"))
    article = ArticlePageFactory(parent=author, title="On benches", live=False)
    submit(article, ada, workflow=workflow)

    page = page_of(editor)

    assert "Waiting for you" in page
    assert "To approve: Approval" in page
    assert f'/admin/pages/{article.pk}/edit/">On benches' in page


def test_an_author_finds_what_was_sent_back_and_why(author, ada):
    submit(ArticlePageFactory(parent=author), ada, comment="Too long")

    page = page_of(ada)

    assert "Sent back: Approval" in page
    assert "“Too long”" in page


def test_an_author_finds_what_is_with_others(author, ada):
    submit(ArticlePageFactory(parent=author), ada)

    assert [row.what for row in waiting_for(ada)[0]] == ["With others: Approval"]


def test_who_may_approve_what_they_submitted_is_asked_once(author, editor):
    workflow = approval(Group.objects.get(name="Editors"))
    submit(ArticlePageFactory(parent=author), editor, workflow=workflow)

    rows, more = waiting_for(editor)

    assert ([row.what for row in rows], more) == (["To approve: Approval"], 0)


def test_nothing_waits_for_whoever_has_nothing_to_do_with_it(author, ada, editor):
    submit(ArticlePageFactory(parent=author), ada, workflow=approval())

    assert waiting_for(editor) == ([], 0)


@every_number
def test_more_that_waits_takes_no_more_queries(
    author, ada, editor, django_assert_num_queries, number
):
    workflow = approval(Group.objects.get(name="Editors"))
    for _ in range(number):
        submit(ArticlePageFactory(parent=author), ada, workflow=workflow)
        submit(ArticlePageFactory(parent=author), editor, workflow=workflow, comment="Too long")

    # Tasks, states of workflows.
    with django_assert_num_queries(2):
        rows, more = waiting_for(editor)
    assert len(rows) + more == 2 * number


# Going out


def test_what_goes_out_and_comes_down_this_week_is_told_in_order(author, editor):
    schedule(ArticlePageFactory(parent=author, title="To come", live=False), 2)
    schedule(ArticlePageFactory(parent=author, title="Later", live=False), 9)
    ends = timezone.now() + timedelta(days=1)
    ArticlePageFactory(parent=author, title="Ending", expire_at=ends)

    found = [(change.title, change.is_end) for change in changes_for(editor)]

    assert found == [("Ending", True), ("To come", False)]


def test_what_goes_out_elsewhere_is_not_told(author, ada):
    other = AuthorPageFactory(parent=author.get_parent())
    schedule(ArticlePageFactory(parent=other, live=False), 2)
    schedule(ArticlePageFactory(parent=author, title="Mine", live=False), 2)

    assert [change.title for change in changes_for(ada)] == ["Mine"]


@every_number
def test_more_that_goes_out_takes_no_more_queries(
    author, editor, django_assert_num_queries, number
):
    for _ in range(number):
        schedule(ArticlePageFactory(parent=author, live=False), 2)

    # What the user may do with which pages; schedules, ends.
    with django_assert_num_queries(3):
        assert len(changes_for(editor)) == number


# Attention


def slips(author, business):
    """Write one article of each kind of slip."""
    draft = AuthorPageFactory(parent=author.get_parent(), live=False)
    ArticlePageFactory(parent=author, standfirst="")
    ArticlePageFactory(parent=author, hero=PictureFactory())
    ArticlePageFactory(parent=author, teasers={business: ""})
    ArticlePageFactory(parent=author, by=[draft])


def test_every_kind_of_slip_is_found(author, business, business_page, editor):
    slips(author, business)
    # What was addressed to business is of today.
    ArticlePage.objects.exclude(page_audiences=None).update(date="2020-01-01")

    found = [(each.number, each.label) for each in findings_for(editor)]

    assert found == [
        (1, "article without a standfirst"),
        (1, "picture without alternative text"),
        (1, "article without a teaser for its audience"),
        (1, "stale page of an audience"),
        (1, "page that leads to something unpublished"),
    ]


def test_a_page_that_is_in_order_is_not_found(author, business, business_page, editor):
    ArticlePageFactory(
        parent=author,
        by=[author],
        hero=PictureFactory(),
        hero_alt="A quay",
        teasers={business: "It is your money."},
    )

    assert findings_for(editor) == []


def test_a_slip_leads_to_its_form_and_to_all_of_its_kind(author, editor):
    article = ArticlePageFactory(parent=author, standfirst="", title="Bare")

    page = page_of(editor)

    assert f"/admin/pages/{article.pk}/edit/" in page
    assert "lacks=standfirst" in page


def test_only_some_examples_are_named_of_all_that_are_counted(author, editor):
    ArticlePageFactory.create_batch(5, parent=author, standfirst="")

    (finding,) = findings_for(editor)

    assert (finding.number, len(finding.examples)) == (5, 3)


def test_an_author_is_told_of_the_own_blog_alone(author, ada):
    other = AuthorPageFactory(parent=author.get_parent())
    ArticlePageFactory(parent=other, standfirst="")

    assert findings_for(ada) == []


def test_a_report_names_what_the_desk_counts(author, index, ada):
    other = AuthorPageFactory(parent=index)
    for blog in (author, other):
        draft = ArticlePageFactory(parent=blog, live=False)
        article = ArticlePageFactory(parent=blog, title=f"In the blog of {blog}")
        link = f'<p><a linktype="page" id="{draft.pk}">It</a></p>'
        article.body = [("paragraph", {"text": link})]
        article.save()
    client = Client()
    client.force_login(ada)

    page = client.get("/admin/reports/dead-ends/").text

    assert f"In the blog of {author}" in page
    assert f"In the blog of {other}" not in page


@every_number
def test_more_slips_take_no_more_queries(
    author, business, business_page, editor, django_assert_num_queries, number
):
    for _ in range(number):
        slips(author, business)
    findings_for(editor)
    del editor._page_permission_cache

    # What the user may do with which pages; all findings.
    with django_assert_num_queries(2):
        findings_for(editor)


def test_the_report_of_dead_ends_counts_them(admin_client, author):
    draft = AuthorPageFactory(parent=author.get_parent(), live=False)
    ArticlePageFactory(parent=author, by=[draft], title="Dead end")
    ArticlePageFactory(parent=author, by=[author])

    (row,) = admin_client.get("/admin/reports/dead-ends/").context["object_list"]

    assert (row.title, row.ends) == ("Dead end", 1)


# All of it


@every_number
def test_a_busy_desk_takes_no_more_queries(
    admin_client, admin_user, author, business, business_page, number
):
    def count():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(HOME)
        return len(queries)

    fill(author, business, admin_user, 1)
    count()
    before = count()
    fill(author, business, admin_user, number)

    assert count() == before


def fill(author, business, user, number):
    for _ in range(number):
        slips(author, business)
        schedule(ArticlePageFactory(parent=author, live=False), 2)
        submit(ArticlePageFactory(parent=author), user)
        cast(PollFactory())
