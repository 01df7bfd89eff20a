"""The site while Redis is down, with a real Redis server that is stopped."""

import shutil
import signal
import subprocess

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as Unreachable
from redis.retry import Retry

from polls.models import Ballot
from polls.voting.voters import create_credential
from project.headless import throttling
from tests.factories import ArticlePageFactory, ImageFactory, PollFactory
from tests.production_site import get_free_port

pytestmark = pytest.mark.redis


@pytest.fixture
def redis(settings):
    """A Redis server for this test, which the site uses for rate limits."""
    settings.CACHE_URL = f"redis://127.0.0.1:{(port := get_free_port())}/0"
    rate_limits = settings.REDIS_CACHE | {"LOCATION": settings.CACHE_URL}
    settings.CACHES = settings.CACHES | {"rate_limits": rate_limits}
    throttling.get_rate_limiter.cache_clear()
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
    throttling.get_rate_limiter.cache_clear()


@pytest.fixture(params=["stopped", "silent"])
def client_without_redis(request, redis, client, home):
    """A client of a site that used Redis, which has then stopped or no longer responds."""
    assert client.get("/readyz").json()["ready"]
    assert client.get("/api/v3/topics/").headers["RateLimit-Limit"]
    if request.param == "silent":
        redis.send_signal(signal.SIGSTOP)
    else:
        redis.terminate()
        redis.wait()
    return client


@pytest.mark.parametrize("path", ["/", "{article}", "/polls/", "/search/?q=x", "/feed/"])
def test_pages_are_served_without_redis(client_without_redis, author, path):
    article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())

    assert client_without_redis.get(path.format(article=article.url)).status_code == 200


def test_api_responds_without_redis(client_without_redis, author):
    article = ArticlePageFactory(parent=author, authors=[author])

    assert client_without_redis.get(f"/api/v3/pages/{article.pk}/").json()["title"] == article.title


def test_votes_are_counted_without_redis(client_without_redis):
    poll = PollFactory(visibility="always")
    ballot = {"options": [1], "voter": create_credential()}

    response = client_without_redis.post(
        f"/api/v3/polls/{poll.slug}/ballots/", ballot, content_type="application/json"
    )

    assert response.json()["counted"] is True
    assert Ballot.objects.get().choices == [1]


def test_staff_sign_in_without_redis(client_without_redis, admin_user):
    assert client_without_redis.login(username="admin", password="password")
    assert client_without_redis.get("/admin/").status_code == 200


def test_readiness_check_reports_redis(client_without_redis):
    response = client_without_redis.get("/readyz")

    assert response.json() == {"ready": False, "database": True, "cache": False, "migrations": True}
    assert client_without_redis.get("/healthz").status_code == 200
