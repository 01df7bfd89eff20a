"""Staff for tests, and the addresses of their pages."""

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


def address(name, *args):
    return reverse(f"wagtailsnippets_polls_poll:{name}", args=args)


def staff_client(*permissions):
    """Return a client signed in as somebody who has only these permissions, and the admin's."""
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


def form_of(poll, *, options, **changes):
    """Return what the editor's form sends; `options` are dicts, those with a "pk" exist."""
    rows = [row_of(option, at) for at, option in enumerate(options, 1)]
    fields = {
        "question": poll.question,
        "slug": poll.slug,
        "introduction": "",
        "kind": "single",
        "min_choices": "1",
        "max_choices": "",
        "order": "fixed",
        "opens_at": "",
        "closes_at": "",
        "eligibility": "browser",
        "visibility": "always",
        "options": inline_formset(rows, initial=sum("pk" in row for row in options)),
    }
    return nested_form_data(fields | changes)


def row_of(option, place):
    """Return what the editor's form sends of an option."""
    return {
        "id": str(option.get("pk", "")),
        "label": option["label"],
        "picture": "",
        "picture_alt": "",
        "ORDER": str(option.get("order", place)),
        "DELETE": option.get("DELETE", ""),
    }


def page(client, name, *args, query=""):
    """Return the text of a page of a poll, which must be there."""
    response = client.get(address(name, *args) + query, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def read(response):
    """Return the bytes of a file that is sent."""
    return b"".join(response.streaming_content)


def review(client, poll, **data):
    """Review ballots in the admin, and return what staff see then."""
    return client.post(address("review", poll.pk), data, follow=True).content.decode()


def closed_poll(**fields):
    """Return a poll that closes in an hour, and the moment after."""
    moment = timezone.now() + timedelta(hours=1)
    return PollFactory(closes_at=moment, **fields), moment + timedelta(seconds=1)
