"""URLs of pages in the Wagtail admin."""

from django.urls import reverse
from wagtail.models import Page


def get_page_edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
