"""The handbook, as the admin shows it."""

import re

import pytest
from django.urls import reverse

from home.handbook import texts

pytestmark = pytest.mark.django_db


def at(name):
    return reverse("handbook", args=[name])


@pytest.mark.parametrize("name", sorted(texts()))
def test_each_text_opens(admin_client, name):
    assert admin_client.get(at(name)).status_code == 200


def test_it_is_in_the_help_menu(admin_client):
    assert at("editing.md") in admin_client.get(reverse("wagtailadmin_home")).text


def test_what_the_editors_text_leads_to_is_there(admin_client):
    text = admin_client.get(at("editing.md")).context["text"]

    for name in re.findall(r'(?:href|src)="([^"#:]+)"', text):
        assert admin_client.get(at(name)).status_code == 200


@pytest.mark.parametrize("name", ["nothing.md", "../README.md", "screenshots.py", "openapi.json"])
def test_nothing_else_is_shown(admin_client, name):
    assert admin_client.get(f"/admin/handbook/{name}").status_code == 404


def test_it_is_for_the_staff(client):
    assert client.get(at("editing.md")).status_code == 302
