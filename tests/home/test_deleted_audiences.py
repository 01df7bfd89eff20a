"""Audience pages whose audience was deleted, and copies of audience pages."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.preflight.publishing import PreflightError
from home.models import AudiencePage
from tests.factories import AudienceFactory


def test_page_of_deleted_audience_redirects_to_home_page(client, business_page, business):
    business.delete()

    assert client.get(business_page.url).url == "/"
    assert client.get(f"{business_page.url}topics/trade/").url == "/"
    assert client.get(f"{business_page.url}feed/").url == "/feed/"


def test_page_of_deleted_audience_is_not_in_header_or_sitemap(client, business_page, business):
    business.delete()

    assert business_page.url not in client.get("/").text
    assert business_page.url not in client.get("/sitemap.xml").text


def test_another_audience_can_be_chosen(client, business_page, business):
    business.delete()
    business_page.refresh_from_db()
    business_page.audience = AudienceFactory(slug="industry")
    business_page.save_revision().publish()

    assert client.get(business_page.url).status_code == 200


def test_page_of_deleted_audience_can_be_previewed(business_page, business):
    business.delete()
    business_page.refresh_from_db()

    assert business_page.make_preview_request().status_code == 200


def test_form_of_page_of_deleted_audience_requires_another_audience(
    admin_client, business_page, business
):
    business_page.save_revision()
    business.delete()

    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[business_page.pk])).context[
        "form"
    ]

    assert form.fields["audience"].required
    assert form.initial["audience"] is None


def test_copy_has_no_audience(business_page):
    copy = business_page.copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert copy.audience is None


def test_alias_can_be_created(home, business_page):
    alias = business_page.create_alias(parent=home, update_slug="alias")

    assert alias.alias_of.specific == business_page


def test_audience_can_have_only_one_page(home, business_page, business):
    second = AudiencePage(title="Another", slug="another", audience=business)

    with pytest.raises(ValidationError, match="already has a page: “For business”"):
        home.add_child(instance=second)


def test_renamed_page_redirects_from_its_old_url(
    client, business_page, django_capture_on_commit_callbacks
):
    business_page.slug = "trade"
    with django_capture_on_commit_callbacks(execute=True):
        business_page.save_revision().publish()

    assert client.get("/business/").url == "/trade/"


def test_copy_cannot_be_published_without_an_audience(home, business_page):
    business_page.save_revision()
    copy = business_page.copy(update_attrs={"slug": "copy"}, keep_live=False)

    with pytest.raises(PreflightError, match="Audience: No audience is chosen"):
        copy.get_latest_revision().publish()
