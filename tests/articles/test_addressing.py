"""Addressing pages and blocks to audiences in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, Audience
from tests.factories import ArticlePageFactory, AudienceFactory


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


def draft_of(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def form_of(author, article, *page_audiences):
    """Return what the editor sends: an article addressed to audiences, with teasers."""
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
                [{"audience": who.pk, "teaser": why} for who, why in page_audiences]
            ),
            "action-publish": "1",
        }
    )


def test_an_article_is_addressed_in_its_form(admin_client, author, article, business):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    admin_client.post(edit, form_of(author, article, (business, "It is your money.")))

    (addressee,) = draft_of(article).page_audiences.all()
    assert (addressee.audience, addressee.teaser) == (business, "It is your money.")


def tick(author, article, *keys):
    """Return what the editor sends: an article of one paragraph for audiences with these keys."""
    form = form_of(author, article)
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


def test_a_block_is_addressed_in_its_form(admin_client, author, article, business):
    other = AudienceFactory(slug="students")
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, tick(author, article, business.pk, other.pk))

    assert response.status_code == 302
    (block,) = draft_of(article).body
    assert block.value["audiences"] == [business, other]


@pytest.mark.parametrize("key", ["999", "x", ""])
def test_a_block_for_nobody_there_is_refused_in_words(admin_client, author, article, key):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, tick(author, article, key))

    assert response.status_code == 200
    assert not ArticlePage.objects.get(pk=article.pk).body


def test_what_was_ticked_is_kept_where_another_field_is_wrong(
    admin_client, author, article, business
):
    form = tick(author, article, business.pk) | {"title": ""}
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, form)

    assert response.context["form"]["body"].value()[0].value["audiences"] == [str(business.pk)]


def test_a_body_asks_for_its_audiences_once(article, django_assert_num_queries):
    article.body = [
        ("paragraph", {"text": "<p>For some.</p>", "audiences": [AudienceFactory()]})
        for _ in range(12)
    ]
    article.save()
    body = ArticlePage.objects.get(pk=article.pk).body

    with django_assert_num_queries(1):
        list(body)


def test_an_audience_chosen_twice_is_refused_in_words(admin_client, author, article, business):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, form_of(author, article, (business, ""), (business, "")))

    assert "duplicate" in response.text
    assert not ArticlePage.objects.get(pk=article.pk).audiences


def test_staff_add_an_audience(admin_client, db):
    form = {
        "name": "Journalists",
        "slug": "journalists",
        "navigation_label": "For journalists",
        "description": "",
        "accent": "moss",
    }

    admin_client.post(reverse(Audience.snippet_viewset.get_url_name("add")), form)

    assert Audience.objects.get().slug == "journalists"


def test_where_an_audience_is_used_is_known_before_it_is_deleted(article, business):
    article.body = [("paragraph", {"text": "<p>For some.</p>", "audiences": [business]})]
    article.save_revision().publish()

    used = ReferenceIndex.get_references_to(business)

    assert [each.model_path for each in used] == ["body.paragraph.audiences"]


def test_a_page_is_previewed_as_everyone_and_as_each_audience(article, business):
    article.body = [("paragraph", {"text": "<p>For some.</p>", "audiences": [business]})]

    assert article.preview_modes[:2] == [("", "Everyone"), ("for-business", "For business")]
    for mode, opened in [("", False), ("for-business", True)]:
        page = article.make_preview_request(preview_mode=mode).render().text
        assert (" open>" in page.partition('class="layer')[2][:200]) == opened
