"""Audiences: the addresses they are read at, what becomes of them, and their names on ballots."""

import pytest
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, Audience, FormerAudience
from polls.audiences import as_audience, known_audiences
from tests.factories import ArticlePageFactory, AudienceFactory, PollFactory, address

UNKNOWN = ["nobody", "", "a" * 5000, "<script>", "business/", "BUSINESS", "búsiness"]


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


# Addresses


def test_an_audience_is_read_at_an_address_of_its_own(client, article, business):
    response = client.get(article.url, {"for": "business"})

    assert response.status_code == 200
    assert response.context["request"].audience == business


@pytest.mark.parametrize("slug", UNKNOWN)
def test_an_unknown_audience_leads_to_the_page_itself(client, article, business, slug):
    response = client.get(article.url, {"for": slug})

    assert (response.status_code, response.url) == (302, article.url)


@pytest.mark.parametrize("path", ["/", "/topics/", "/authors/", "/polls/", "/search/", "/feed/"])
def test_lists_have_no_variants_for_invented_audiences(client, home, path):
    response = client.get(path, {"for": "nobody"})

    assert (response.url, response.headers["Cache-Control"]) == (path, "no-store")


@pytest.mark.parametrize("path", ["/api/v3/polls/", "/admin/login/"])
def test_what_staff_and_other_front_ends_ask_is_left_alone(client, home, path):
    assert client.get(path, {"for": "nobody"}).status_code == 200


def test_two_audiences_at_once_lead_to_the_page_itself(client, article, business):
    AudienceFactory(slug="students")

    response = client.get(f"{article.url}?for=business&for=students")

    assert response.url == article.url


def test_no_cache_keeps_what_an_invented_audience_is_told(client, article):
    assert client.get(article.url, {"for": "x"}).headers["Cache-Control"] == "no-store"


def test_what_else_an_address_says_is_kept(client, index):
    response = client.get(f"{index.url}?page=1&for=nobody&utm=a%26b")

    assert response.url == f"{index.url}?page=1&utm=a%26b"


def test_an_address_never_leads_to_another_site(client, home):
    response = client.get("//elsewhere.example/?for=nobody")

    assert "//" not in response.headers.get("Location", "")


def test_the_canonical_address_is_without_the_audience(client, article, business):
    page = client.get(article.url, {"for": "business"}).text

    assert f'href="{article.full_url}"' in page.partition('rel="canonical"')[2][:200]


def test_no_variant_depends_on_a_cookie(client, article, business):
    response = client.get(article.url, {"for": "business"})

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


# Renamed and deleted


def test_a_former_slug_leads_on_to_the_present_one(client, article, business):
    business.slug = "industry"
    business.save()

    response = client.get(article.url, {"for": "business"})

    assert response.url == f"{article.url}?for=industry"


def test_a_slug_that_was_given_back_is_its_own_again(client, article, business):
    for slug in ("industry", "business"):
        business.slug = slug
        business.save()

    assert client.get(article.url, {"for": "business"}).status_code == 200
    assert client.get(article.url, {"for": "industry"}).url == f"{article.url}?for=business"


def test_a_deleted_audience_leads_to_the_page_itself(client, article, business):
    business.delete()

    assert client.get(article.url, {"for": "business"}).url == article.url


def test_a_slug_belongs_to_who_has_it_now(client, article, business):
    business.slug = "industry"
    business.save()
    another = AudienceFactory(slug="business", name="Shopkeepers")

    response = client.get(article.url, {"for": "business"})

    assert response.context["request"].audience == another


def test_a_page_for_a_deleted_audience_is_for_everyone(article, business):
    address(article, {business: "Because."})

    business.delete()

    assert ArticlePage.objects.get(pk=article.pk).audiences == []


def test_a_draft_for_a_deleted_audience_is_published(article, business):
    address(article, {business: "Because."})
    draft = article.save_revision()

    business.delete()
    draft.publish()

    assert ArticlePage.objects.get(pk=article.pk).audiences == []


# Ballots


def test_a_ballot_keeps_the_name_its_audience_had(business):
    business.slug, business.name = "industry", "Industry"
    business.save()

    assert known_audiences() == {"business": "Business", "industry": "Industry"}


def test_a_ballot_keeps_the_name_of_a_deleted_audience(business):
    business.delete()

    assert known_audiences() == {"business": "Business"}


def test_audiences_deleted_together_are_all_remembered(business):
    AudienceFactory(slug="students")

    Audience.objects.all().delete()

    assert {former.slug for former in FormerAudience.objects.all()} == {"business", "students"}


def test_a_form_from_before_a_renaming_still_counts_for_its_audience(business):
    business.slug = "industry"
    business.save()

    assert as_audience("business") == "business"


def test_names_of_audiences_are_one_query(business, django_assert_num_queries):
    with django_assert_num_queries(1):
        known_audiences()


# In the admin


def form_of(author, article, *addressees):
    """Return what the editor sends: an article addressed to audiences, with teasers."""
    return nested_form_data(
        {
            "title": article.title, "slug": article.slug, "standfirst": "", "date": "2026-01-01",
            "bylines": inline_formset([]), "comments": inline_formset([]), "body": streamfield([]),
            "addressees": inline_formset(
                [{"audience": who.pk, "teaser": why} for who, why in addressees]
            ),
            "action-publish": "1",
        }
    )  # fmt: skip


def test_an_article_is_addressed_in_its_form(admin_client, author, article, business):
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    admin_client.post(edit, form_of(author, article, (business, "It is your money.")))

    (addressee,) = ArticlePage.objects.get(pk=article.pk).addressees.all()
    assert (addressee.audience, addressee.teaser) == (business, "It is your money.")


def tick(author, article, *keys):
    """Return what the editor sends: an article of one paragraph for audiences with these keys."""
    form = form_of(author, article)
    text = '{"blocks": [{"key": "a", "text": "For some.", "type": "unstyled"}], "entityMap": {}}'
    return form | {
        "body-count": "1", "body-0-type": "paragraph", "body-0-order": "0", "body-0-id": "",
        "body-0-deleted": "", "body-0-value-text": text,
        "body-0-value-audiences": [str(key) for key in keys],
    }  # fmt: skip


def test_a_block_is_addressed_in_its_form(admin_client, author, article, business):
    other = AudienceFactory(slug="students")
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])

    response = admin_client.post(edit, tick(author, article, business.pk, other.pk))

    assert response.status_code == 302
    (block,) = ArticlePage.objects.get(pk=article.pk).body
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
        "name": "Journalists", "slug": "journalists", "navigation_label": "For journalists",
        "description": "", "accent": "moss",
    }  # fmt: skip

    admin_client.post(reverse(Audience.snippet_viewset.get_url_name("add")), form)

    assert Audience.objects.get().slug == "journalists"


def test_where_an_audience_is_used_is_known_before_it_is_deleted(article, business):
    article.body = [("paragraph", {"text": "<p>For some.</p>", "audiences": [business]})]
    article.save_revision().publish()

    used = ReferenceIndex.get_references_to(business)

    assert [each.model_path for each in used] == ["body.paragraph.audiences"]


def test_a_page_is_previewed_as_everyone_and_as_each_audience(article, business):
    article.body = [("paragraph", {"text": "<p>For some.</p>", "audiences": [business]})]

    assert article.preview_modes == [("", "Everyone"), ("for-business", "For business")]
    for mode, opened in [("", False), ("for-business", True)]:
        page = article.make_preview_request(preview_mode=mode).render().text
        assert (" open>" in page.partition('class="layer')[2][:200]) == opened


def test_a_poll_in_a_page_read_as_an_audience_takes_ballots_as_that_one(client, article, business):
    article.body = [("poll", {"poll": PollFactory()})]
    article.save()

    page = client.get(article.url, {"for": "business"}).text

    assert '<input type="hidden" name="audience" value="business">' in page
    assert f'name="back" value="{article.url}?for=business"' in page


def test_a_poll_in_a_page_read_by_everyone_takes_ballots_as_none(client, article, business):
    article.body = [("poll", {"poll": PollFactory()})]
    article.save()

    assert 'name="audience"' not in client.get(article.url).text
