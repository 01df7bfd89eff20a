"""Pasted text and uploaded files cannot harm readers."""

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.images import CustomImage
from articles.models import ArticlePage
from tests.factories import DocumentFactory

SCRIPT = b"<!doctype html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def editor(admin_client):
    return admin_client


def build_draftail_content(text, entity=None, block="unstyled"):
    """Return Draft.js content with one paragraph, as the rich text editor sends it."""
    ranges = [{"key": 0, "offset": 0, "length": len(text)}] if entity else []
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": text,
                    "type": block,
                    "depth": 0,
                    "inlineStyleRanges": [{"offset": 0, "length": 2, "style": "COLOR_RED"}],
                    "entityRanges": ranges,
                    "data": {},
                }
            ],
            "entityMap": {"0": entity} if entity else {},
        }
    )


def save_article(editor, author, paragraph):
    """Save an article with a paragraph through the admin's form and return it."""
    form = {
        "title": "Pasted",
        "slug": "pasted",
        "standfirst": "",
        "date": "2026-01-01",
        "bylines": inline_formset([]),
        "page_audiences": inline_formset([]),
        "comments": inline_formset([]),
        "body": streamfield([("paragraph", {"text": paragraph})]),
        "action-publish": "1",
    }
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])
    response = editor.post(url, nested_form_data(form))
    assert response.status_code == 302, response.context["form"].errors
    # Preflight may block some of the content, so the article is published directly.
    ArticlePage.objects.filter(slug="pasted").update(live=True)
    return ArticlePage.objects.get(slug="pasted")


def get_saved_text(article):
    return article.body.raw_data[0]["value"]["text"]


def test_pasted_script_is_escaped(editor, author, client):
    article = save_article(editor, author, build_draftail_content("<script>alert(1)</script>"))

    assert "<script>" not in get_saved_text(article)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(article.url).text


def test_unknown_styles_are_removed(editor, author):
    article = save_article(editor, author, build_draftail_content("Red words"))

    assert "Red words" in get_saved_text(article)
    assert "style" not in get_saved_text(article).lower()


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>"],
)
def test_script_links_are_removed(editor, author, client, url):
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    article = save_article(editor, author, build_draftail_content("click here", link))

    html = client.get(article.url).text
    assert "click here" in html
    assert "javascript:" not in html.lower()
    assert "data:text" not in html


@pytest.mark.parametrize("block", ["header-one", "atomic", "code-block"])
def test_disallowed_text_blocks_are_removed(editor, author, block):
    content = json.loads(build_draftail_content("Plain words"))
    content["blocks"] += json.loads(build_draftail_content("Other words", block=block))["blocks"]
    article = save_article(editor, author, json.dumps(content))

    assert "Plain words" in get_saved_text(article)
    assert not {"<h1", "<pre", "<img", "<embed"} & set(re.findall(r"<\w+", get_saved_text(article)))


# Uploads


def upload(editor, view, name, content, content_type):
    file = SimpleUploadedFile(name, content, content_type)
    return editor.post(reverse(view), {"title": "Uploaded", "file": file})


@pytest.mark.parametrize(
    ("name", "content"),
    [("evil.svg", SVG), ("evil.html", SCRIPT), ("evil.png", SVG), ("evil.jpg", SCRIPT)],
)
def test_files_that_are_not_images_are_rejected(editor, db, name, content):
    response = upload(editor, "wagtailimages:add", name, content, "image/png")

    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not CustomImage.objects.exists()


def build_decompression_bomb(kind):
    """Return a small image file with 400 million pixels."""
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, kind)
    return file.getvalue()


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("name", "kind"),
    [("bomb.png", "PNG"), ("bomb.gif", "GIF")],
)
def test_decompression_bombs_are_rejected(editor, db, name, kind):
    response = upload(
        editor, "wagtailimages:add", name, build_decompression_bomb(kind), f"image/{kind.lower()}"
    )

    assert response.context["form"].errors["file"]
    assert not CustomImage.objects.exists()


def test_image_is_accepted(editor, db):
    file = io.BytesIO()
    Image.new("RGB", (40, 30)).save(file, "PNG")

    upload(editor, "wagtailimages:add", "fine.png", file.getvalue(), "image/png")

    assert CustomImage.objects.get().width == 40


@pytest.mark.parametrize(
    "name", ["page.html", "page.htm", "page.xhtml", "image.svg", "run.js", "x.xml"]
)
def test_active_document_types_are_rejected(editor, db, name):
    response = upload(editor, "wagtaildocs:add", name, SCRIPT, "text/html")

    assert "not allowed" in str(response.context["form"].errors["file"])
    assert not get_document_model().objects.exists()


def test_html_with_another_extension_is_not_rendered(client, db):
    document = DocumentFactory(file=SimpleUploadedFile("report.pdf", SCRIPT))

    response = client.get(document.url)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    response.close()
