"""Every kind of change invalidates the responses that it changes, and hardly any other.

Each change is made on the demo site, and every URL is requested before and after. A response that
differs must have had one of the invalidated surrogate keys, or it would be served from the cache.
Some forty changes of all URLs take minutes, so `uv run pytest` leaves them to CI.
"""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from articles.models import AuthorPage, Topic
from home.models import AudiencePage
from polls.models import Poll
from project.caching.models import Invalidation
from tests.project.caching import site_changes
from tests.project.caching.site_changes import (
    CHANGES,
    get_first_article,
    get_last_article,
    get_private_page,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("demo")]

LISTS = (
    "/topics/",
    "/authors/",
    "/polls/",
    "/feed/",
    "/sitemap.xml",
    "/llms.txt",
    "/search/?q=trade",
    "/gone/",
    "/api/v3/articles/",
    "/api/v3/articles/?include=body&limit=3",
    "/api/v3/authors/",
    "/api/v3/topics/",
    "/api/v3/audiences/",
    "/api/v3/polls/",
    "/api/v3/site/",
    "/api/v3/pages/",
    "/api/v3/resolve/?path=/gone/",
    "/api/v2/pages/",
    "/api/v2/images/",
    "/api/v2/documents/",
    "/api/v2/redirects/",
)


@pytest.fixture(scope="module")
def before(demo, django_db_blocker):
    """The responses before any change: {URL: what `request` returns}.

    There is a redirect to an article, and a page with links to it is private.
    """
    with django_db_blocker.unblock():
        Redirect.objects.create(old_path="/gone", redirect_page=get_first_article())
        PageViewRestriction.objects.create(page=get_private_page(), restriction_type="login")
        return {url: request(url) for url in list_urls()}


@pytest.fixture(autouse=True)
def no_limit(settings):
    settings.API_RATE_LIMIT = ""


def list_urls():
    """Yield every URL of each kind, or a few where a kind has many."""
    yield from LISTS
    for page in Page.objects.live().filter(depth__gt=1).specific():
        yield page.url
        yield f"/api/v3/resolve/?path={page.url}"
    for article in (get_first_article(), get_last_article()):
        yield from (f"{article.url}print/", f"{article.url}index.md", f"{article.url}index.json")
        yield f"/api/v2/pages/{article.pk}/"
        yield f"/api/v3/pages/{article.pk}/"
    for author in AuthorPage.objects.all():
        yield f"{author.url}feed/"
        yield f"/api/v3/articles/?author={author.slug}"
    for topic in Topic.objects.all():
        yield from (topic.get_absolute_url(), f"{topic.get_absolute_url()}feed/")
    for page in AudiencePage.objects.all()[:1]:
        yield f"{page.url}feed/"
        yield f"/api/v3/audiences/{page.audience.slug}/pages/"
    for poll in Poll.objects.live()[:4]:
        yield from (poll.get_absolute_url(), f"{poll.get_absolute_url()}results/")
        yield from (f"/api/v3/polls/{poll.slug}/", f"/api/v3/polls/{poll.slug}/results/")


def request(url):
    """Return (status, location and body; surrogate keys; whether it is cacheable)."""
    response = Client().get(url)
    is_public = response.headers.get("Cache-Control", "").startswith("public")
    content = (response.status_code, response.headers.get("Location"), response.content)
    return content, set(response.headers.get("Surrogate-Key", "").split()), is_public


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_change_invalidates_what_it_changes(change, before):
    Invalidation.objects.all().delete()

    change()

    invalidated = set(Invalidation.objects.values_list("key", flat=True))
    stale = [
        url
        for url, (content, keys, is_public) in before.items()
        if is_public and not keys & invalidated and request(url)[0] != content
    ]
    assert stale == []


UNAFFECTED = {
    site_changes.save_draft: lambda url: True,
    site_changes.publish_edited_article: lambda url: (
        url in (get_last_article().url, "/api/v3/site/")
    ),
    site_changes.edit_home_page: lambda url: (
        url in (get_first_article().url, get_last_article().url)
    ),
    site_changes.edit_poll: lambda url: url == AuthorPage.objects.last().url,
}


@pytest.mark.parametrize("change", UNAFFECTED, ids=lambda change: change.__name__)
def test_change_does_not_invalidate_other_responses(change, before):
    is_unaffected = UNAFFECTED[change]
    Invalidation.objects.all().delete()

    change()

    invalidated = set(Invalidation.objects.values_list("key", flat=True))
    needless = [
        url for url, (_, keys, _) in before.items() if is_unaffected(url) and keys & invalidated
    ]
    assert needless == []
