"""Before something is deleted that is used, staff are told where; what moves leaves a redirect."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from tests.articles.publishing import overrule
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AuthorPageFactory,
    DocumentFactory,
    PictureFactory,
    PollFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def linking(kind, pk):
    return f'<p><a linktype="{kind}" id="{pk}">there</a></p>'


def make_page(index):
    page = ArticlePageFactory(parent=index)
    return page, {"body": [("paragraph", {"text": linking("page", page.pk)})]}


def make_author(index):
    author = AuthorPageFactory(parent=index)
    return author, {"by": [author]}


def make_topic(index):
    topic = TopicFactory()
    return topic, {"topics": [topic]}


def make_audience(index):
    audience = AudienceFactory()
    return audience, {"teasers": {audience: "Why"}}


def make_audience_of_block(index):
    audience = AudienceFactory()
    return audience, {"body": [("paragraph", {"text": "<p>A</p>", "audiences": [audience.pk]})]}


def make_picture(index):
    picture = PictureFactory()
    return picture, {"hero": picture}


def make_document(index):
    document = DocumentFactory()
    return document, {"body": [("paragraph", {"text": linking("document", document.pk)})]}


def make_poll(index):
    poll = PollFactory()
    return poll, {"body": [("poll", {"poll": poll})]}


# {what is used: (how it is made and used, the names of its pages for deleting and for its usage)}
USED = {
    "page": (make_page, "wagtailadmin_pages:delete", "wagtailadmin_pages:usage"),
    "author": (make_author, "wagtailadmin_pages:delete", "wagtailadmin_pages:usage"),
    "topic": (
        make_topic,
        "wagtailsnippets_articles_topic:delete",
        "wagtailsnippets_articles_topic:usage",
    ),
    "audience": (
        make_audience,
        "wagtailsnippets_articles_audience:delete",
        "wagtailsnippets_articles_audience:usage",
    ),
    "audience of a block": (
        make_audience_of_block,
        "wagtailsnippets_articles_audience:delete",
        "wagtailsnippets_articles_audience:usage",
    ),
    "picture": (make_picture, "wagtailimages:delete", "wagtailimages:image_usage"),
    "document": (make_document, "wagtaildocs:delete", "wagtaildocs:document_usage"),
    "poll": (make_poll, "wagtailsnippets_polls_poll:delete", "wagtailsnippets_polls_poll:usage"),
}


@pytest.fixture(params=USED)
def used(request, index):
    """Return what is used, the article that uses it, and the names of its two pages."""
    make, deleting, usage = USED[request.param]
    thing, use = make(index)
    article = ArticlePageFactory(parent=index, title="Where it is used")
    for name in {"by", "teasers", "topics", "body", "hero"} & set(use):
        give(article, name, use[name])
    article.save()
    return thing, article, deleting, usage


def give(article, name, value):
    if name == "by":
        article.bylines.create(author=value[0])
    elif name == "teasers":
        for audience, teaser in value.items():
            article.page_audiences.create(audience=audience, teaser=teaser)
    else:
        setattr(article, name, value)


def test_whoever_deletes_it_is_told_that_it_is_used(admin_client, used):
    thing, _, deleting, usage = used

    found = admin_client.get(reverse(deleting, args=[thing.pk])).text

    assert "referenced 1 time" in found or "used 1 time" in found.lower()
    assert reverse(usage, args=[thing.pk]) in found


def test_the_usage_names_the_place(admin_client, used):
    thing, article, _, usage = used

    found = admin_client.get(reverse(usage, args=[thing.pk])).text

    assert article.title in found
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in found


def test_looking_deletes_nothing(admin_client, used):
    thing, _, deleting, _ = used

    admin_client.get(reverse(deleting, args=[thing.pk]))

    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_the_article_that_used_it_still_opens(admin_client, client, used):
    thing, article, deleting, _ = used

    admin_client.post(reverse(deleting, args=[thing.pk]))

    assert not type(thing).objects.filter(pk=thing.pk).exists()
    assert client.get(article.get_url()).status_code == 200


# Moving


def rename(page, slug, capture):
    page.slug = slug
    # Wagtail makes the redirects once it is committed.
    with capture(execute=True):
        page.save_revision().publish()


def test_a_renamed_article_is_found_at_its_old_address(
    client, author, django_capture_on_commit_callbacks
):
    article = ArticlePageFactory(parent=author, slug="before")
    rename(article, "after", django_capture_on_commit_callbacks)

    answer = client.get(f"{author.get_url()}before/")

    assert answer.status_code == 301
    assert answer["Location"] == ArticlePage.objects.get(pk=article.pk).get_url()


def test_a_moved_article_is_found_at_its_old_address(client, admin_client, index, author):
    article = ArticlePageFactory(parent=author)
    old = article.get_url()
    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, index.pk]))

    answer = client.get(old)

    assert answer.status_code == 301
    assert answer["Location"] == ArticlePage.objects.get(pk=article.pk).get_url()


def test_the_articles_of_a_renamed_author_are_found_at_their_old_addresses(
    client, author, django_capture_on_commit_callbacks
):
    article = ArticlePageFactory(parent=author)
    old = article.get_url()
    rename(author, "renamed", django_capture_on_commit_callbacks)

    answer = client.get(old, follow=True)

    assert answer.status_code == 200
    assert article.title in answer.text


# Undoing


def test_an_unpublished_article_is_published_again_as_it_was(admin_client, author):
    article = ArticlePageFactory(parent=author)
    article.save_revision().publish()
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))

    # It has neither a picture nor a topic.
    overrule(admin_client, article)

    assert ArticlePage.objects.get(pk=article.pk).live


def test_an_earlier_text_can_be_brought_back(admin_client, author):
    article = ArticlePageFactory(parent=author, standfirst="As it was")
    earlier = article.save_revision()
    earlier.publish()
    article.standfirst = "Spoilt"
    article.save_revision().publish()

    form = admin_client.get(
        reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, earlier.pk])
    ).context["form"]

    assert form.instance.standfirst == "As it was"
