"""Deleting used objects, moving pages and restoring revisions."""

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from tests.articles.preflight.publishing import publish_anyway
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AuthorPageFactory,
    DocumentFactory,
    ImageFactory,
    PollFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def build_link(kind, pk):
    return f'<p><a linktype="{kind}" id="{pk}">there</a></p>'


def create_page(index):
    page = ArticlePageFactory(parent=index)
    return page, {"body": [("paragraph", {"text": build_link("page", page.pk)})]}


def create_author(index):
    author = AuthorPageFactory(parent=index)
    return author, {"authors": [author]}


def create_topic(index):
    topic = TopicFactory()
    return topic, {"topics": [topic]}


def create_audience(index):
    audience = AudienceFactory()
    return audience, {"teasers": {audience: "Why"}}


def create_audience_of_block(index):
    audience = AudienceFactory()
    return audience, {"body": [("paragraph", {"text": "<p>A</p>", "audiences": [audience.pk]})]}


def create_image(index):
    image = ImageFactory()
    return image, {"hero": image}


def create_document(index):
    document = DocumentFactory()
    return document, {"body": [("paragraph", {"text": build_link("document", document.pk)})]}


def create_poll(index):
    poll = PollFactory()
    return poll, {"body": [("poll", {"poll": poll})]}


# {name: (a function that creates an object and the values that values it, the names of two URLs)}
USAGES = {
    "page": (create_page, "wagtailadmin_pages:delete", "wagtailadmin_pages:usage"),
    "author": (create_author, "wagtailadmin_pages:delete", "wagtailadmin_pages:usage"),
    "topic": (
        create_topic,
        "wagtailsnippets_articles_topic:delete",
        "wagtailsnippets_articles_topic:usage",
    ),
    "audience": (
        create_audience,
        "wagtailsnippets_articles_audience:delete",
        "wagtailsnippets_articles_audience:usage",
    ),
    "audience of a block": (
        create_audience_of_block,
        "wagtailsnippets_articles_audience:delete",
        "wagtailsnippets_articles_audience:usage",
    ),
    "image": (create_image, "wagtailimages:delete", "wagtailimages:image_usage"),
    "document": (create_document, "wagtaildocs:delete", "wagtaildocs:document_usage"),
    "poll": (
        create_poll,
        "wagtailsnippets_polls_poll:delete",
        "wagtailsnippets_polls_poll:usage",
    ),
}


@pytest.fixture(params=USAGES)
def used(request, index):
    """Return an object, the article that uses it, and the names of its delete and usage URLs."""
    create, delete_url_name, usage_url_name = USAGES[request.param]
    instance, values = create(index)
    article = ArticlePageFactory(parent=index, title="Where it is used")
    for name in {"authors", "teasers", "topics", "body", "hero"} & set(values):
        set_relation(article, name, values[name])
    article.save()
    return instance, article, delete_url_name, usage_url_name


def set_relation(article, name, value):
    if name == "authors":
        article.bylines.create(author=value[0])
    elif name == "teasers":
        for audience, teaser in value.items():
            article.page_audiences.create(audience=audience, teaser=teaser)
    else:
        setattr(article, name, value)


def test_delete_page_warns_that_object_is_used(admin_client, used):
    instance, _, delete_url_name, usage_url_name = used

    html = admin_client.get(reverse(delete_url_name, args=[instance.pk])).text

    assert "referenced 1 time" in html or "used 1 time" in html.lower()
    assert reverse(usage_url_name, args=[instance.pk]) in html


def test_usage_page_lists_the_article(admin_client, used):
    instance, article, _, usage_url_name = used

    html = admin_client.get(reverse(usage_url_name, args=[instance.pk])).text

    assert article.title in html
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in html


def test_delete_page_deletes_only_on_post(admin_client, used):
    instance, _, delete_url_name, _ = used

    admin_client.get(reverse(delete_url_name, args=[instance.pk]))

    assert type(instance).objects.filter(pk=instance.pk).exists()


def test_article_renders_after_deletion_of_used_object(admin_client, client, used):
    instance, article, delete_url_name, _ = used

    admin_client.post(reverse(delete_url_name, args=[instance.pk]))

    assert not type(instance).objects.filter(pk=instance.pk).exists()
    assert client.get(article.get_url()).status_code == 200


# Moving


def rename(page, slug, capture):
    page.slug = slug
    # Wagtail creates the redirects on commit.
    with capture(execute=True):
        page.save_revision().publish()


def test_renamed_article_redirects_from_its_old_url(
    client, author, django_capture_on_commit_callbacks
):
    article = ArticlePageFactory(parent=author, slug="before")
    rename(article, "after", django_capture_on_commit_callbacks)

    response = client.get(f"{author.get_url()}before/")

    assert response.status_code == 301
    assert response["Location"] == ArticlePage.objects.get(pk=article.pk).get_url()


def test_moved_article_redirects_from_its_old_url(client, admin_client, index, author):
    article = ArticlePageFactory(parent=author)
    old = article.get_url()
    admin_client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, index.pk]))

    response = client.get(old)

    assert response.status_code == 301
    assert response["Location"] == ArticlePage.objects.get(pk=article.pk).get_url()


def test_articles_of_a_renamed_author_redirect_from_their_old_urls(
    client, author, django_capture_on_commit_callbacks
):
    article = ArticlePageFactory(parent=author)
    old = article.get_url()
    rename(author, "renamed", django_capture_on_commit_callbacks)

    response = client.get(old, follow=True)

    assert response.status_code == 200
    assert article.title in response.text


# Restoring


def test_unpublished_article_can_be_published_again(admin_client, author):
    article = ArticlePageFactory(parent=author)
    article.save_revision().publish()
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))

    # The article has no image and no topic, which are warnings.
    publish_anyway(admin_client, article)

    assert ArticlePage.objects.get(pk=article.pk).live


def test_earlier_revision_can_be_restored(admin_client, author):
    article = ArticlePageFactory(parent=author, standfirst="Original")
    earlier = article.save_revision()
    earlier.publish()
    article.standfirst = "Edited"
    article.save_revision().publish()

    form = admin_client.get(
        reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, earlier.pk])
    ).context["form"]

    assert form.instance.standfirst == "Original"
