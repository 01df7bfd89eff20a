"""Staff import a Word document in the admin, and get a draft and a report."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from docx import Document
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from articles.images import CustomImage
from articles.models import ArticlePage
from articles.word_import import docx_file
from tests.articles.word_documents import (
    describe_last_picture,
    document_of,
    packed,
    picture,
    upload,
    with_files,
)
from tests.factories import ArticlePageFactory, StandardPageFactory

PNG = "word/media/image1.png"


@pytest.fixture
def writer(author):
    """A client of somebody who may add articles to one blog, and pictures nowhere."""
    user = get_user_model().objects.create_user("writer", password="a long password")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    add = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=group, page=author, permission=add)
    client = Client()
    client.force_login(user)
    return client


def allow_pictures(collection):
    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name="Writers"),
        collection=collection,
        permission=Permission.objects.get(codename="add_image"),
    )


def send(client, parent, document, name="report.docx", **data):
    data["document"] = upload(document, name)
    return client.post(reverse("import_word", args=[parent.pk]), data)


def error_of(response):
    """Return what the form says of the file, with which nothing may have been stored."""
    assert response.status_code == 200
    assert not ArticlePage.objects.exists()
    assert not CustomImage.objects.exists()
    ((error,),) = response.context["form"].errors.values()
    return error


def with_picture(alt="A teal flag"):
    document = document_of("Before.")
    document.add_picture(io.BytesIO(picture()))
    describe_last_picture(document, alt)
    return document


def report_of(response):
    """Return the report as data, from the page to which an import leads."""
    assert response.status_code == 302
    return Client.get(response.client, response.url).context["entry"].data


def stored_files():
    return set(Path(settings.MEDIA_ROOT).rglob("*.*"))


def test_a_document_becomes_a_draft_that_opens_in_the_editor(writer, author):
    response = send(writer, author, document_of("Text."), name="Quays in June.docx")
    article = ArticlePage.objects.child_of(author).get()

    assert response.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert (article.title, article.live) == ("Quays in June", False)
    assert article.latest_revision.as_object().body.raw_data[0]["value"]["text"] == "<p>Text.</p>"
    assert "is imported" in writer.get(response.url).text


def test_what_was_not_brought_over_is_on_a_page_that_leads_to_the_draft(writer, author):
    document = document_of("Text.")
    document.sections[0].header.paragraphs[0].text = "<b>Do not cite</b>"
    response = send(writer, author, document)
    page = writer.get(response.url)

    assert "&lt;b&gt;Do not cite&lt;/b&gt;" in page.text
    edit = reverse("wagtailadmin_pages:edit", args=[ArticlePage.objects.get().pk])
    assert edit in page.text


def test_the_history_of_the_article_says_where_the_report_is(writer, author):
    send(writer, author, document_of("Text."))
    article = ArticlePage.objects.get()
    history = writer.get(reverse("wagtailadmin_pages:history", args=[article.pk])).text

    assert f"its report is at {reverse('word_report', args=[article.pk])}" in history


def test_a_picture_is_stored_in_the_collection_that_was_chosen(admin_client, author):
    drawings = Collection.get_first_root_node().add_child(name="Drawings")
    response = send(admin_client, author, with_picture(), collection=drawings.pk)
    stored = CustomImage.objects.get()
    article = ArticlePage.objects.get()
    figure = article.body[1].value["picture"]

    assert response.status_code == 302
    assert (stored.title, stored.collection) == ("A teal flag", drawings)
    assert (figure.pk, figure.contextual_alt_text) == (stored.pk, "A teal flag")


def test_a_picture_that_stands_twice_is_stored_once(admin_client, author):
    document = with_picture()
    document.add_paragraph("Between.")
    document.add_picture(io.BytesIO(picture()))
    send(admin_client, author, document)

    assert CustomImage.objects.count() == 1
    assert [block.block_type for block in ArticlePage.objects.get().body].count("figure") == 2


def test_whoever_may_add_no_pictures_is_told_which_are_left_out(writer, author):
    report = report_of(send(writer, author, with_picture()))

    assert not CustomImage.objects.exists()
    assert [finding["texts"] for finding in report["lost"]] == [["“A teal flag”"]]


def test_whoever_may_add_pictures_to_one_collection_is_not_asked(writer, author):
    drawings = Collection.get_first_root_node().add_child(name="Drawings")
    allow_pictures(drawings)
    send(writer, author, with_picture())

    assert CustomImage.objects.get().collection == drawings


def test_a_collection_to_which_one_may_not_add_is_refused(writer, author):
    root = Collection.get_first_root_node()
    mine, also_mine, other = (root.add_child(name=name) for name in ("A", "B", "C"))
    allow_pictures(mine)
    allow_pictures(also_mine)

    assert "valid choice" in error_of(send(writer, author, with_picture(), collection=other.pk))


@pytest.mark.parametrize(
    "data", [b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture(kind="BMP")]
)
def test_what_is_no_picture_of_an_allowed_format_is_told(admin_client, author, data):
    document = with_files(with_picture(), {PNG: data})
    report = report_of(send(admin_client, author, document))

    assert not CustomImage.objects.exists()
    assert "“A teal flag” (png)" in report["lost"][0]["texts"][0]


def test_a_picture_of_too_many_pixels_is_told(admin_client, author, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 500)
    report = report_of(send(admin_client, author, with_picture()))

    assert not CustomImage.objects.exists()
    assert "too many pixels" in report["lost"][0]["texts"][0]


def test_a_failure_leaves_neither_rows_nor_files(admin_client, author, monkeypatch):
    before = stored_files()

    def fail(*args, **kwargs):
        raise RuntimeError("The disk is full")

    monkeypatch.setattr(ArticlePage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        send(admin_client, author, with_picture())

    assert not ArticlePage.objects.exists()
    assert not CustomImage.objects.exists()
    assert stored_files() == before


def test_a_file_that_cannot_be_read_is_said_beside_its_field(admin_client, author):
    assert error_of(send(admin_client, author, b"%PDF-1.7")) == docx_file.NOT_WORD


def test_a_file_with_another_ending_is_refused(admin_client, author):
    assert error_of(send(admin_client, author, packed(document_of("T.")), name="a.docm")) == (
        docx_file.NOT_WORD
    )


def test_a_file_that_is_too_large_is_refused(admin_client, author, monkeypatch):
    monkeypatch.setattr("articles.word_import.views.MAX_FILE", 1000)

    assert "larger than" in error_of(send(admin_client, author, document_of("Text.")))


def test_a_title_that_something_else_answers_gets_another_address(admin_client, author):
    document = Document()
    document.add_paragraph("Feed", style="Title")
    document.add_paragraph("Text.")
    send(admin_client, author, document)

    assert ArticlePage.objects.get().slug.startswith("feed-")


def test_the_same_document_can_be_imported_twice(admin_client, author):
    for _ in range(2):
        send(admin_client, author, document_of("Text."))

    assert {page.slug for page in ArticlePage.objects.all()} == {"report", "report-2"}


def test_a_title_in_signs_alone_or_without_end_is_imported(admin_client, author):
    for title in ("…", "Long " * 90, "Long " * 90):
        document = Document()
        document.add_paragraph(title, style="Title")
        document.add_paragraph("Text.")
        assert send(admin_client, author, document).status_code == 302


def test_whoever_may_not_add_articles_here_is_refused(writer, index):
    address = reverse("import_word", args=[index.pk])

    assert writer.get(address).status_code == 302
    assert send(writer, index, document_of("Text.")).status_code == 302
    assert not ArticlePage.objects.exists()


def test_where_no_article_can_stand_nobody_can_import(admin_client, home):
    page = StandardPageFactory(parent=home)

    send(admin_client, page, document_of("Text."))

    assert not ArticlePage.objects.exists()


def test_a_report_is_for_those_who_may_edit_the_article(writer, admin_client, index, author):
    send(admin_client, index, document_of("Text."))
    report = reverse("word_report", args=[ArticlePage.objects.get().pk])

    assert writer.get(report).status_code == 302
    assert admin_client.get(report).status_code == 200


def test_an_article_that_was_written_here_has_no_report(admin_client, author):
    article = ArticlePageFactory(parent=author)

    assert admin_client.get(reverse("word_report", args=[article.pk])).status_code == 404


def test_the_blog_in_the_explorer_offers_the_import(writer, author):
    page = writer.get(reverse("wagtailadmin_explore", args=[author.pk])).text

    assert reverse("import_word", args=[author.pk]) in page


def test_the_collection_offers_it_only_to_those_who_may_add_there(writer, admin_client, index):
    address = reverse("import_word", args=[index.pk])
    explorer = reverse("wagtailadmin_explore", args=[index.pk])

    assert f'href="{address}"' not in writer.get(explorer).text
    assert f'href="{address}"' in admin_client.get(explorer).text
