"""The list of articles in the admin."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Byline
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AuthorPageFactory,
    PictureFactory,
    TopicFactory,
)
from tests.workflows import approval, submit

ARTICLES = reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"])
AUTHORS = reverse("wagtailadmin_pages:type_use", args=["articles", "authorpage"])
CHOOSE = reverse("wagtailadmin_pages:choose_parent", args=["articles", "articlepage"])


def add_url(blog):
    return reverse("wagtailadmin_pages:add", args=["articles", "articlepage", blog.pk])


def titles(client, address, **query):
    return [page.title for page in client.get(address, query).context["object_list"]]


def about(article, *topics):
    article.topics.set(topics)
    article.save()


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ada(author, django_user_model):
    """A client of the user who writes in Ada Margin's blog."""
    user = django_user_model.objects.create_user("ada", password="x")
    user.groups.add(Group.objects.get(name="Authors"))
    author.user = user
    author.save()
    return client_of(user)


@pytest.fixture
def editor(home, django_user_model):
    user = django_user_model.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name="Editors"))
    return client_of(user)


# Articles


def test_an_article_is_shown_with_all_that_editors_sort_by(admin_client, author, business):
    article = ArticlePageFactory(parent=author, teasers={business: ""}, date="2026-10-07")
    about(article, TopicFactory(name="Trade"), TopicFactory(name="Energy"))
    Byline.objects.create(article=article, author=author, sort_order=0)
    Byline.objects.create(article=article, name="A Guest", sort_order=1)

    page = admin_client.get(ARTICLES).text

    for shown in ("Ada Margin, A Guest", "Energy, Trade", "Business", "7 Oct 2026"):
        assert shown in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"author": "{ada}"}, "by Ada"),
        ({"topic": "trade"}, "on trade"),
        ({"audience": "business"}, "for business"),
        ({"section": "{blogs}"}, "by Ada, for business, on trade"),
        ({"section": "{analysis}"}, "elsewhere"),
        ({"status": "live"}, "by Ada, for business, on trade"),
        ({"status": "draft"}, "elsewhere"),
        ({"date_from": "2026-10-01"}, "elsewhere"),
        ({"q": "trade"}, "on trade"),
        ({"q": "elsewhere", "status": "draft", "section": "{analysis}"}, "elsewhere"),
        ({"q": "trade", "topic": "trade", "ordering": "-date"}, "on trade"),
    ],
)
def test_articles_are_filtered_and_searched(
    admin_client, home, index, author, business, filters, found
):
    day = datetime.date(2026, 9, 1)
    analysis = home.add_child(instance=type(index)(title="Analysis", slug="analysis"))
    ArticlePageFactory(parent=author, title="by Ada", date=day, by=[author])
    ArticlePageFactory(parent=author, title="for business", date=day, teasers={business: ""})
    article = ArticlePageFactory(parent=author, title="on trade", date=day)
    about(article, TopicFactory(slug="trade"))
    ArticlePageFactory(
        parent=analysis, title="elsewhere", live=False, date=datetime.date(2026, 10, 7)
    )

    keys = {"ada": author.pk, "blogs": index.pk, "analysis": analysis.pk}
    query = {name: value.format(**keys) for name, value in filters.items()}

    assert sorted(titles(admin_client, ARTICLES, **query)) == found.split(", ")


def test_a_live_article_is_found_by_its_newer_draft(admin_client, author):
    ArticlePageFactory(parent=author, title="Finished")
    ArticlePageFactory(parent=author, title="In hand").save_revision()

    assert titles(admin_client, ARTICLES, status="changed") == ["In hand"]


def test_a_scheduled_article_is_found(admin_client, author):
    article = ArticlePageFactory(parent=author, title="To come", live=False)
    article.go_live_at = timezone.now() + datetime.timedelta(days=1)
    article.save_revision(approved_go_live_at=article.go_live_at)
    ArticlePageFactory(parent=author, title="Draft", live=False)

    assert titles(admin_client, ARTICLES, status="scheduled") == ["To come"]


@pytest.mark.parametrize(
    ("workflow", "found"),
    [("in_progress", "Submitted"), ("needs_changes", "Returned"), ("none", "Neither")],
)
def test_articles_are_filtered_by_workflow(admin_client, admin_user, author, workflow, found):
    submitted, returned, _ = (
        ArticlePageFactory(parent=author, title=title)
        for title in ("Submitted", "Returned", "Neither")
    )
    submit(submitted, admin_user)
    submit(returned, admin_user, comment="Too long")

    assert titles(admin_client, ARTICLES, workflow=workflow) == [found]


def test_a_row_tells_the_task_that_an_article_waits_for(admin_client, admin_user, author):
    submit(ArticlePageFactory(parent=author), admin_user)
    submit(ArticlePageFactory(parent=author), admin_user, comment="Too long")

    page = admin_client.get(ARTICLES).text

    assert "Waiting: Approval" in page
    assert "Sent back: Approval" in page


@pytest.mark.parametrize("lack", ["standfirst", "alt", "teaser", "target"])
def test_articles_are_found_by_what_they_lack(admin_client, author, business, lack):
    draft = AuthorPageFactory(parent=author.get_parent(), live=False)
    wanting = {
        "standfirst": {"standfirst": ""},
        "alt": {"hero": PictureFactory()},
        "teaser": {"teasers": {business: ""}},
        "target": {"by": [draft]},
    }
    for name, fields in wanting.items():
        ArticlePageFactory(parent=author, title=name, **fields)

    assert titles(admin_client, ARTICLES, lacks=lack) == [lack]


@pytest.mark.parametrize(
    "query",
    [
        {"author": "x"},
        {"section": "999"},
        {"topic": "none"},
        {"date_from": "x"},
        {"p": "x"},
        {"ordering": "body"},
        {"q": "\x01"},
        {"workflow": "x"},
    ],
)
def test_a_query_that_makes_no_sense_is_no_failure(admin_client, author, query):
    ArticlePageFactory(parent=author)

    assert admin_client.get(ARTICLES, query).status_code == 200


def test_articles_are_newest_first_or_as_asked(admin_client, author):
    for day, title in ((1, "Beta"), (3, "Alpha"), (2, "Gamma")):
        ArticlePageFactory(parent=author, title=title, date=datetime.date(2026, 10, day))

    assert titles(admin_client, ARTICLES) == ["Alpha", "Gamma", "Beta"]
    assert titles(admin_client, ARTICLES, ordering="title") == ["Alpha", "Beta", "Gamma"]


def test_an_author_finds_the_own_blog_alone(ada, author):
    ArticlePageFactory(parent=author, title="Mine", live=False)
    other = AuthorPageFactory(parent=author.get_parent())
    ArticlePageFactory(parent=other, title="Not mine")

    assert titles(ada, ARTICLES) == ["Mine"]
    assert titles(ada, ARTICLES, q="mine") == ["Mine"]
    assert titles(ada, AUTHORS) == ["Ada Margin"]


def test_a_blog_is_explored_with_the_same_columns(admin_client, author):
    ArticlePageFactory(parent=author, by=[author], title="In a blog")

    page = admin_client.get(reverse("wagtailadmin_explore", args=[author.pk]))

    assert page.context["table"].columns.keys() >= {"authors", "topics", "audiences", "workflow"}


def fill(index, user, number):
    workflow = approval()
    for _ in range(number):
        blog = AuthorPageFactory(parent=index)
        article = ArticlePageFactory(parent=blog, by=[blog], teasers={AudienceFactory(): ""})
        about(article, TopicFactory())
        submit(article, user, workflow=workflow)


@pytest.mark.parametrize("number", [1, 50])
def test_a_longer_list_of_articles_takes_no_more_queries(
    admin_client, admin_user, index, django_assert_num_queries, number
):
    fill(index, admin_user, number)
    admin_client.get(ARTICLES)

    # Session, user, profile; what to filter by; the user's blogs; how many there are, articles,
    # their workflows, names of all kinds; private pages, sites; locales and the page tree (two),
    # for the admin's frame.
    with django_assert_num_queries(14):
        admin_client.get(ARTICLES)


@pytest.mark.parametrize("number", [1, 50])
def test_nor_does_it_for_an_editor(editor, admin_user, index, django_assert_num_queries, number):
    fill(index, admin_user, number)
    editor.get(ARTICLES)

    # As above, and what the editor may do: with models by user and by group, with pages, files and
    # sites, where the pages begin, and whether the task is the editor's to settle.
    with django_assert_num_queries(20):
        editor.get(ARTICLES)


# What is new


def test_a_new_article_is_two_clicks_from_anywhere(ada, author):
    anywhere = ada.get(reverse("wagtailadmin_home")).text
    assert ARTICLES in anywhere

    assert f'href="{add_url(author)}"' in ada.get(ARTICLES).text


def test_whoever_has_no_blog_is_asked_where_to_write(editor, author):
    assert f'href="{CHOOSE}"' in editor.get(ARTICLES).text


def test_whoever_has_two_blogs_is_asked_where_to_write(ada, author):
    AuthorPageFactory(parent=author.get_parent(), user=author.user)

    assert f'href="{CHOOSE}"' in ada.get(ARTICLES).text


def test_whoever_may_not_write_in_the_blog_is_not_led_there(editor, author, django_user_model):
    reader = django_user_model.objects.get(username="editor")
    author.user = reader
    author.save()
    reader.groups.filter(name__startswith="Blog ").delete()
    reader.groups.set([])

    assert editor.get(ARTICLES).status_code == 302


def test_who_has_a_blog_is_offered_to_import_a_document_there(ada, editor, author):
    address = reverse("import_word", args=[author.pk])

    assert address in ada.get(ARTICLES).text
    assert "/articles/import/" not in editor.get(ARTICLES).text
