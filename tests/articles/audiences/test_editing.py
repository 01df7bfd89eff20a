"""Selection of audiences for pages and blocks in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, Audience
from tests.factories import ArticlePageFactory, AudienceFactory


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


def get_draft(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def build_form(author, article, *page_audiences):
    """Return the form data of an article with [(audience, teaser)]."""
    return nested_form_data(
        {
            "title": article.title,
            "slug": article.slug,
            "standfirst": "",
            "date": "2026-01-01",
            "bylines": inline_formset([]),
            "comments": inline_formset([]),
            "body": streamfield([]),
            "page_audiences": inline_formset(
                [{"audience": audience.pk, "teaser": teaser} for audience, teaser in page_audiences]
            ),
            "action-publish": "1",
        }
    )


def test_article_form_saves_audience_and_teaser(admin_client, author, article, business):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    admin_client.post(edit, build_form(author, article, (business, "It is your money.")))

    (page_audience,) = get_draft(article).page_audiences.all()
    assert (page_audience.audience, page_audience.teaser) == (business, "It is your money.")


def build_form_with_block(author, article, *keys):
    """Return the form data of an article with one paragraph for audiences with these keys."""
    form = build_form(author, article)
    text = '{"blocks": [{"key": "a", "text": "For some.", "type": "unstyled"}], "entityMap": {}}'
    return form | {
        "body-count": "1",
        "body-0-type": "paragraph",
        "body-0-order": "0",
        "body-0-id": "",
        "body-0-deleted": "",
        "body-0-value-text": text,
        "body-0-value-audiences": [str(key) for key in keys],
    }


def test_article_form_saves_audiences_of_block(admin_client, author, article, business):
    other = AudienceFactory(slug="students")
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(
        edit, build_form_with_block(author, article, business.pk, other.pk)
    )

    assert response.status_code == 302
    (block,) = get_draft(article).body
    assert block.value["audiences"] == [business, other]


@pytest.mark.parametrize("key", ["999", "x", ""])
def test_unknown_audience_of_block_is_rejected(admin_client, author, article, key):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, build_form_with_block(author, article, key))

    assert response.status_code == 200
    assert not ArticlePage.objects.get(pk=article.pk).body


def test_selected_audiences_remain_when_another_field_is_invalid(
    admin_client, author, article, business
):
    form = build_form_with_block(author, article, business.pk) | {"title": ""}
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, form)

    assert response.context["form"]["body"].value()[0].value["audiences"] == [str(business.pk)]


def test_body_loads_its_audiences_in_one_query(article, django_assert_num_queries):
    article.body = [
        ("paragraph", {"text": "<p>For some.</p>", "audiences": [AudienceFactory()]})
        for _ in range(12)
    ]
    article.save()
    body = ArticlePage.objects.get(pk=article.pk).body

    with django_assert_num_queries(1):
        list(body)


def test_duplicate_audience_is_rejected(admin_client, author, article, business):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, build_form(author, article, (business, ""), (business, "")))

    assert "duplicate" in response.text
    assert not ArticlePage.objects.get(pk=article.pk).audiences


def test_staff_can_add_an_audience(admin_client, db):
    form = {
        "name": "Journalists",
        "slug": "journalists",
        "navigation_label": "For journalists",
        "description": "",
        "accent": "moss",
    }

    admin_client.post(reverse(Audience.snippet_viewset.get_url_name("add")), form)

    assert Audience.objects.get().slug == "journalists"


def test_use_of_audience_is_in_reference_index(article, business):
    article.body = [("paragraph", {"text": "<p>For some.</p>", "audiences": [business]})]
    article.save_revision().publish()

    references = ReferenceIndex.get_references_to(business)

    assert [reference.model_path for reference in references] == ["body.paragraph.audiences"]


def test_page_has_previews_for_everyone_and_each_audience(article, business):
    article.body = [("paragraph", {"text": "<p>For some.</p>", "audiences": [business]})]

    assert article.preview_modes[:2] == [("", "All readers"), ("for-business", "For business")]
    for mode, is_open in [("", False), ("for-business", True)]:
        page = article.make_preview_request(preview_mode=mode).render().text
        assert (" open>" in page.partition('class="audience-section')[2][:200]) == is_open
