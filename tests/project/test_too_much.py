"""More than a field takes: it is refused in words, and what was typed is still in the form."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site

from home.models import AudiencePage, HomePage, StandardPage
from polls.models import Poll
from tests.factories import (
    ArticlePageFactory,
    PictureFactory,
    PollFactory,
    StandardPageFactory,
)
from tests.polls.staff import address

MEGABYTE = "Nobody counts the ports. " * 42_000
# Names of the fields without a limit.
LONG = ("standfirst", "introduction", "teaser", "search_description", "description")
REASONS = (
    "Ensure this value has at most|Null characters are not allowed"
    "|Enter a valid date|over 100 characters"
)
NUL = "Nobody counts \x00 the ports."
# The counts of blocks, which a script adds to a form.
NO_BLOCKS = {f"{name}-count": "0" for name in ("body", "links", "social")}


def edit_page(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


# {form: its address, given an article}
FORMS = {
    "article": edit_page,
    "author": lambda article: edit_page(article.get_parent()),
    "collection": lambda article: edit_page(article.get_parent().get_parent()),
    "front page": lambda article: edit_page(HomePage.objects.get()),
    "page of an audience": lambda article: edit_page(AudiencePage.objects.get()),
    "page": lambda article: edit_page(StandardPage.objects.get()),
    "topic": lambda article: reverse("wagtailsnippets_articles_topic:add"),
    "audience": lambda article: reverse("wagtailsnippets_articles_audience:add"),
    "poll": lambda article: address("edit", Poll.objects.get().pk),
    "picture": lambda article: reverse("wagtailimages:edit", args=[article.hero_id]),
    "settings": lambda article: reverse(
        "wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get().pk]
    ),
    "reason": lambda article: reverse("overrule_findings", args=[article.pk]),
}


@pytest.fixture
def article(author, home, business, business_page):
    """An article with a row of each kind in its form, and all else that has a form."""
    PollFactory()
    StandardPageFactory(parent=home)
    article = ArticlePageFactory(
        parent=author, by=[author], teasers={business: "Why"}, hero=PictureFactory()
    )
    article.save_revision()
    return article


def form_at(client, path):
    """Return (what a browser would send unchanged, the names of what is typed) of a form."""
    page = BeautifulSoup(client.get(path, follow=True).content, "html.parser")
    form = max(page.select("main form[method=post i]"), key=lambda form: len(form.select("[name]")))
    sent = {field["name"]: value_of(field) for field in form.select("[name]")}
    # Tags are a field of Wagtail's.
    fields = form.select("input[type=text][name]:not([name=tags]), textarea[name]")
    typed = [field["name"] for field in fields]
    kept = {name: value for name, value in sent.items() if value is not None}
    return kept | NO_BLOCKS, [name for name in typed if "__prefix__" not in name]


def value_of(field):
    """Return what a field holds, None for what a browser does not send."""
    match field.name, field.get("type"):
        case "textarea", _:
            return field.text.removeprefix("\n")
        case "select", _:
            chosen = field.select_one("option[selected]") or field.select_one("option")
            return chosen and chosen["value"]
        case _, "checkbox" | "radio":
            return field.get("value", "on") if field.has_attr("checked") else None
        case "button", _:
            return None
    return field.get("value", "")


@pytest.mark.parametrize("words", [MEGABYTE, NUL], ids=["megabyte", "nul"])
@pytest.mark.parametrize("form", FORMS)
def test_what_a_field_does_not_take_is_said_and_still_in_the_form(
    admin_client, article, form, words
):
    path = FORMS[form](article)
    sent, typed = form_at(admin_client, path)
    assert typed
    for name in typed:
        answer = admin_client.post(path, sent | {name: words}, follow=True)
        # A text without a limit is taken, and what is long is told before it is published.
        if not (answer.redirect_chain and words == MEGABYTE and name.endswith(LONG)):
            assert re.search(REASONS, answer.text), name
            assert "Nobody counts" in answer.text, name
