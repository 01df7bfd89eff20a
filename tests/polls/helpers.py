"""Helpers for tests of polls: staff users, admin pages and ballots."""

import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from polls.voting.ballots import cast_ballot
from tests.factories import PollFactory

BALLOT_LOG = "/admin/polls/ballot/"


def get_admin_url(name, *args):
    return reverse(f"wagtailsnippets_polls_poll:{name}", args=args)


def create_staff_client(*permissions):
    """Return a client signed in as a user with access to the admin and these permissions only."""
    number = get_user_model().objects.count()
    user = get_user_model().objects.create_user(f"staff-{number}", password="a long password")
    for name in ("wagtailadmin.access_admin", *permissions):
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    client = Client()
    client.force_login(user)
    return client


def cast(poll, *options, **more):
    voter = secrets.token_hex(32)
    return cast_ballot(poll=poll, options=list(options) or [1], voter=voter, **more)


def build_form_data(poll, *, options, **changes):
    """Return the data of the edit form; an option with a "pk" exists already."""
    rows = [build_option_data(option, position) for position, option in enumerate(options, 1)]
    fields = {
        "question": poll.question,
        "slug": poll.slug,
        "introduction": "",
        "kind": "single",
        "min_choices": "1",
        "max_choices": "",
        "option_order": "fixed",
        "opens_at": "",
        "closes_at": "",
        "eligibility": "browser",
        "visibility": "always",
        "options": inline_formset(rows, initial=sum("pk" in row for row in options)),
    }
    return nested_form_data(fields | changes)


def build_option_data(option, position):
    """Return the data of one option in the edit form."""
    return {
        "id": str(option.get("pk", "")),
        "label": option["label"],
        "image": "",
        "image_alt": "",
        "ORDER": str(option.get("order", position)),
        "DELETE": option.get("DELETE", ""),
    }


def get_admin_page(client, name, *args, query=""):
    """Return the text of an admin page of a poll; its status must be 200."""
    response = client.get(get_admin_url(name, *args) + query, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def read_stream(response):
    """Return the body of a streaming response."""
    return b"".join(response.streaming_content)


def post_review(client, poll, **data):
    """Review ballots in the admin and return the text of the next page."""
    return client.post(get_admin_url("review", poll.pk), data, follow=True).content.decode()


def create_closing_poll(**fields):
    """Return a poll that closes in an hour, and the time a second after closing."""
    closes_at = timezone.now() + timedelta(hours=1)
    return PollFactory(closes_at=closes_at, **fields), closes_at + timedelta(seconds=1)
