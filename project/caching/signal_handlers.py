"""Signal handlers that invalidate the tags of changed objects.

Changes that send no signal, such as `QuerySet.update`, must call `invalidate` themselves, or
`manage.py purge_cache` must follow them.
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
from project.caching.invalidation import invalidate
from project.caching.page_tags import (
    TRACKED_FIELDS,
    get_page_and_ancestor_ids,
    get_page_tags,
    get_place_tags,
    get_saved_page_tags,
    get_tree_tags,
    is_visible,
)
from project.caching.surrogate_keys import LISTS, SITE

NAME = "project.caching.signal_handlers"
# The fields that Wagtail writes when a draft is saved.
DRAFT_FIELDS = {
    "latest_revision",
    "latest_revision_created_at",
    "draft_title",
    "has_unpublished_changes",
}

# The tags that a change of an object invalidates, for all models but pages and polls.
TAGS = {
    Topic: lambda topic: [("topic", topic.pk), (LISTS,)],
    Audience: lambda audience: [("audience", audience.pk), ("audiences",), ("menu",), (LISTS,)],
    CustomImage: lambda image: [("image", image.pk), (LISTS,)],
    get_document_model(): lambda document: [("document", document.pk), (LISTS,)],
    Redirect: lambda redirect: [("redirects",), (LISTS,)],
    FrozenResult: lambda result: [("poll", result.poll_id), (LISTS,)],
    PollEdit: lambda edit: [("poll", edit.poll_id), (LISTS,)],
    PageViewRestriction: lambda restriction: get_tree_tags(restriction.page),
    **dict.fromkeys(
        (Collection, CollectionViewRestriction, Locale, Site, SiteSettings), lambda _: [(SITE,)]
    ),
}


def connect():
    """Connect the handlers to every model that a response may show."""
    for model, tags in TAGS.items():
        connect_receiver([post_save, post_delete], model, partial(invalidate_instance, tags=tags))
    for model in get_page_models():
        connect_receiver([pre_save], model, store_previous_values)
        connect_receiver([post_save], model, invalidate_saved_page)
        for relation in model._meta.related_objects:
            if isinstance(relation.field, ParentalKey) and relation.related_model is not Comment:
                receiver = partial(invalidate_child, name=relation.field.name)
                connect_receiver([post_save, post_delete], relation.related_model, receiver)
    connect_receiver([post_save, post_delete], Poll, invalidate_poll)
    connect_receiver([post_save, post_delete], Byline, invalidate_byline)
    connect_receiver([page_published, page_unpublished], None, invalidate_page)
    # Before the deletion, while its rows still exist.
    connect_receiver([pre_delete], Page, invalidate_deleted_page)
    connect_receiver([post_page_move], None, invalidate_moved_page)
    connect_receiver([m2m_changed], ArticlePage.topics.through, invalidate_topics)


def connect_receiver(signals, sender, receiver):
    for signal in signals:
        name = f"{NAME}.{getattr(receiver, '__name__', sender)}"
        signal.connect(receiver, sender=sender, weak=False, dispatch_uid=name)


def invalidate_instance(instance, tags, **kwargs):
    invalidate(*tags(instance))


def invalidate_child(instance, name, **kwargs):
    """Invalidate the page of a changed row, such as a byline."""
    if (page := getattr(instance, name)).live:
        invalidate(("page", page.pk), (LISTS,))


def invalidate_poll(instance, update_fields=None, **kwargs):
    if not update_fields or not DRAFT_FIELDS.issuperset(update_fields):
        invalidate(("poll", instance.pk), (LISTS,))


def invalidate_byline(instance, **kwargs):
    if instance.author_id and instance.article.live:
        invalidate(("articles-by", instance.author_id))


def invalidate_topics(action, instance, pk_set, **kwargs):
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    topics = pk_set or {topic.pk for topic in instance.topics.all()}
    invalidate(("page", instance.pk), (LISTS,), *(("articles-on", topic) for topic in topics))


def store_previous_values(instance, raw=False, **kwargs):
    """Store the tracked fields of the page as they are in the database, until it is saved."""
    rows = Page.objects.filter(pk=instance.pk).values(*TRACKED_FIELDS) if instance.pk else []
    instance.previous_values = next(iter(rows), None)


def invalidate_saved_page(instance, update_fields=None, **kwargs):
    """Invalidate a saved page, unless only its draft was saved."""
    before = instance.__dict__.pop("previous_values", None)
    if is_visible(instance, before) and not (
        update_fields and DRAFT_FIELDS.issuperset(update_fields)
    ):
        invalidate(*get_saved_page_tags(instance, before))


def invalidate_page(instance, **kwargs):
    """Invalidate a published page once more: its rows are saved after the page itself."""
    invalidate(*get_page_tags(instance))


def invalidate_deleted_page(instance, **kwargs):
    invalidate(*get_page_tags(instance), *get_place_tags(instance))


def invalidate_moved_page(instance, parent_page_before, **kwargs):
    """Invalidate a page with its descendants, whose URLs change, and the lists that it left."""
    left = [("within", pk) for pk in get_page_and_ancestor_ids([parent_page_before])]
    invalidate(*get_tree_tags(instance), *left)
