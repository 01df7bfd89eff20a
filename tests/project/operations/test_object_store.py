"""Media in an object store, over HTTP: public images, documents through the site."""

import json
import urllib.request
from http import HTTPStatus
from urllib.error import HTTPError

import boto3
import pytest
from django.core.files.storage import default_storage, storages
from moto.server import ThreadedMotoServer
from wagtail.models import CollectionViewRestriction

from articles.images import RENDITION_SPECS, CustomRendition
from project.env import read_object_store
from tests.factories import ArticlePageFactory, DocumentFactory, ImageFactory
from tests.project.operations.test_settings import KEY

BUCKET = "rostrum"
KEYS = {"S3_ACCESS_KEY": "any", "S3_SECRET_KEY": "any", "S3_REGION": "eu-central-1"}
# From docs/operations.md.
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{BUCKET}/images/*",
        }
    ],
}
PRINT_SETTINGS = """
from django.conf import settings
import project.wsgi
from articles.images import CustomRendition
print(settings.SECURE_CSP["img-src"][-1], settings.WAGTAILDOCS_SERVE_METHOD)
print(CustomRendition(file="images/a.webp", width=1, height=1).url)
"""


@pytest.fixture(scope="module")
def endpoint():
    """The URL of an object store with a bucket like that of production."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=url,
        region_name=KEYS["S3_REGION"],
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )
    client.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": KEYS["S3_REGION"]}
    )
    client.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(POLICY))
    yield url
    client.close()
    server.stop()


@pytest.fixture
def variables(endpoint):
    public = f"{endpoint}/{BUCKET}/"
    return KEYS | {"S3_BUCKET": BUCKET, "S3_ENDPOINT_URL": endpoint, "S3_PUBLIC_URL": public}


@pytest.fixture
def store(db, settings, monkeypatch, variables):
    """Store media in the object store."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | read_object_store()
    # The model read WAGTAILIMAGES_RENDITION_STORAGE when it was loaded.
    field = CustomRendition._meta.get_field("file")
    monkeypatch.setattr(field, "storage", storages["renditions"])


def fetch(url):
    """Return the status and body of an anonymous request."""
    try:
        with urllib.request.urlopen(url) as response:
            return response.status, response.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def remove_signature(file):
    return file.url.partition("?")[0]


def test_images_are_served_from_the_store(store, author, client, endpoint):
    article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())

    page = client.get(article.url).content.decode()

    # The widest: for an image this small the page has no other.
    rendition = article.hero.get_rendition(RENDITION_SPECS[2])
    assert rendition.url == f"{endpoint}/{BUCKET}/{rendition.file.name}"
    assert rendition.url in page
    status, body = fetch(rendition.url)
    assert (status, body[8:12]) == (HTTPStatus.OK, b"WEBP")


def test_api_has_the_same_image_url(store, author, client):
    article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())

    body = client.get(f"/api/v3/pages/{article.pk}/").content.decode()

    assert f'"{article.hero.get_rendition(RENDITION_SPECS[0]).url}"' in body


def test_original_images_are_private(store):
    image = ImageFactory()

    assert fetch(remove_signature(image.file))[0] == HTTPStatus.FORBIDDEN


def test_documents_are_served_only_by_the_site(store, client):
    document = DocumentFactory()

    response = client.get(document.url)

    assert b"".join(response.streaming_content) == document.file.read()
    assert fetch(remove_signature(document.file))[0] == HTTPStatus.FORBIDDEN


def test_private_document_requires_a_login(store, client):
    document = DocumentFactory()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )

    response = client.get(document.url)

    assert response.status_code == HTTPStatus.FOUND
    assert "login" in response.headers["Location"]


def test_files_with_the_same_name_are_not_overwritten(store):
    first, second = DocumentFactory(), DocumentFactory()

    assert first.file.name != second.file.name


def test_pages_are_served_while_the_store_is_down(store, author, client, settings):
    article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
    options = {**settings.STORAGES["default"]["OPTIONS"], "endpoint_url": "http://127.0.0.1:1"}
    storage = {"BACKEND": "project.storage.ObjectStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": storage, "renditions": storage}

    assert client.get(article.url).status_code == HTTPStatus.OK
    with pytest.raises(OSError, match="connect"):
        default_storage.open(article.hero.file.name)


def test_production_settings_use_the_store(run_python, variables):
    output, _ = run_python("-c", PRINT_SETTINGS, SECRET_KEY=KEY, **variables)

    assert output.splitlines() == [
        f"{variables['S3_ENDPOINT_URL']} serve_view",
        f"{variables['S3_PUBLIC_URL']}images/a.webp",
    ]


def test_invalid_public_url_is_rejected_by_name(run_python, variables):
    output = run_python(
        "-c", PRINT_SETTINGS, SECRET_KEY=KEY, **variables | {"S3_PUBLIC_URL": "media.example"}
    )

    assert "S3_PUBLIC_URL" in output[1]
