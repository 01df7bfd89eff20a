"""Values that a field rejects: the form explains why and still shows them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site

from home.models import AudiencePage, HomePage, StandardPage
from polls.models import Poll
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PollFactory,
    StandardPageFactory,
)
from tests.polls.helpers import get_admin_url

MEGABYTE = "Nobody counts the ports. " * 42_000
# The names of fields without a limit.
UNLIMITED = ("standfirst", "introduction", "teaser", "search_description", "description")
REASONS = (
    "Ensure this value has at most|Null characters are not allowed"
    "|Enter a valid date|over 100 characters"
)
NUL = "Nobody counts \x00 the ports."
# The numbers of blocks, which JavaScript adds to a form.
NO_BLOCKS = {f"{name}-count": "0" for name in ("body", "links", "social")}


def edit_page(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


# {form: a function that returns its path, given an article}
FORMS = {
    "article": edit_page,
    "author": lambda article: edit_page(article.get_parent()),
    "collection": lambda article: edit_page(article.get_parent().get_parent()),
    "home page": lambda article: edit_page(HomePage.objects.get()),
    "audience page": lambda article: edit_page(AudiencePage.objects.get()),
    "page": lambda article: edit_page(StandardPage.objects.get()),
    "topic": lambda article: reverse("wagtailsnippets_articles_topic:add"),
    "audience": lambda article: reverse("wagtailsnippets_articles_audience:add"),
    "poll": lambda article: get_admin_url("edit", Poll.objects.get().pk),
    "image": lambda article: reverse("wagtailimages:edit", args=[article.hero_id]),
    "settings": lambda article: reverse(
        "wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get().pk]
    ),
    "reason": lambda article: reverse("publish_anyway", args=[article.pk]),
}


@pytest.fixture
def article(author, home, business, business_page):
    """An article with a row in each of its inline forms, and the other objects that have a form."""
    PollFactory()
    StandardPageFactory(parent=home)
    article = ArticlePageFactory(
        parent=author, authors=[author], teasers={business: "Why"}, hero=ImageFactory()
    )
    article.save_revision()
    return article


def read_form(client, path):
    """Return a form's data as a browser would send it, and the names of its text fields."""
    page = BeautifulSoup(client.get(path, follow=True).content, "html.parser")
    form = max(page.select("main form[method=post i]"), key=lambda form: len(form.select("[name]")))
    data = {field["name"]: get_field_value(field) for field in form.select("[name]")}
    # Tags are a field of Wagtail, not tested here.
    fields = form.select("input[type=text][name]:not([name=tags]), textarea[name]")
    text_names = [field["name"] for field in fields]
    values = {name: value for name, value in data.items() if value is not None}
    return values | NO_BLOCKS, [name for name in text_names if "__prefix__" not in name]


def get_field_value(field):
    """Return the value of a field; None if a browser would not send it."""
    match field.name, field.get("type"):
        case "textarea", _:
            return field.text.removeprefix("\n")
        case "select", _:
            option = field.select_one("option[selected]") or field.select_one("option")
            return option and option["value"]
        case _, "checkbox" | "radio":
            return field.get("value", "on") if field.has_attr("checked") else None
        case "button", _:
            return None
    return field.get("value", "")


@pytest.mark.parametrize("text", [MEGABYTE, NUL], ids=["megabyte", "nul"])
@pytest.mark.parametrize("form", FORMS)
def test_rejected_value_is_explained_and_stays_in_the_form(admin_client, article, form, text):
    path = FORMS[form](article)
    data, text_names = read_form(admin_client, path)
    assert text_names
    for name in text_names:
        response = admin_client.post(path, data | {name: text}, follow=True)
        # Fields without a limit accept the text; a preflight warning reports its length.
        if not (response.redirect_chain and text == MEGABYTE and name.endswith(UNLIMITED)):
            assert re.search(REASONS, response.text), name
            assert "Nobody counts" in response.text, name
