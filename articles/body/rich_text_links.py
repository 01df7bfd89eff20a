"""Rich text links to pages and documents, which are omitted for private or deleted targets.

The links have data attributes for front ends with their own routing.
"""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from articles.api.serializers import get_page_type
from articles.prefetch.body_prefetch import get_prefetched
from articles.visibility import is_public_document, is_public_page
from polls.http import build_absolute_url


class PublicPageLinkHandler(PageLinkHandler):
    """Links to public pages. A link to any other page becomes its text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = get_prefetched(cls.get_model(), [attrs.get("id") for attrs in attrs_list])
        return [build_page_link(page) if is_linkable(page) else "<a>" for page in pages]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """Links to public documents. A link to any other document becomes its text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        documents = get_prefetched(cls.get_model(), [attrs.get("id") for attrs in attrs_list])
        return [
            build_document_link(document) if is_public_document(document) else "<a>"
            for document in documents
        ]


def is_linkable(page: Page | None) -> bool:
    """Return whether a page is public and has a URL. A page outside the site has none."""
    return is_public_page(page) and bool(page.full_url)


def build_page_link(page: Page) -> str:
    url = escape(page.full_url)
    return f'<a href="{url}" data-page="{page.pk}" data-type="{get_page_type(page)}">'


def build_document_link(document) -> str:
    url = escape(build_absolute_url(document.url))
    return f'<a href="{url}" data-document="{document.pk}">'
