"""Makes a draft article of a Word document: all of it, or nothing."""

import json
from pathlib import PurePath
from secrets import token_hex

from django.db import transaction
from django.utils.text import slugify
from wagtail.admin.views.pages.create import CreateView
from wagtail.log_actions import log
from wagtail.models import PageSubscription
from wagtail.permissions import policy_registry
from wagtail.signals import init_new_page

from articles.forms import is_route, is_view
from articles.images import CustomImage
from articles.models import ArticlePage
from articles.word_import.blocks import Composer
from articles.word_import.docx_file import Package
from articles.word_import.html import read_html
from articles.word_import.images import Pictures
from articles.word_import.report import Report
from articles.word_import.unsupported import name_leftovers, name_missing

ACTION = "articles.import_word"
TITLE = ArticlePage._meta.get_field("title").max_length
# With room for the number that Wagtail adds where a slug is taken.
LONG_SLUG = 200
LONG_TITLE = f"The title is longer than {TITLE} characters and was cut"


def collections_for(user):
    """Return the collections to which this user may add pictures."""
    policy = policy_registry.get_by_type(CustomImage)
    return policy.collections_user_has_permission_for(user, "add")


class WordDocument:
    """A document that was read whole, and is not stored yet.

    Raises UnreadableDocument for a file that cannot be read or had better not be.
    """

    def __init__(self, file, *, name, with_pictures):
        self.report = Report()
        self.pictures = Pictures(self.report, allowed=with_pictures)
        package = Package(file)
        name_leftovers(package, self.report)
        composer = Composer(self.report).compose(read_html(package, self.pictures, self.report))
        self.pictures.name_unused(package)
        name_missing(package, composer.texts, self.report)
        self.title = composer.title or PurePath(name.replace("\\", "/")).stem or "Word document"
        self.standfirst, self.blocks = composer.standfirst, composer.blocks
        if len(self.title) > TITLE:
            self.report.change(LONG_TITLE, self.title)

    @property
    def figures(self):
        return [block["value"]["picture"] for block in self.blocks if block["type"] == "figure"]

    def import_into(self, parent, *, user, collection):
        """Store it as a draft under a page, with its pictures in a collection; return the draft.

        Whatever fails, no row and no file is left behind.
        """
        try:
            with transaction.atomic():
                return self.store(parent, user, collection)
        except BaseException:
            self.pictures.take_back()
            raise

    def store(self, parent, user, collection):
        alternatives = {figure["image"]: figure["alt_text"] for figure in self.figures}
        pictures = self.pictures.store(
            alternatives, title=self.title, collection=collection, user=user
        )
        for figure in self.figures:
            figure["image"] = pictures[figure["image"]].pk
        page = ArticlePage(
            title=self.title[:TITLE],
            standfirst=self.standfirst,
            body=json.dumps(self.blocks),
            owner=user,
            locale=parent.locale,
            live=False,
        )
        page.slug = free_slug(page.title, parent)
        # As for a new page in the editor, whoever sets defaults.
        init_new_page.send(sender=CreateView, page=page, parent=parent)
        parent.add_child(instance=page)
        page.save_revision(user=user, log_action=True, clean=False)
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
        log(instance=page, action=ACTION, user=user, data=self.report.as_data())
        return page


def free_slug(title, parent):
    """Return a slug at which nothing else answers, "" where Wagtail's own choice will do."""
    slug = slugify(title, allow_unicode=True)
    if slug and len(slug) <= LONG_SLUG and not (is_view(parent, slug) or is_route(parent, slug)):
        return ""
    return f"{slug[:LONG_SLUG] or 'article'}-{token_hex(3)}"
