"""Whatever is shown is noted, and tells when it changes: no model can be forgotten."""

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
from polls.cache_tags import collect, lists, passes
from polls.models import Poll
from project.caching.surrogate_keys import EVERYTHING, LISTS, LONGEST, SITE, key_of, keys_of
from tests.factories import PollFactory

SHOWN = [*get_page_models(), *get_snippet_models(), CustomImage, get_document_model()]


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label)
def test_a_model_is_noted_and_tells_of_changes(model):
    assert post_init.has_listeners(model)
    assert post_save.has_listeners(model)


@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.label)
def test_a_snippet_tells_of_its_end(model):
    assert post_delete.has_listeners(model)


def test_what_is_read_is_noted(home):
    with collect() as dependencies:
        HomePage.objects.get()

    assert ("page", home.pk) in dependencies.things


def test_of_a_page_on_the_way_only_its_place_is(home):
    with collect() as dependencies:
        passes(HomePage.objects.get())

    assert dependencies.things == {("place", home.pk)}


def test_who_says_of_no_list_depends_on_all():
    with collect() as dependencies:
        pass

    assert keys_of(dependencies) == [LISTS, SITE]


def test_who_shows_none_says_so():
    with collect() as dependencies:
        lists()

    assert keys_of(dependencies) == [SITE]


@pytest.mark.django_db
def test_a_poll_holds_until_it_closes(home):
    closes_at = timezone.now() + timedelta(hours=1)
    poll = PollFactory(closes_at=closes_at)
    with collect() as dependencies:
        Poll.objects.get(pk=poll.pk)

    assert dependencies.until == closes_at


def test_more_than_a_header_holds_is_everything():
    with collect() as dependencies:
        dependencies.things |= {("page", number) for number in range(LONGEST)}

    assert keys_of(dependencies) == [EVERYTHING, SITE]


def test_keys_hide_numbers():
    assert re.fullmatch("page-[0-9a-f]{8}", key_of("page", 12))
    assert key_of("page", 12) != key_of("page", 13)
