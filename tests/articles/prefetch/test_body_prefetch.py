"""References of a body to objects that are private, unpublished or deleted."""

import json

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from articles.blocks import BodyBlock
from articles.models import ArticlePage
from articles.prefetch.body_prefetch import prefetch_references
from tests.factories import ArticlePageFactory, DocumentFactory, ImageFactory


def build_body(*blocks):
    return json.dumps([{"type": type, "value": value} for type, value in blocks])


def build_image(image):
    return {"image": image.pk, "alt_text": "A quay", "decorative": False}


def build_page_link(page):
    return ("paragraph", {"text": f'<p>See <a linktype="page" id="{page.pk}">the words</a>.</p>'})


def build_document_link(document):
    return (
        "paragraph",
        {"text": f'<p><a linktype="document" id="{document.pk}">the figures</a></p>'},
    )


def build_related_pages(*pages):
    return ("related_pages", {"heading": "Related", "pages": [page.pk for page in pages]})


def render(article):
    """Return the HTML of an article's body, and the JSON of the API."""
    reloaded = ArticlePage.objects.get(pk=article.pk)
    prefetch_references(reloaded)
    html = "".join(block.render({"table_of_contents": {}}) for block in reloaded.body)
    api = BodyBlock().get_api_representation(reloaded.body, {})
    return html, json.dumps(api, default=str)


@pytest.fixture
def target(author):
    return ArticlePageFactory(parent=author, title="The target", slug="the-target")


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


def test_public_page_is_linked(article, target):
    article.body = build_body(build_page_link(target), build_related_pages(target))
    article.save()

    html, api = render(article)

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
def test_page_that_is_not_public_is_not_named(article, target, hide):
    article.body = build_body(build_page_link(target), build_related_pages(target))
    article.save()
    hide(target)

    html, api = render(article)

    assert "the words" in html
    assert "The target" not in html + api
    assert "the-target" not in html


def restrict_document(document):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document.collection = private
    document.save()


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param(restrict_document, id="private"),
        pytest.param(lambda document: document.delete(), id="deleted"),
    ],
)
def test_document_that_is_not_public_is_not_named(article, hide):
    document = DocumentFactory(title="Secret figures")
    article.body = build_body(
        build_document_link(document), ("document", {"document": document.pk, "note": ""})
    )
    article.save()
    hide(document)

    html, api = render(article)

    assert "the figures" in html
    assert "Secret figures" not in html + api
    assert "/documents/" not in html


def test_deleted_image_is_omitted(article):
    image = ImageFactory()
    article.hero = image
    article.body = build_body(
        ("figure", {"image": build_image(image), "caption": "A caption", "credit": ""}),
        ("paragraph", {"text": "<p>Still here</p>"}),
    )
    article.save()
    image.delete()

    html, api = render(article)

    assert "Still here" in html
    assert "<img" not in html
    assert '"image": null' in api


def test_page_with_lost_image_file_is_rendered(article):
    image = ImageFactory()
    article.body = build_body(
        ("figure", {"image": build_image(image), "caption": "", "credit": ""}),
        ("paragraph", {"text": "<p>Still here</p>"}),
    )
    article.save()
    image.file.storage.delete(image.file.name)

    html, _ = render(article)

    assert "Still here" in html


def test_image_used_twice_has_alternative_text_of_each_block(article):
    image = ImageFactory()
    first, second = build_image(image), {**build_image(image), "alt_text": "The same quay"}
    article.body = build_body(
        *[("figure", {"image": value, "caption": "", "credit": ""}) for value in (first, second)]
    )
    article.save()

    html, _ = render(article)

    assert 'alt="A quay"' in html
    assert 'alt="The same quay"' in html


def test_twenty_blocks_run_one_query_per_model(
    article, target, django_assert_num_queries, cached_site_roots
):
    image, document = ImageFactory(), DocumentFactory()
    figure = ("figure", {"image": build_image(image), "caption": "", "credit": ""})
    blocks = [
        figure,
        build_page_link(target),
        build_related_pages(target),
        build_document_link(document),
    ]
    article.body = build_body(*blocks * 5)
    article.save()
    render(article)
    reloaded = ArticlePage.objects.get(pk=article.pk)

    # Pages, documents, images with their renditions.
    with django_assert_num_queries(3):
        prefetch_references(reloaded)
        for block in reloaded.body:
            block.render({"table_of_contents": {}})


@pytest.mark.parametrize("invalid_key", ["abc", "-1", "99999999999999999999", "٣"])
def test_link_with_invalid_key_is_rendered_as_text(article, invalid_key):
    article.body = build_body(
        ("paragraph", {"text": f'<p><a linktype="page" id="{invalid_key}">words</a></p>'})
    )
    article.save()

    html, _ = render(article)

    assert "<a>words</a>" in html
