"""What is true of each type of page."""

import pytest
from django.apps import apps
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.blocks import BodyBlock
from articles.forms import PageForm
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from articles.preflight.panel import PREFLIGHT
from home.models import AudiencePage, HomePage, StandardPage

OWN_APPS = ("articles", "home")
PAGE_TYPES = [
    model
    for app in OWN_APPS
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, Page)
]
every_page_type = pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)

# What an editor may put where: {type: the types that may stand under it}.
TREE = {
    HomePage: {ArticleIndexPage, AudiencePage, StandardPage},
    ArticleIndexPage: {AuthorPage, ArticlePage},
    AuthorPage: {ArticlePage},
    ArticlePage: set(),
    StandardPage: {StandardPage},
    AudiencePage: set(),
}


def test_the_tree_below_covers_every_type():
    assert set(TREE) == set(PAGE_TYPES)


@every_page_type
def test_takes_only_what_belongs_under_it(model):
    assert set(model.allowed_subpage_models()) == TREE[model]


@every_page_type
def test_stands_only_where_it_belongs(model):
    parents = {parent for parent in PAGE_TYPES if model in TREE[parent]}

    assert set(model.allowed_parent_page_models()) == (parents or {Page})


@every_page_type
def test_offers_the_one_list_of_blocks(model):
    fields = {field.name: field for field in model._meta.fields if isinstance(field, StreamField)}

    assert isinstance(fields["body"].stream_block, BodyBlock)


@every_page_type
def test_is_called_something_an_editor_understands(model):
    assert model.get_verbose_name().lower() in {
        "article",
        "author",
        "collection of articles",
        "front page",
        "page",
        "page of an audience",
    }


@every_page_type
def test_tells_search_engines_what_it_is(model):
    assert hasattr(model, "structured_data")


@every_page_type
def test_is_previewed_before_it_is_first_saved(model, home, index, author):
    parent = {ArticlePage: author, AuthorPage: index}.get(model, home)
    page = model(title="Not saved yet", slug="new", live=False)
    # As Wagtail's preview of a new page has it.
    page.path, page.depth = f"{parent.path}ZZZZ", parent.depth + 1
    page.set_url_path(parent)

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert response.status_code == 200
    assert "Not saved yet" in response.render().text


@every_page_type
def test_is_looked_at_before_it_is_published(model):
    assert PREFLIGHT in model.content_panels
    assert issubclass(model.base_form_class, PageForm)
