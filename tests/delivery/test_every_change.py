"""Whatever changes: an address that answers otherwise was told of, and hardly any other was.

Each change is made on the demo site, and every address is asked before and after. What an answer
depended on before must be among what the change announced, or it would be kept although it is old.
"""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from articles.models import AuthorPage, Topic
from home.models import AudiencePage
from polls.models import Poll
from project.caching.models import Change
from tests.delivery import site_changes
from tests.delivery.site_changes import CHANGES, a_private_page, an_article, other_article

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("demo")]

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
    """What each address answers before any change: {address: what `ask` returns}.

    An old address leads to an article, and a page to which others link is private.
    """
    with django_db_blocker.unblock():
        Redirect.objects.create(old_path="/gone", redirect_page=an_article())
        PageViewRestriction.objects.create(page=a_private_page(), restriction_type="login")
        return {address: ask(address) for address in addresses()}


@pytest.fixture(autouse=True)
def no_limit(settings):
    settings.API_RATE_LIMIT = ""


def addresses():
    """Every address of each kind, or of a kind with many a few of them."""
    yield from LISTS
    for page in Page.objects.live().filter(depth__gt=1).specific():
        yield page.url
        yield f"/api/v3/resolve/?path={page.url}"
    for article in (an_article(), other_article()):
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
        yield f"/api/v3/audiences/{page.audience.slug}/pieces/"
    for poll in Poll.objects.live()[:4]:
        yield from (poll.get_absolute_url(), f"{poll.get_absolute_url()}results/")
        yield from (f"/api/v3/polls/{poll.slug}/", f"/api/v3/polls/{poll.slug}/results/")


def ask(address):
    """Return (what is answered, its surrogate keys, whether anyone may keep it)."""
    answer = Client().get(address)
    shared = answer.headers.get("Cache-Control", "").startswith("public")
    said = (answer.status_code, answer.headers.get("Location"), answer.content)
    return said, set(answer.headers.get("Surrogate-Key", "").split()), shared


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_is_told_of(change, before):
    Change.objects.all().delete()

    change()

    announced = set(Change.objects.values_list("key", flat=True))
    old = [
        address
        for address, (said, keys, shared) in before.items()
        if shared and not keys & announced and ask(address)[0] != said
    ]
    assert old == []


ELSEWHERE = {
    site_changes.save_a_draft: lambda address: True,
    site_changes.publish_anew: lambda address: address in (other_article().url, "/api/v3/site/"),
    site_changes.change_the_front_page: lambda address: (
        address in (an_article().url, other_article().url)
    ),
    site_changes.change_a_poll: lambda address: address == AuthorPage.objects.last().url,
}


@pytest.mark.parametrize("change", ELSEWHERE, ids=lambda change: change.__name__)
def test_leaves_what_it_does_not_touch(change, before):
    is_elsewhere = ELSEWHERE[change]
    Change.objects.all().delete()

    change()

    announced = set(Change.objects.values_list("key", flat=True))
    renewed = [a for a, (_, keys, _) in before.items() if is_elsewhere(a) and keys & announced]
    assert renewed == []
