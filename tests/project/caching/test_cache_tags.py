"""Every model that a response may show adds cache tags and invalidates them."""

import re
from datetime import timedelta

import pytest
from django.db.models.signals import post_delete, post_init, post_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from articles.images import CustomImage
from home.models import HomePage
from polls.cache_tags import add_ancestor_tag, add_list_tag, collect_cache_tags
from polls.models import Poll
from project.caching.surrogate_keys import (
    EVERYTHING,
    LISTS,
    MAX_HEADER_LENGTH,
    SITE,
    get_surrogate_key,
    get_surrogate_keys,
)
from tests.factories import PollFactory

SHOWN = [*get_page_models(), *get_snippet_models(), CustomImage, get_document_model()]


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label)
def test_model_adds_tags_and_invalidates_them(model):
    assert post_init.has_listeners(model)
    assert post_save.has_listeners(model)


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label)
def test_deleted_snippet_is_invalidated(model):
    assert post_delete.has_listeners(model)


def test_loaded_object_adds_its_tag(home):
    with collect_cache_tags() as cache_tags:
        HomePage.objects.get()

    assert ("page", home.pk) in cache_tags.tags


def test_ancestor_adds_the_tag_of_its_title_and_url(home):
    with collect_cache_tags() as cache_tags:
        add_ancestor_tag(HomePage.objects.get())

    assert cache_tags.tags == {("place", home.pk)}


def test_response_without_list_tags_has_the_tag_of_all_lists():
    with collect_cache_tags() as cache_tags:
        pass

    assert get_surrogate_keys(cache_tags) == [LISTS, SITE]


def test_response_that_shows_no_list_has_no_list_tag():
    with collect_cache_tags() as cache_tags:
        add_list_tag()

    assert get_surrogate_keys(cache_tags) == [SITE]


@pytest.mark.django_db
def test_response_expires_when_its_poll_closes(home):
    closes_at = timezone.now() + timedelta(hours=1)
    poll = PollFactory(closes_at=closes_at)
    with collect_cache_tags() as cache_tags:
        Poll.objects.get(pk=poll.pk)

    assert cache_tags.expires_at == closes_at


def test_too_many_keys_become_everything():
    with collect_cache_tags() as cache_tags:
        cache_tags.tags |= {("page", number) for number in range(MAX_HEADER_LENGTH)}

    assert get_surrogate_keys(cache_tags) == [EVERYTHING, SITE]


def test_surrogate_keys_hide_primary_keys():
    assert re.fullmatch("page-[0-9a-f]{8}", get_surrogate_key("page", 12))
    assert get_surrogate_key("page", 12) != get_surrogate_key("page", 13)
