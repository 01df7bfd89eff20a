"""Media in an object store, over HTTP: pictures for all, documents through the site."""

import json
import urllib.request
from http import HTTPStatus
from urllib.error import HTTPError

import boto3
import pytest
from django.core.files.storage import default_storage, storages
from moto.server import ThreadedMotoServer
from wagtail.models import CollectionViewRestriction

from articles.images import SPECS, CustomRendition
from project.env import read_object_store
from tests.factories import ArticlePageFactory, DocumentFactory, PictureFactory
from tests.project.test_settings import KEY

BUCKET = "rostrum"
KEYS = {"S3_ACCESS_KEY": "any", "S3_SECRET_KEY": "any", "S3_REGION": "eu-central-1"}
# As docs/operations.md has it.
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
SHOW = """
from django.conf import settings
import project.wsgi
from articles.images import CustomRendition
print(settings.SECURE_CSP["img-src"][-1], settings.WAGTAILDOCS_SERVE_METHOD)
print(CustomRendition(file="images/a.webp", width=1, height=1).url)
"""


@pytest.fixture(scope="module")
def endpoint():
    """The address of an object store with a bucket as production has it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name=KEYS["S3_REGION"],
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )
    client.create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": KEYS["S3_REGION"]}
    )
    client.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(POLICY))
    yield address
    client.close()
    server.stop()


@pytest.fixture
def variables(endpoint):
    public = f"{endpoint}/{BUCKET}/"
    return KEYS | {"S3_BUCKET": BUCKET, "S3_ENDPOINT_URL": endpoint, "S3_PUBLIC_URL": public}


@pytest.fixture
def store(db, settings, monkeypatch, variables):
    """Keep media where these variables say."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | read_object_store()
    # The model has asked for WAGTAILIMAGES_RENDITION_STORAGE when it was loaded.
    field = CustomRendition._meta.get_field("file")
    monkeypatch.setattr(field, "storage", storages["renditions"])


def fetch(address):
    """Return the status and body that anybody gets at an address."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def unsigned(file):
    return file.url.partition("?")[0]


def test_a_picture_is_shown_to_all_from_the_store(store, author, client, endpoint):
    article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())

    page = client.get(article.url).content.decode()

    # The widest: of a picture this small the page names no other.
    rendition = article.hero.get_rendition(SPECS[2])
    assert rendition.url == f"{endpoint}/{BUCKET}/{rendition.file.name}"
    assert rendition.url in page
    status, body = fetch(rendition.url)
    assert (status, body[8:12]) == (HTTPStatus.OK, b"WEBP")


def test_the_api_gives_the_same_address(store, author, client):
    article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())

    body = client.get(f"/api/v3/pages/{article.pk}/").content.decode()

    assert f'"{article.hero.get_rendition(SPECS[0]).url}"' in body


def test_the_picture_as_it_was_uploaded_is_for_nobody(store):
    picture = PictureFactory()

    assert fetch(unsigned(picture.file))[0] == HTTPStatus.FORBIDDEN


def test_a_document_is_read_through_the_site_alone(store, client):
    document = DocumentFactory()

    answer = client.get(document.url)

    assert b"".join(answer.streaming_content) == document.file.read()
    assert fetch(unsigned(document.file))[0] == HTTPStatus.FORBIDDEN


def test_a_private_document_stays_so(store, client):
    document = DocumentFactory()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )

    answer = client.get(document.url)

    assert answer.status_code == HTTPStatus.FOUND
    assert "login" in answer.headers["Location"]


def test_files_of_one_name_do_not_replace_each_other(store):
    first, second = DocumentFactory(), DocumentFactory()

    assert first.file.name != second.file.name


def test_a_page_does_without_a_store_that_is_down(store, author, client, settings):
    article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
    down = {**settings.STORAGES["default"]["OPTIONS"], "endpoint_url": "http://127.0.0.1:1"}
    storage = {"BACKEND": "project.storage.ObjectStorage", "OPTIONS": down}
    settings.STORAGES = settings.STORAGES | {"default": storage, "renditions": storage}

    assert client.get(article.url).status_code == HTTPStatus.OK
    with pytest.raises(OSError, match="connect"):
        default_storage.open(article.hero.file.name)


def test_settings_of_production_say_all_this(run, variables):
    said, _ = run("-c", SHOW, SECRET_KEY=KEY, **variables)

    assert said.splitlines() == [
        f"{variables['S3_ENDPOINT_URL']} serve_view",
        f"{variables['S3_PUBLIC_URL']}images/a.webp",
    ]


def test_a_store_without_an_address_for_readers_is_refused_by_name(run, variables):
    said = run("-c", SHOW, SECRET_KEY=KEY, **variables | {"S3_PUBLIC_URL": "media.example"})

    assert "S3_PUBLIC_URL" in said[1]
