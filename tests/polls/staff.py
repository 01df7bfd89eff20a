"""Staff for tests, and the addresses of their pages."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from polls.voting import cast_ballot

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
    rows = [{"id": str(row.get("pk", "")), "label": row["label"], "picture": "",
             "picture_alt": "", "ORDER": str(at + 1), "DELETE": row.get("DELETE", "")}
            for at, row in enumerate(options)]  # fmt: skip
    fields = {
        "question": poll.question, "slug": poll.slug, "introduction": "", "kind": "single",
        "min_choices": "1", "max_choices": "", "order": "fixed", "opens_at": "", "closes_at": "",
        "eligibility": "browser", "visibility": "always",
        "options": inline_formset(rows, initial=sum("pk" in row for row in options)),
    }  # fmt: skip
    return nested_form_data(fields | changes)
