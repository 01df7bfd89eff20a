"""Rules for every page type."""

import pytest
from django.apps import apps
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.blocks import BodyBlock
from articles.forms import PageForm
from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from articles.preflight.panel import PREFLIGHT_PANEL
from home.models import AudiencePage, HomePage, StandardPage

OWN_APPS = ("articles", "home")
PAGE_TYPES = [
    model
    for app in OWN_APPS
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, Page)
]
every_page_type = pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)

# {type: the types that are allowed below it}
TREE = {
    HomePage: {ArticleIndexPage, AudiencePage, StandardPage},
    ArticleIndexPage: {AuthorPage, ArticlePage},
    AuthorPage: {ArticlePage},
    ArticlePage: set(),
    StandardPage: {StandardPage},
    AudiencePage: set(),
}


def test_tree_has_every_type():
    assert set(TREE) == set(PAGE_TYPES)


@every_page_type
def test_page_type_allows_only_its_subpage_types(model):
    assert set(model.allowed_subpage_models()) == TREE[model]


@every_page_type
def test_page_type_allows_only_its_parent_types(model):
    parents = {parent for parent in PAGE_TYPES if model in TREE[parent]}

    assert set(model.allowed_parent_page_models()) == (parents or {Page})


@every_page_type
def test_page_type_has_common_body_block(model):
    fields = {field.name: field for field in model._meta.fields if isinstance(field, StreamField)}

    assert isinstance(fields["body"].stream_block, BodyBlock)


@every_page_type
def test_page_type_has_plain_verbose_name(model):
    assert model.get_verbose_name().lower() in {
        "article",
        "author",
        "collection of articles",
        "home page",
        "standard page",
        "audience page",
    }


@every_page_type
def test_page_type_has_structured_data(model):
    assert hasattr(model, "structured_data")


@every_page_type
def test_page_type_can_be_previewed_before_saving(model, home, index, author):
    parent = {ArticlePage: author, AuthorPage: index}.get(model, home)
    page = model(title="Not saved yet", slug="new", live=False)
    # As in Wagtail's preview of a new page.
    page.path, page.depth = f"{parent.path}ZZZZ", parent.depth + 1
    page.set_url_path(parent)

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    assert response.status_code == 200
    assert "Not saved yet" in response.render().text


@every_page_type
def test_page_type_has_preflight_checks(model):
    assert PREFLIGHT_PANEL in model.content_panels
    assert issubclass(model.base_form_class, PageForm)
