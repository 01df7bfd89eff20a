"""Adds the tag of every object to the response when it is loaded from the database."""

from django.db.models.signals import post_init
from wagtail.documents import get_document_model
from wagtail.models import Page, get_page_models

from articles.images import CustomImage
from articles.models import Audience, Topic
from polls.cache_tags import add_cache_tag, add_expiry
from polls.models import Poll

KINDS = {
    Topic: "topic",
    Audience: "audience",
    CustomImage: "image",
    get_document_model(): "document",
    Poll: "poll",
    # A page that is not loaded as its specific type is shown by its title and URL alone.
    Page: "place",
}


def connect():
    name = "project.caching.instance_tags"
    for model in {*KINDS, *get_page_models()}:
        post_init.connect(add_instance_tag, sender=model, dispatch_uid=name)
    post_init.connect(add_poll_expiry, sender=Poll, dispatch_uid=f"{name}.expiry")


def add_instance_tag(sender, instance, **kwargs):
    if instance.pk:
        add_cache_tag(KINDS.get(sender, "page"), instance.pk)


def add_poll_expiry(instance, **kwargs):
    """Let the response expire when the poll opens or closes."""
    add_expiry(instance.__dict__.get("opens_at"), instance.__dict__.get("closes_at"))
