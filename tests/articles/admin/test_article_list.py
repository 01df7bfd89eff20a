"""The list of articles in the admin."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.admin.content_issues import ContentIssueType
from articles.models import Byline
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AuthorPageFactory,
    ImageFactory,
    TopicFactory,
)
from tests.workflows import create_approval_workflow, submit_for_moderation

ARTICLES = reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"])
AUTHORS = reverse("wagtailadmin_pages:type_use", args=["articles", "authorpage"])
CHOOSE_PARENT = reverse("wagtailadmin_pages:choose_parent", args=["articles", "articlepage"])


def get_add_url(blog):
    return reverse("wagtailadmin_pages:add", args=["articles", "articlepage", blog.pk])


def get_titles(client, url, **query):
    return [page.title for page in client.get(url, query).context["object_list"]]


def set_topics(article, *topics):
    article.topics.set(topics)
    article.save()


def log_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada(author, django_user_model):
    """A client of the user who has Ada Margin's blog."""
    user = django_user_model.objects.create_user("ada", password="x")
    user.groups.add(Group.objects.get(name="Authors"))
    author.user = user
    author.save()
    return log_in(user)


@pytest.fixture
def editor(home, django_user_model):
    user = django_user_model.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    return log_in(user)


# Articles


def test_row_shows_authors_topics_audiences_and_date(admin_client, author, business):
    article = ArticlePageFactory(parent=author, teasers={business: ""}, date="2026-10-07")
    set_topics(article, TopicFactory(name="Trade"), TopicFactory(name="Energy"))
    Byline.objects.create(article=article, author=author, sort_order=0)
    Byline.objects.create(article=article, name="A Guest", sort_order=1)

    page = admin_client.get(ARTICLES).text

    for text in ("Ada Margin, A Guest", "Energy, Trade", "Business", "7 Oct 2026"):
        assert text in page


@pytest.mark.parametrize(
    ("filters", "expected_titles"),
    [
        ({"author": "{ada}"}, "by Ada"),
        ({"topic": "trade"}, "on trade"),
        ({"audience": "business"}, "for business"),
        ({"collection": "{blogs}"}, "by Ada, for business, on trade"),
        ({"collection": "{analysis}"}, "elsewhere"),
        ({"status": "live"}, "by Ada, for business, on trade"),
        ({"status": "draft"}, "elsewhere"),
        ({"date_from": "2026-10-01"}, "elsewhere"),
        ({"q": "trade"}, "on trade"),
        ({"q": "elsewhere", "status": "draft", "collection": "{analysis}"}, "elsewhere"),
        ({"q": "trade", "topic": "trade", "ordering": "-date"}, "on trade"),
    ],
)
def test_articles_are_filtered_and_searched(
    admin_client, home, index, author, business, filters, expected_titles
):
    day = datetime.date(2026, 9, 1)
    analysis = home.add_child(instance=type(index)(title="Analysis", slug="analysis"))
    ArticlePageFactory(parent=author, title="by Ada", date=day, authors=[author])
    ArticlePageFactory(parent=author, title="for business", date=day, teasers={business: ""})
    article = ArticlePageFactory(parent=author, title="on trade", date=day)
    set_topics(article, TopicFactory(slug="trade"))
    ArticlePageFactory(
        parent=analysis, title="elsewhere", live=False, date=datetime.date(2026, 10, 7)
    )

    keys = {"ada": author.pk, "blogs": index.pk, "analysis": analysis.pk}
    query = {name: value.format(**keys) for name, value in filters.items()}

    assert sorted(get_titles(admin_client, ARTICLES, **query)) == expected_titles.split(", ")


def test_articles_are_filtered_by_newer_draft(admin_client, author):
    ArticlePageFactory(parent=author, title="Finished")
    ArticlePageFactory(parent=author, title="In hand").save_revision()

    assert get_titles(admin_client, ARTICLES, status="changed") == ["In hand"]


def test_articles_are_filtered_by_schedule(admin_client, author):
    article = ArticlePageFactory(parent=author, title="To come", live=False)
    article.go_live_at = timezone.now() + datetime.timedelta(days=1)
    article.save_revision(approved_go_live_at=article.go_live_at)
    ArticlePageFactory(parent=author, title="Draft", live=False)

    assert get_titles(admin_client, ARTICLES, status="scheduled") == ["To come"]


@pytest.mark.parametrize(
    ("workflow", "title"),
    [("in_progress", "Submitted"), ("needs_changes", "Returned"), ("none", "Neither")],
)
def test_articles_are_filtered_by_workflow(admin_client, admin_user, author, workflow, title):
    submitted, returned, _ = (
        ArticlePageFactory(parent=author, title=name)
        for name in ("Submitted", "Returned", "Neither")
    )
    submit_for_moderation(submitted, admin_user)
    submit_for_moderation(returned, admin_user, comment="Too long")

    assert get_titles(admin_client, ARTICLES, workflow=workflow) == [title]


def test_row_shows_the_workflow_task(admin_client, admin_user, author):
    submit_for_moderation(ArticlePageFactory(parent=author), admin_user)
    submit_for_moderation(ArticlePageFactory(parent=author), admin_user, comment="Too long")

    page = admin_client.get(ARTICLES).text

    assert "Awaiting approval: Approval" in page
    assert "Sent back: Approval" in page


@pytest.mark.parametrize("issue_type", ContentIssueType.values)
def test_articles_are_filtered_by_content_issue(admin_client, author, business, issue_type):
    draft = AuthorPageFactory(parent=author.get_parent(), live=False)
    fields_by_issue = {
        "missing-standfirst": {"standfirst": ""},
        "missing-alt-text": {"hero": ImageFactory()},
        "missing-teaser": {"teasers": {business: ""}},
        "broken-link": {"authors": [draft]},
    }
    for title, fields in fields_by_issue.items():
        ArticlePageFactory(parent=author, title=title, **fields)

    assert get_titles(admin_client, ARTICLES, issue=issue_type) == [issue_type]


@pytest.mark.parametrize(
    "query",
    [
        {"author": "x"},
        {"collection": "999"},
        {"topic": "none"},
        {"date_from": "x"},
        {"p": "x"},
        {"ordering": "body"},
        {"q": "\x01"},
        {"workflow": "x"},
    ],
)
def test_invalid_query_is_ignored(admin_client, author, query):
    ArticlePageFactory(parent=author)

    assert admin_client.get(ARTICLES, query).status_code == 200


def test_articles_are_ordered_by_date_or_title(admin_client, author):
    for day, title in ((1, "Beta"), (3, "Alpha"), (2, "Gamma")):
        ArticlePageFactory(parent=author, title=title, date=datetime.date(2026, 10, day))

    assert get_titles(admin_client, ARTICLES) == ["Alpha", "Gamma", "Beta"]
    assert get_titles(admin_client, ARTICLES, ordering="title") == ["Alpha", "Beta", "Gamma"]


def test_author_finds_only_articles_of_the_own_blog(ada, author):
    ArticlePageFactory(parent=author, title="Mine", live=False)
    other = AuthorPageFactory(parent=author.get_parent())
    ArticlePageFactory(parent=other, title="Not mine")

    assert get_titles(ada, ARTICLES) == ["Mine"]
    assert get_titles(ada, ARTICLES, q="mine") == ["Mine"]
    assert get_titles(ada, AUTHORS) == ["Ada Margin"]


def test_explorer_of_a_blog_has_the_same_columns(admin_client, author):
    ArticlePageFactory(parent=author, authors=[author], title="In a blog")

    page = admin_client.get(reverse("wagtailadmin_explore", args=[author.pk]))

    assert page.context["table"].columns.keys() >= {"authors", "topics", "audiences", "workflow"}


def create_articles(index, user, number):
    workflow = create_approval_workflow()
    for _ in range(number):
        blog = AuthorPageFactory(parent=index)
        article = ArticlePageFactory(parent=blog, authors=[blog], teasers={AudienceFactory(): ""})
        set_topics(article, TopicFactory())
        submit_for_moderation(article, user, workflow=workflow)


@pytest.mark.parametrize("number", [1, 50])
def test_query_count_is_constant(
    admin_client, admin_user, index, django_assert_num_queries, number
):
    create_articles(index, admin_user, number)
    admin_client.get(ARTICLES)

    # Session, user, profile; filter choices; the user's blogs; count, articles, workflow states,
    # related names; view restrictions, sites; locales and the page tree (two) for the layout of
    # the admin.
    with django_assert_num_queries(14):
        admin_client.get(ARTICLES)


@pytest.mark.parametrize("number", [1, 50])
def test_query_count_is_constant_for_an_editor(
    editor, admin_user, index, django_assert_num_queries, number
):
    create_articles(index, admin_user, number)
    editor.get(ARTICLES)

    # As above, and the editor's permissions: on models by user and by group, on pages, collections
    # and sites, the root of the editable pages, and the groups of the workflow task.
    with django_assert_num_queries(20):
        editor.get(ARTICLES)


# New articles


def test_menu_and_list_lead_to_a_new_article(ada, author):
    dashboard = ada.get(reverse("wagtailadmin_home")).text
    assert ARTICLES in dashboard

    assert f'href="{get_add_url(author)}"' in ada.get(ARTICLES).text


def test_user_without_a_blog_chooses_a_parent_page(editor, author):
    assert f'href="{CHOOSE_PARENT}"' in editor.get(ARTICLES).text


def test_user_with_two_blogs_chooses_a_parent_page(ada, author):
    AuthorPageFactory(parent=author.get_parent(), user=author.user)

    assert f'href="{CHOOSE_PARENT}"' in ada.get(ARTICLES).text


def test_user_without_permission_cannot_open_the_list(editor, author, django_user_model):
    user = django_user_model.objects.get(username="editor")
    author.user = user
    author.save()
    user.groups.filter(name__startswith="Blog ").delete()
    user.groups.set([])

    assert editor.get(ARTICLES).status_code == 302


def test_word_import_is_shown_to_a_user_with_a_blog(ada, editor, author):
    url = reverse("word_import", args=[author.pk])

    assert url in ada.get(ARTICLES).text
    assert "/articles/import/" not in editor.get(ARTICLES).text
