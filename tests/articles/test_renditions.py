"""Pictures in every size, made before the first reader asks for them."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from articles.images import SPECS, CustomRendition
from articles.tasks import make_renditions
from tests.factories import ArticlePageFactory, PictureFactory

WORKER = {"BACKEND": "django_tasks_db.DatabaseBackend"}
IMMEDIATE = {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
COMMAND = "django_tasks_db.management.commands.db_worker"
ENQUEUE = "django_tasks_db.DatabaseBackend.enqueue"


@pytest.fixture
def publish(author, django_capture_on_commit_callbacks):
    """Publish an article with these pictures: in front, and one a figure."""

    def publish(hero, *figures):
        article = ArticlePageFactory(parent=author, by=[author], hero=hero, live=False)
        article.body = json.dumps(
            [
                {"type": "figure", "value": {"picture": {"image": each.pk, "decorative": True}}}
                for each in figures
            ]
        )
        with django_capture_on_commit_callbacks(execute=True):
            article.save_revision().publish()
        return article

    return publish


@pytest.fixture
def worker(settings, monkeypatch):
    """Let tasks wait in the database; return what runs one worker until none is left."""
    # It would close the connection whose transaction the test is in.
    monkeypatch.setattr(f"{COMMAND}.close_old_connections", lambda: None)
    settings.TASKS = {"default": IMMEDIATE, "background": WORKER}
    arguments = ["--backend", "background", "--batch", "--no-startup-delay", "--verbosity", "0"]
    return lambda: call_command("db_worker", *arguments)


@pytest.fixture
def written(client):
    """Return the renditions that are written while an address is asked for."""

    def written(address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        statements = [query["sql"] for query in queries]
        return [each for each in statements if "INSERT" in each and "rendition" in each]

    return written


def made(picture):
    return set(picture.renditions.values_list("filter_spec", flat=True)) & set(SPECS)


def test_publishing_makes_every_size_of_every_picture(publish):
    hero, figure = PictureFactory(), PictureFactory()

    publish(hero, figure)

    assert made(hero) == made(figure) == set(SPECS)


def test_the_first_reader_has_nothing_made(publish, written):
    article = publish(PictureFactory(), PictureFactory())

    assert written(article.url) == []


def test_the_first_client_of_the_api_has_nothing_made(publish, written):
    article = publish(PictureFactory(), PictureFactory())

    assert written(f"/api/v3/pages/{article.pk}/") == []


def test_a_draft_waits_until_it_is_published(author, django_capture_on_commit_callbacks):
    picture = PictureFactory()
    article = ArticlePageFactory(parent=author, live=False, hero=picture)

    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision()

    assert made(picture) == set()


def test_what_is_there_is_not_made_again(publish):
    picture = PictureFactory()
    publish(picture)
    before = set(CustomRendition.objects.values_list("pk", flat=True))

    make_renditions.call([picture.pk])

    assert set(CustomRendition.objects.values_list("pk", flat=True)) == before


def test_a_chosen_picture_with_another_subject_is_made_anew(
    publish, django_capture_on_commit_callbacks
):
    picture = PictureFactory()
    publish(picture)
    picture.focal_point_x = picture.focal_point_y = 20
    picture.focal_point_width = picture.focal_point_height = 10

    with django_capture_on_commit_callbacks(execute=True):
        picture.save()

    assert picture.renditions.filter(filter_spec="fill-400x250|format-webp").count() == 2


def test_a_picture_that_nothing_shows_waits(db, django_capture_on_commit_callbacks):
    picture = PictureFactory()

    with django_capture_on_commit_callbacks(execute=True):
        picture.save()

    assert made(picture) == set()


def test_a_picture_of_another_file_is_made_anew(publish, django_capture_on_commit_callbacks):
    picture = PictureFactory()
    publish(picture)

    # As Wagtail's form does once there is another file.
    with django_capture_on_commit_callbacks(execute=True):
        picture.renditions.all().delete()

    assert made(picture) == set(SPECS)


def test_a_deleted_picture_is_let_go(publish, django_capture_on_commit_callbacks):
    picture = PictureFactory()
    publish(picture)

    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()

    assert CustomRendition.objects.count() == 0


def test_without_a_worker_the_first_reader_has_them_made(publish, worker, written):
    article = publish(PictureFactory())

    assert DBTaskResult.objects.count() == 1
    assert len(written(article.url)) > 0


def test_a_worker_makes_them(publish, worker, written):
    article = publish(PictureFactory())

    worker()

    assert DBTaskResult.objects.successful().count() == 1
    assert written(article.url) == []


def test_publishing_goes_on_where_no_task_can_be_left(publish, worker, monkeypatch, client, caplog):
    def fail(*arguments):
        raise ConnectionError("There is nowhere to put it")

    monkeypatch.setattr(ENQUEUE, fail)

    article = publish(PictureFactory())

    assert client.get(article.url).status_code == 200
    assert "There is nowhere to put it" in caplog.text


def test_a_lost_file_stops_no_other_picture(db, worker):
    lost, whole = PictureFactory(), PictureFactory()
    lost.file.storage.delete(lost.file.name)
    make_renditions.enqueue([lost.pk, whole.pk])

    worker()

    assert made(whole) == set(SPECS)
    assert f"Pictures {lost.pk}" in DBTaskResult.objects.failed().get().traceback
