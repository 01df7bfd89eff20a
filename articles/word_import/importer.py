"""Imports a Word document as a draft article, in one transaction."""

import json
from pathlib import PurePath
from secrets import token_hex
from typing import BinaryIO

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from wagtail.admin.views.pages.create import CreateView
from wagtail.log_actions import log
from wagtail.models import Collection, Page, PageSubscription
from wagtail.permissions import policy_registry
from wagtail.signals import init_new_page

from articles.forms import is_slug_reserved
from articles.images import CustomImage
from articles.models import ArticlePage
from articles.word_import.blocks import BlockBuilder
from articles.word_import.docx_file import DocxFile
from articles.word_import.html import convert_to_html
from articles.word_import.images import DocumentImages
from articles.word_import.report import ImportReport
from articles.word_import.unsupported import report_missing_text, report_unsupported

IMPORT_ACTION = "articles.import_word"
MAX_TITLE_LENGTH = ArticlePage._meta.get_field("title").max_length
# Shorter than the field, because Wagtail adds a number to a slug that is taken.
MAX_SLUG_LENGTH = 200
LONG_TITLE = f"The title, cut off after {MAX_TITLE_LENGTH} characters"


def get_image_collections(user: AbstractUser) -> QuerySet:
    """Return the collections to which this user may add images."""
    policy = policy_registry.get_by_type(CustomImage)
    return policy.collections_user_has_permission_for(user, "add")


class WordDocument:
    """A document that was read and converted, but not stored.

    Raises UnreadableDocument for a file that cannot be read, or that is not safe to read.
    """

    def __init__(self, file: BinaryIO, *, name: str, with_images: bool):
        self.report = ImportReport()
        self.images = DocumentImages(self.report, is_allowed=with_images)
        docx_file = DocxFile(file)
        report_unsupported(docx_file, self.report)
        builder = BlockBuilder(self.report)
        builder.build(convert_to_html(docx_file, self.images, self.report))
        self.images.report_unused(docx_file)
        report_missing_text(docx_file, builder.texts, self.report)
        file_stem = PurePath(name.replace("\\", "/")).stem
        self.title = builder.title or file_stem or "Word document"
        self.standfirst, self.blocks = builder.standfirst, builder.blocks
        if len(self.title) > MAX_TITLE_LENGTH:
            self.report.add_changed(LONG_TITLE, self.title)

    def import_into(
        self, parent: Page, *, user: AbstractUser, collection: Collection | None
    ) -> ArticlePage:
        """Store the document as a draft under a page, and its images in a collection.

        After any error, no row and no file remains.
        """
        try:
            with transaction.atomic():
                return self.store(parent, user, collection)
        except BaseException:
            self.images.delete_files()
            raise

    def store(self, parent: Page, user: AbstractUser, collection: Collection | None) -> ArticlePage:
        self.store_images(user, collection)
        page = self.build_page(parent, user)
        # As Wagtail's own view for a new page, for receivers that set default values.
        init_new_page.send(sender=CreateView, page=page, parent=parent)
        parent.add_child(instance=page)
        page.save_revision(user=user, log_action=True, clean=False)
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
        log(instance=page, action=IMPORT_ACTION, user=user, data=self.report.serialize())
        return page

    def store_images(self, user: AbstractUser, collection: Collection | None) -> None:
        """Store the images of the figures, and replace their digests by primary keys."""
        figures = [block["value"]["image"] for block in self.blocks if block["type"] == "figure"]
        alt_texts = {figure["image"]: figure["alt_text"] for figure in figures}
        images = self.images.store(alt_texts, title=self.title, collection=collection, user=user)
        for figure in figures:
            figure["image"] = images[figure["image"]].pk

    def build_page(self, parent: Page, user: AbstractUser) -> ArticlePage:
        title = self.title[:MAX_TITLE_LENGTH]
        return ArticlePage(
            title=title,
            slug=build_slug(title, parent),
            standfirst=self.standfirst,
            body=json.dumps(self.blocks),
            owner=user,
            locale=parent.locale,
            live=False,
        )


def build_slug(title: str, parent: Page) -> str:
    """Return a slug whose URL is free, "" if the slug that Wagtail derives from the title is."""
    slug = slugify(title, allow_unicode=True)
    if slug and len(slug) <= MAX_SLUG_LENGTH and not is_slug_reserved(parent, slug):
        return ""
    return f"{slug[:MAX_SLUG_LENGTH] or 'article'}-{token_hex(3)}"
