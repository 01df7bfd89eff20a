"""From what Django and Wagtail signal, which things that answers show have changed.

What goes by these signals, such as `QuerySet.update`, says so itself with `announce`, or
`manage.py purge_cache` is run after it.
"""

from functools import partial

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    get_page_models,
)
from wagtail.signals import page_published, page_unpublished, post_page_move

from articles.images import CustomImage
from articles.models import ArticlePage, Audience, Byline, Topic
from home.models import SiteSettings
from polls.models import Poll, PollEdit
from polls.models.records import FrozenResult
from project.caching.invalidation_log import announce
from project.caching.page_tags import (
    TRACKED,
    is_shown,
    pks_down_to,
    things_of_page,
    things_of_place,
    things_of_saved,
    things_of_tree,
)
from project.caching.surrogate_keys import LISTS, SITE

NAME = "project.caching.invalidation"
# Wagtail writes these when a draft is saved.
DRAFT = {
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "has_unpublished_changes",
}

# What else is shown, by what it is and which things it changes.
THINGS = {
    Topic: lambda topic: [("topic", topic.pk), (LISTS,)],
    Audience: lambda audience: [("audience", audience.pk), ("audiences",), ("menu",), (LISTS,)],
    CustomImage: lambda picture: [("picture", picture.pk), (LISTS,)],
    get_document_model(): lambda document: [("document", document.pk), (LISTS,)],
    Redirect: lambda redirect: [("redirects",), (LISTS,)],
    FrozenResult: lambda result: [("poll", result.poll_id), (LISTS,)],
    PollEdit: lambda edit: [("poll", edit.poll_id), (LISTS,)],
    PageViewRestriction: lambda restriction: things_of_tree(restriction.page),
    **dict.fromkeys(
        (Collection, CollectionViewRestriction, Locale, Site, SiteSettings), lambda _: [(SITE,)]
    ),
}


def connect():
    """Listen, once and for good, to all that may change an answer."""
    for model, things in THINGS.items():
        listen([post_save, post_delete], model, partial(announce_change, things=things))
    for model in get_page_models():
        listen([pre_save], model, remember_page)
        listen([post_save], model, announce_saved_page)
        for relation in model._meta.related_objects:
            if isinstance(relation.field, ParentalKey) and relation.related_model is not Comment:
                change = partial(announce_part, name=relation.field.name)
                listen([post_save, post_delete], relation.related_model, change)
    listen([post_save, post_delete], Poll, announce_poll)
    listen([post_save, post_delete], Byline, announce_byline)
    listen([page_published, page_unpublished], None, announce_page)
    # While what belongs to it is still there.
    listen([pre_delete], Page, announce_end)
    listen([post_page_move], None, announce_move)
    listen([m2m_changed], ArticlePage.topics.through, announce_topics)


def listen(signals, sender, receiver):
    for signal in signals:
        name = f"{NAME}.{getattr(receiver, '__name__', sender)}"
        signal.connect(receiver, sender=sender, weak=False, dispatch_uid=name)


def announce_change(instance, things, **kwargs):
    announce(*things(instance))


def announce_part(instance, name, **kwargs):
    """A row that belongs to a page has changed, such as a byline."""
    if (page := getattr(instance, name)).live:
        announce(("page", page.pk), (LISTS,))


def announce_poll(instance, update_fields=None, **kwargs):
    if not update_fields or not DRAFT.issuperset(update_fields):
        announce(("poll", instance.pk), (LISTS,))


def announce_byline(instance, **kwargs):
    if instance.author_id and instance.article.live:
        announce(("articles-by", instance.author_id))


def announce_topics(action, instance, pk_set, **kwargs):
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    topics = pk_set or {topic.pk for topic in instance.topics.all()}
    announce(("page", instance.pk), (LISTS,), *(("articles-on", topic) for topic in topics))


def remember_page(instance, raw=False, **kwargs):
    """Keep what the page was, as long as it takes to save it."""
    found = Page.objects.filter(pk=instance.pk).values(*TRACKED) if instance.pk else []
    instance.page_before = next(iter(found), None)


def announce_saved_page(instance, update_fields=None, **kwargs):
    """A page was saved: a draft changes nothing that readers see."""
    before = instance.__dict__.pop("page_before", None)
    if is_shown(instance, before) and not (update_fields and DRAFT.issuperset(update_fields)):
        announce(*things_of_saved(instance, before))


def announce_page(instance, **kwargs):
    """All that belongs to a page is there now too: it is saved after the page itself."""
    announce(*things_of_page(instance))


def announce_end(instance, **kwargs):
    announce(*things_of_page(instance), *things_of_place(instance))


def announce_move(instance, parent_page_before, **kwargs):
    """A page and all below it have other addresses; the place they left has one page fewer."""
    left = [("within", pk) for pk in pks_down_to([parent_page_before])]
    announce(*things_of_tree(instance), *left)
