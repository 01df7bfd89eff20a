"""Creation of image renditions before the first reader requests them."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from articles.images import RENDITION_SPECS, CustomRendition
from articles.tasks import create_renditions
from tests.factories import ArticlePageFactory, ImageFactory

WORKER = {"BACKEND": "django_tasks_db.DatabaseBackend"}
IMMEDIATE = {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
COMMAND = "django_tasks_db.management.commands.db_worker"
ENQUEUE = "django_tasks_db.DatabaseBackend.enqueue"


@pytest.fixture
def publish(author, django_capture_on_commit_callbacks):
    """Publish an article with a hero image and figures."""

    def publish(hero, *figures):
        article = ArticlePageFactory(parent=author, authors=[author], hero=hero, live=False)
        article.body = json.dumps(
            [
                {"type": "figure", "value": {"image": {"image": image.pk, "decorative": True}}}
                for image in figures
            ]
        )
        with django_capture_on_commit_callbacks(execute=True):
            article.save_revision().publish()
        return article

    return publish


@pytest.fixture
def worker(settings, monkeypatch):
    """Store tasks in the database; return a function that runs a worker until no task is left."""
    # The worker would close the connection with the transaction of the test.
    monkeypatch.setattr(f"{COMMAND}.close_old_connections", lambda: None)
    settings.TASKS = {"default": IMMEDIATE, "background": WORKER}
    arguments = ["--backend", "background", "--batch", "--no-startup-delay", "--verbosity", "0"]
    return lambda: call_command("db_worker", *arguments)


@pytest.fixture
def get_insertions(client):
    """Return a function that requests a URL and returns the INSERT statements of renditions."""

    def get_insertions(url):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        statements = [query["sql"] for query in queries]
        return [sql for sql in statements if "INSERT" in sql and "rendition" in sql]

    return get_insertions


def get_specs(image):
    return set(image.renditions.values_list("filter_spec", flat=True)) & set(RENDITION_SPECS)


def test_publishing_creates_all_renditions_of_all_images(publish):
    hero, figure = ImageFactory(), ImageFactory()

    publish(hero, figure)

    assert get_specs(hero) == get_specs(figure) == set(RENDITION_SPECS)


def test_first_page_view_creates_no_rendition(publish, get_insertions):
    article = publish(ImageFactory(), ImageFactory())

    assert get_insertions(article.url) == []


def test_first_api_request_creates_no_rendition(publish, get_insertions):
    article = publish(ImageFactory(), ImageFactory())

    assert get_insertions(f"/api/v3/pages/{article.pk}/") == []


def test_saving_a_draft_creates_no_rendition(author, django_capture_on_commit_callbacks):
    image = ImageFactory()
    article = ArticlePageFactory(parent=author, live=False, hero=image)

    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision()

    assert get_specs(image) == set()


def test_existing_renditions_are_not_created_again(publish):
    image = ImageFactory()
    publish(image)
    before = set(CustomRendition.objects.values_list("pk", flat=True))

    create_renditions.call([image.pk])

    assert set(CustomRendition.objects.values_list("pk", flat=True)) == before


def test_changed_focal_point_of_used_image_creates_renditions(
    publish, django_capture_on_commit_callbacks
):
    image = ImageFactory()
    publish(image)
    image.focal_point_x = image.focal_point_y = 20
    image.focal_point_width = image.focal_point_height = 10

    with django_capture_on_commit_callbacks(execute=True):
        image.save()

    assert image.renditions.filter(filter_spec="fill-400x250|format-webp").count() == 2


def test_saving_an_unused_image_creates_no_rendition(db, django_capture_on_commit_callbacks):
    image = ImageFactory()

    with django_capture_on_commit_callbacks(execute=True):
        image.save()

    assert get_specs(image) == set()


def test_replaced_image_file_creates_renditions(publish, django_capture_on_commit_callbacks):
    image = ImageFactory()
    publish(image)

    # Wagtail's form does the same when the file is replaced.
    with django_capture_on_commit_callbacks(execute=True):
        image.renditions.all().delete()

    assert get_specs(image) == set(RENDITION_SPECS)


def test_deleting_an_image_creates_no_rendition(publish, django_capture_on_commit_callbacks):
    image = ImageFactory()
    publish(image)

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert CustomRendition.objects.count() == 0


def test_first_page_view_creates_renditions_without_a_worker(publish, worker, get_insertions):
    article = publish(ImageFactory())

    assert DBTaskResult.objects.count() == 1
    assert len(get_insertions(article.url)) > 0


def test_worker_creates_renditions(publish, worker, get_insertions):
    article = publish(ImageFactory())

    worker()

    assert DBTaskResult.objects.successful().count() == 1
    assert get_insertions(article.url) == []


def test_publishing_succeeds_when_enqueueing_fails(publish, worker, monkeypatch, client, caplog):
    def fail(*arguments):
        raise ConnectionError("The queue is unavailable")

    monkeypatch.setattr(ENQUEUE, fail)

    article = publish(ImageFactory())

    assert client.get(article.url).status_code == 200
    assert "The queue is unavailable" in caplog.text


def test_lost_image_file_does_not_stop_other_images(db, worker):
    lost_image, other_image = ImageFactory(), ImageFactory()
    lost_image.file.storage.delete(lost_image.file.name)
    create_renditions.enqueue([lost_image.pk, other_image.pk])

    worker()

    assert get_specs(other_image) == set(RENDITION_SPECS)
    assert f"Images {lost_image.pk}" in DBTaskResult.objects.failed().get().traceback
