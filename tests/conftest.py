import gc
import os
import shutil

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from wagtail.models import Site

from articles.models import ArticleIndexPage
from home.demo.content import DemoContent
from home.models import HomePage
from tests import collection, databases
from tests.demo_site import DemoSite
from tests.factories import AudienceFactory, AudiencePageFactory, AuthorPageFactory
from tests.shared import build_once, get_run_folder


def pytest_configure():
    collection.check_paths()


def pytest_unconfigure():
    if "PYTEST_XDIST_WORKER" not in os.environ:
        databases.drop_template()
        shutil.rmtree(get_run_folder(), ignore_errors=True)


def pytest_collection_modifyitems(items):
    collection.mark_and_sort(items)


def pytest_collection_finish():
    """Collect garbage rarely: with all modules in memory it takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Give each worker a copy of one migrated database (replaces the fixture of pytest-django)."""
    with django_db_blocker.unblock(), databases.use_test_database():
        yield


@pytest.fixture(autouse=True)
def clear_cache():
    """Clear the cache, where Wagtail stores site roots: query counts would depend on the order."""
    cache.clear()


@pytest.fixture
def cached_site_roots(db):
    """Cache the site's root paths, as after a first request: for counting queries."""
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
def module_transaction(django_db_setup, django_db_blocker):
    """Undo what the fixtures of a module write to the database, at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def demo_folder(django_db_setup, django_db_blocker, tmp_path_factory):
    """This worker's copy of the demo's database and media, which are built once a run."""
    folder = tmp_path_factory.mktemp("demo") / "copy"
    with django_db_blocker.unblock():
        shutil.copytree(build_once("demo", build_demo), folder)
    return folder


def build_demo(folder):
    with override_settings(MEDIA_ROOT=folder / "media"):
        DemoContent().load()
    databases.save_database(folder / databases.SQLITE_FILE)
    databases.load_template()


@pytest.fixture(scope="module")
def demo_database(request, django_db_setup, django_db_blocker):
    """The database with the demo in it; on PostgreSQL, the empty one."""
    if databases.ON_POSTGRES:
        yield
        return
    folder = request.getfixturevalue("demo_folder")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        databases.load_database(folder / databases.SQLITE_FILE)
        yield
        databases.load_template()


@pytest.fixture(scope="module")
def demo(demo_database, module_transaction):
    """The demo content, for all tests of a module that only read it."""
    if databases.ON_POSTGRES:
        DemoContent().load()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A DemoSite for this worker: a copy of one that is set up once a run."""
    folder = tmp_path_factory.mktemp("site") / "var"
    shutil.copytree(build_once("site", DemoSite), folder)
    site = DemoSite(folder)
    server = site.serve()
    yield site
    server.terminate()
    server.wait()
    server.stdout.close()
