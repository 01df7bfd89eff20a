"""Links in rich text: where they lead, and to whom."""

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from articles.addresses import absolute
from articles.privacy import is_public_file, is_public_page
from articles.references import find


class PublicPageLinkHandler(PageLinkHandler):
    """A link to a page that readers cannot open is its text alone."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = find(cls.get_model(), [attrs.get("id") for attrs in attrs_list])
        return [opening_tag(page.full_url if is_public_page(page) else None) for page in pages]


class PublicDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document that readers cannot open is its text alone."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        documents = find(cls.get_model(), [attrs.get("id") for attrs in attrs_list])
        return [
            opening_tag(absolute(document.url) if is_public_file(document) else None)
            for document in documents
        ]


def opening_tag(url):
    return f'<a href="{escape(url)}">' if url else "<a>"
