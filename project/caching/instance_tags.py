"""Every thing of which answers depend is noted when it is read from the database, whoever asks."""

from django.db.models.signals import post_init
from wagtail.documents import get_document_model
from wagtail.models import Page, get_page_models

from articles.images import CustomImage
from articles.models import Audience, Topic
from polls.cache_tags import depends_on, holds_until
from polls.models import Poll

KINDS = {
    Topic: "topic",
    Audience: "audience",
    CustomImage: "picture",
    get_document_model(): "document",
    Poll: "poll",
    # A page that is not read in its own type is shown by its name and its address alone.
    Page: "place",
}


def connect():
    for model in {*KINDS, *get_page_models()}:
        post_init.connect(note, sender=model, dispatch_uid="project.caching.instance_tags")
    post_init.connect(note_times, sender=Poll, dispatch_uid="project.caching.instance_tags.times")


def note(sender, instance, **kwargs):
    if instance.pk:
        depends_on(KINDS.get(sender, "page"), instance.pk)


def note_times(instance, **kwargs):
    """A poll opens and closes by itself."""
    holds_until(instance.__dict__.get("opens_at"), instance.__dict__.get("closes_at"))
