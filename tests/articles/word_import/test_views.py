"""A Word document is imported in the admin, as a draft with a report."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from articles.images import CustomImage
from articles.models import ArticlePage
from articles.word_import import docx_file
from tests.articles.word_import.documents import (
    build_document,
    build_image,
    build_upload,
    create_document,
    describe_last_image,
    get_bytes,
    replace_files,
)
from tests.factories import ArticlePageFactory, StandardPageFactory

PNG = "word/media/image1.png"


@pytest.fixture
def writer(author):
    """A client of a user who may add articles to one blog, but no images."""
    user = get_user_model().objects.create_user("writer", password="a long password")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    add = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=group, page=author, permission=add)
    client = Client()
    client.force_login(user)
    return client


def allow_images(collection):
    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name="Writers"),
        collection=collection,
        permission=Permission.objects.get(codename="add_image"),
    )


def import_document(client, parent, document, name="report.docx", **data):
    data["document"] = build_upload(document, name)
    return client.post(reverse("word_import", args=[parent.pk]), data)


def get_form_error(response):
    """Return the error of the form. Nothing may be stored."""
    assert response.status_code == 200
    assert not ArticlePage.objects.exists()
    assert not CustomImage.objects.exists()
    ((error,),) = response.context["form"].errors.values()
    return error


def build_document_with_image(alt="A teal flag"):
    document = build_document("Before.")
    document.add_picture(io.BytesIO(build_image()))
    describe_last_image(document, alt)
    return document


def get_report(response):
    """Return the data of the report to which an import redirects."""
    assert response.status_code == 302
    return Client.get(response.client, response.url).context["report"]


def list_stored_files():
    return set(Path(settings.MEDIA_ROOT).rglob("*.*"))


def test_document_becomes_a_draft_that_opens_in_the_editor(writer, author):
    response = import_document(writer, author, build_document("Text."), name="Quays in June.docx")
    article = ArticlePage.objects.child_of(author).get()

    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert (article.title, article.live) == ("Quays in June", False)
    assert article.latest_revision.as_object().body.raw_data[0]["value"]["text"] == "<p>Text.</p>"
    assert "was imported" in writer.get(response.url).text


def test_report_lists_dropped_content_and_links_to_the_draft(writer, author):
    document = build_document("Text.")
    document.sections[0].header.paragraphs[0].text = "<b>Do not cite</b>"
    response = import_document(writer, author, document)
    page = writer.get(response.url)

    assert "&lt;b&gt;Do not cite&lt;/b&gt;" in page.text
    edit = reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.get().pk])
    assert edit in page.text


def test_history_shows_the_url_of_the_report(writer, author):
    import_document(writer, author, build_document("Text."))
    article = ArticlePage.objects.get()
    history = writer.get(reverse("wagtailadmin_pages:history", args=[article.pk])).text

    assert f"Import report: {reverse('word_import_report', args=[article.pk])}" in history


def test_image_is_stored_in_the_chosen_collection(admin_client, author):
    drawings = Collection.get_first_root_node().add_child(name="Drawings")
    response = import_document(
        admin_client, author, build_document_with_image(), collection=drawings.pk
    )
    stored = CustomImage.objects.get()
    article = ArticlePage.objects.get()
    figure = article.body[1].value["image"]

    assert response.status_code == 302
    assert (stored.title, stored.collection) == ("A teal flag", drawings)
    assert (figure.pk, figure.contextual_alt_text) == (stored.pk, "A teal flag")


def test_repeated_image_is_stored_once(admin_client, author):
    document = build_document_with_image()
    document.add_paragraph("Between.")
    document.add_picture(io.BytesIO(build_image()))
    import_document(admin_client, author, document)

    assert CustomImage.objects.count() == 1
    assert [block.block_type for block in ArticlePage.objects.get().body].count("figure") == 2


def test_images_are_dropped_without_the_permission_to_add_them(writer, author):
    report = get_report(import_document(writer, author, build_document_with_image()))

    assert not CustomImage.objects.exists()
    assert [entry["texts"] for entry in report["dropped"]] == [["“A teal flag”"]]


def test_only_permitted_collection_is_used(writer, author):
    drawings = Collection.get_first_root_node().add_child(name="Drawings")
    allow_images(drawings)
    import_document(writer, author, build_document_with_image())

    assert CustomImage.objects.get().collection == drawings


def test_collection_without_permission_is_rejected(writer, author):
    root = Collection.get_first_root_node()
    first, second, other = (root.add_child(name=name) for name in ("A", "B", "C"))
    allow_images(first)
    allow_images(second)

    assert "valid choice" in get_form_error(
        import_document(writer, author, build_document_with_image(), collection=other.pk)
    )


@pytest.mark.parametrize(
    "data",
    [
        b"not an image",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        build_image(image_format="BMP"),
    ],
)
def test_invalid_image_is_reported(admin_client, author, data):
    document = replace_files(build_document_with_image(), {PNG: data})
    report = get_report(import_document(admin_client, author, document))

    assert not CustomImage.objects.exists()
    assert "“A teal flag” (png)" in report["dropped"][0]["texts"][0]


def test_image_with_too_many_pixels_is_reported(admin_client, author, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 500)
    report = get_report(import_document(admin_client, author, build_document_with_image()))

    assert not CustomImage.objects.exists()
    assert "too many pixels" in report["dropped"][0]["texts"][0]


def test_failed_import_stores_no_rows_and_no_files(admin_client, author, monkeypatch):
    before = list_stored_files()

    def fail(*args, **kwargs):
        raise RuntimeError("The disk is full")

    monkeypatch.setattr(ArticlePage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        import_document(admin_client, author, build_document_with_image())

    assert not ArticlePage.objects.exists()
    assert not CustomImage.objects.exists()
    assert list_stored_files() == before


def test_unreadable_file_is_an_error_of_the_form(admin_client, author):
    assert get_form_error(import_document(admin_client, author, b"%PDF-1.7")) == docx_file.NOT_WORD


def test_other_file_extension_is_rejected(admin_client, author):
    assert get_form_error(
        import_document(admin_client, author, get_bytes(build_document("T.")), name="a.docm")
    ) == (docx_file.NOT_WORD)


def test_large_file_is_rejected(admin_client, author, monkeypatch):
    monkeypatch.setattr("articles.word_import.views.MAX_FILE_SIZE", 1000)

    assert "larger than" in get_form_error(
        import_document(admin_client, author, build_document("Text."))
    )


def test_title_with_a_reserved_slug_gets_another_slug(admin_client, author):
    document = create_document()
    document.add_paragraph("Feed", style="Title")
    document.add_paragraph("Text.")
    import_document(admin_client, author, document)

    assert ArticlePage.objects.get().slug.startswith("feed-")


def test_document_can_be_imported_twice(admin_client, author):
    for _ in range(2):
        import_document(admin_client, author, build_document("Text."))

    assert {page.slug for page in ArticlePage.objects.all()} == {"report", "report-2"}


def test_unusual_title_is_imported(admin_client, author):
    for title in ("…", "Long " * 90, "Long " * 90):
        document = create_document()
        document.add_paragraph(title, style="Title")
        document.add_paragraph("Text.")
        assert import_document(admin_client, author, document).status_code == 302


def test_import_requires_the_permission_to_add_an_article(writer, index):
    url = reverse("word_import", args=[index.pk])

    assert writer.get(url).status_code == 302
    assert import_document(writer, index, build_document("Text.")).status_code == 302
    assert not ArticlePage.objects.exists()


def test_import_requires_a_page_type_that_allows_articles(admin_client, home):
    page = StandardPageFactory(parent=home)

    import_document(admin_client, page, build_document("Text."))

    assert not ArticlePage.objects.exists()


def test_report_requires_the_permission_to_edit(writer, admin_client, index, author):
    import_document(admin_client, index, build_document("Text."))
    report = reverse("word_import_report", args=[ArticlePage.objects.get().pk])

    assert writer.get(report).status_code == 302
    assert admin_client.get(report).status_code == 200


def test_article_that_was_not_imported_has_no_report(admin_client, author):
    article = ArticlePageFactory(parent=author)

    assert admin_client.get(reverse("word_import_report", args=[article.pk])).status_code == 404


def test_explorer_shows_the_import_for_a_blog(writer, author):
    page = writer.get(reverse("wagtailadmin_explore", args=[author.pk])).text

    assert reverse("word_import", args=[author.pk]) in page


def test_explorer_hides_the_import_without_permission(writer, admin_client, index):
    url = reverse("word_import", args=[index.pk])
    explorer = reverse("wagtailadmin_explore", args=[index.pk])

    assert f'href="{url}"' not in writer.get(explorer).text
    assert f'href="{url}"' in admin_client.get(explorer).text
