"""What the site does while something it stands on is down: the real thing, stopped."""

import shutil
import signal
import subprocess

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as Unreachable
from redis.retry import Retry

from polls.models import Ballot
from polls.voting.voters import make_credential
from project.headless import throttling
from tests.factories import ArticlePageFactory, PictureFactory, PollFactory
from tests.production_site import free_port

pytestmark = pytest.mark.redis


@pytest.fixture
def redis(settings):
    """A Redis of its own, in which the site counts."""
    settings.CACHE_URL = f"redis://127.0.0.1:{(port := free_port())}/0"
    counts = settings.REDIS | {"LOCATION": settings.CACHE_URL}
    settings.CACHES = settings.CACHES | {"counts": counts}
    throttling.limiter.cache_clear()
    server = subprocess.Popen(
        [shutil.which("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    retry = Retry(ConstantBackoff(0.1), 50, supported_errors=(Unreachable,))
    with Redis.from_url(settings.CACHE_URL, retry=retry) as client:
        client.ping()
    yield server
    server.kill()
    server.wait()
    throttling.limiter.cache_clear()


@pytest.fixture(params=["stopped", "silent"])
def failing(request, redis, client, home):
    """The site as it was served with Redis, which then ends, or stays and says nothing."""
    assert client.get("/readyz").json()["ready"]
    assert client.get("/api/v3/topics/").headers["RateLimit-Limit"]
    if request.param == "silent":
        redis.send_signal(signal.SIGSTOP)
    else:
        redis.terminate()
        redis.wait()
    return client


@pytest.mark.parametrize("path", ["/", "{article}", "/polls/", "/search/?q=x", "/feed/"])
def test_pages_are_served_without_redis(failing, author, path):
    article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())

    assert failing.get(path.format(article=article.url)).status_code == 200


def test_the_api_answers_without_redis(failing, author):
    article = ArticlePageFactory(parent=author, by=[author])

    assert failing.get(f"/api/v3/pages/{article.pk}/").json()["title"] == article.title


def test_votes_count_without_redis(failing):
    poll = PollFactory(visibility="always")
    ballot = {"options": [1], "voter": make_credential()}

    answer = failing.post(
        f"/api/v3/polls/{poll.slug}/ballots/", ballot, content_type="application/json"
    )

    assert answer.json()["counted"] is True
    assert Ballot.objects.get().choices == [1]


def test_staff_sign_in_without_redis(failing, admin_user):
    assert failing.login(username="admin", password="password")
    assert failing.get("/admin/").status_code == 200


def test_the_site_says_that_redis_is_missing(failing):
    answer = failing.get("/readyz")

    assert answer.json() == {"ready": False, "database": True, "cache": False, "migrations": True}
    assert failing.get("/healthz").status_code == 200
