"""The editors' handbook in the admin."""

import re

import pytest
from django.urls import reverse

from home.handbook import list_files

pytestmark = pytest.mark.django_db


def get_handbook_url(name):
    return reverse("handbook", args=[name])


@pytest.mark.parametrize("name", sorted(list_files("md")))
def test_every_handbook_page_opens(admin_client, name):
    assert admin_client.get(get_handbook_url(name)).status_code == 200


def test_help_menu_links_to_handbook(admin_client):
    assert get_handbook_url("editing.md") in admin_client.get(reverse("wagtailadmin_home")).text


def test_links_and_images_of_the_start_page_exist(admin_client):
    html = admin_client.get(get_handbook_url("editing.md")).context["html"]

    for name in re.findall(r'(?:href|src)="([^"#:]+)"', html):
        assert admin_client.get(get_handbook_url(name)).status_code == 200


@pytest.mark.parametrize("name", ["nothing.md", "../README.md", "screenshots.py", "openapi.json"])
def test_other_files_are_not_served(admin_client, name):
    assert admin_client.get(f"/admin/handbook/{name}").status_code == 404


def test_handbook_requires_staff_account(client):
    assert client.get(get_handbook_url("editing.md")).status_code == 302
