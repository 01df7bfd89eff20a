"""What a body points at may change or vanish; the page stands all the same."""

import json

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from articles.blocks import BodyBlock
from articles.models import ArticlePage
from articles.prefetch.body_prefetch import load_references
from tests.factories import ArticlePageFactory, DocumentFactory, PictureFactory


def body_of(*blocks):
    return json.dumps([{"type": type, "value": value} for type, value in blocks])


def picture_value(picture):
    return {"image": picture.pk, "alt_text": "A quay", "decorative": False}


def link_to(page):
    return ("paragraph", {"text": f'<p>See <a linktype="page" id="{page.pk}">the words</a>.</p>'})


def link_to_file(document):
    return (
        "paragraph",
        {"text": f'<p><a linktype="document" id="{document.pk}">the figures</a></p>'},
    )


def related(*pages):
    return ("related_pages", {"heading": "Related", "pages": [page.pk for page in pages]})


def read(article):
    """Return an article's body as a reader gets it, and as the API gives it."""
    fresh = ArticlePage.objects.get(pk=article.pk)
    load_references(fresh)
    html = "".join(block.render({"outline": {}}) for block in fresh.body)
    api = BodyBlock().get_api_representation(fresh.body, {})
    return html, json.dumps(api, default=str)


@pytest.fixture
def target(author):
    return ArticlePageFactory(parent=author, title="The target", slug="the-target")


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


def test_links_lead_to_public_pages(article, target):
    article.body = body_of(link_to(target), related(target))
    article.save()

    html, api = read(article)

    assert f'<a href="{target.full_url}" data-page="{target.pk}"' in html
    assert "The target" in html
    assert "The target" in api


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param(lambda page: page.unpublish(), id="unpublished"),
        pytest.param(restrict, id="private"),
        pytest.param(lambda page: restrict(page.get_parent()), id="in a private blog"),
        pytest.param(lambda page: page.delete(), id="deleted"),
    ],
)
def test_a_page_that_cannot_be_opened_is_not_named(article, target, hide):
    article.body = body_of(link_to(target), related(target))
    article.save()
    hide(target)

    html, api = read(article)

    assert "the words" in html
    assert "The target" not in html + api
    assert "the-target" not in html


def restrict_file(document):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document.collection = private
    document.save()


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param(restrict_file, id="private"),
        pytest.param(lambda document: document.delete(), id="deleted"),
    ],
)
def test_a_file_that_cannot_be_opened_is_not_named(article, hide):
    document = DocumentFactory(title="Secret figures")
    article.body = body_of(
        link_to_file(document), ("document", {"document": document.pk, "note": ""})
    )
    article.save()
    hide(document)

    html, api = read(article)

    assert "the figures" in html
    assert "Secret figures" not in html + api
    assert "/documents/" not in html


def test_a_deleted_picture_leaves_no_hole(article):
    picture = PictureFactory()
    article.hero = picture
    article.body = body_of(
        ("figure", {"picture": picture_value(picture), "caption": "A caption", "credit": ""}),
        ("paragraph", {"text": "<p>Still here</p>"}),
    )
    article.save()
    picture.delete()

    html, api = read(article)

    assert "Still here" in html
    assert "<img" not in html
    assert '"picture": null' in api


def test_a_lost_file_leaves_the_page_standing(article):
    picture = PictureFactory()
    article.body = body_of(
        ("figure", {"picture": picture_value(picture), "caption": "", "credit": ""}),
        ("paragraph", {"text": "<p>Still here</p>"}),
    )
    article.save()
    picture.file.storage.delete(picture.file.name)

    html, _ = read(article)

    assert "Still here" in html


def test_the_same_picture_twice_keeps_the_words_of_each_place(article):
    picture = PictureFactory()
    first, second = picture_value(picture), {**picture_value(picture), "alt_text": "The same quay"}
    article.body = body_of(
        *[("figure", {"picture": value, "caption": "", "credit": ""}) for value in (first, second)]
    )
    article.save()

    html, _ = read(article)

    assert 'alt="A quay"' in html
    assert 'alt="The same quay"' in html


def test_twenty_blocks_take_one_query_a_model(
    article, target, django_assert_num_queries, known_site
):
    picture, document = PictureFactory(), DocumentFactory()
    figure = ("figure", {"picture": picture_value(picture), "caption": "", "credit": ""})
    blocks = [figure, link_to(target), related(target), link_to_file(document)]
    article.body = body_of(*blocks * 5)
    article.save()
    read(article)
    fresh = ArticlePage.objects.get(pk=article.pk)

    # Pages, documents, pictures with their renditions.
    with django_assert_num_queries(3):
        load_references(fresh)
        for block in fresh.body:
            block.render({"outline": {}})


@pytest.mark.parametrize("junk", ["abc", "-1", "99999999999999999999", "٣"])
def test_a_link_to_nonsense_is_its_text(article, junk):
    article.body = body_of(
        ("paragraph", {"text": f'<p><a linktype="page" id="{junk}">words</a></p>'})
    )
    article.save()

    html, _ = read(article)

    assert "<a>words</a>" in html
