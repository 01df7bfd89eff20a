"""Links in rich text: where they lead, and to whom."""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from articles.absolute_urls import absolute
from articles.api.serializers import type_of
from articles.prefetch.body_prefetch import find
from articles.visibility import is_public_file, is_public_page


class PublicPageLinkHandler(PageLinkHandler):
    """A link to a page that readers cannot open is its text alone."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = find(cls.get_model(), [attrs.get("id") for attrs in attrs_list])
        return [link_to_page(page) if is_readable(page) else "<a>" for page in pages]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document that readers cannot open is its text alone."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        documents = find(cls.get_model(), [attrs.get("id") for attrs in attrs_list])
        return [
            link_to_document(document) if is_public_file(document) else "<a>"
            for document in documents
        ]


def is_readable(page):
    """Whether readers can open a page; one outside the site has no address."""
    return is_public_page(page) and bool(page.full_url)


# What a link leads to stands in it, for front ends that route by themselves.


def link_to_page(page):
    address = escape(page.full_url)
    return f'<a href="{address}" data-page="{page.pk}" data-type="{type_of(page)}">'


def link_to_document(document):
    return f'<a href="{escape(absolute(document.url))}" data-document="{document.pk}">'
