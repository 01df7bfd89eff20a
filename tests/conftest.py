import shutil

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from wagtail.models import Site

from articles.models import ArticleIndexPage
from home.demo.content import DemoContent
from home.models import HomePage
from tests.demo_site import DemoSite
from tests.factories import AudienceFactory, AudiencePageFactory, AuthorPageFactory


def pytest_sessionfinish():
    shutil.rmtree(settings.VAR, ignore_errors=True)


@pytest.fixture(autouse=True)
def fresh_cache():
    """Wagtail keeps the roots of sites in the cache: counts would depend on the order of tests."""
    cache.clear()


@pytest.fixture
def known_site(db):
    """A site whose roots are in the cache, as after a first request: for counting queries."""
    Site.get_site_root_paths()


@pytest.fixture
def home(db):
    """The front page, as the migrations make it."""
    return HomePage.objects.get()


@pytest.fixture
def index(home):
    return home.add_child(instance=ArticleIndexPage(title="Blogs", slug="blogs"))


@pytest.fixture
def author(index):
    return AuthorPageFactory(parent=index, title="Ada Margin", slug="ada-margin")


@pytest.fixture
def business(db):
    """An audience, without a page of its own yet."""
    return AudienceFactory(slug="business")


@pytest.fixture
def business_page(home, business):
    return AudiencePageFactory(
        parent=home, audience=business, title="For business", slug="business"
    )


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo content, loaded once for all tests of a module that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        DemoContent().load()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    site = DemoSite(tmp_path_factory.mktemp("demo"))
    server = site.serve()
    yield site
    server.terminate()
    server.wait()
    server.stdout.close()
