import pytest

from tests.databases import copy_database
from tests.production_site import ProductionSite
from tests.shared import collect_static

# Two articles of two authors, with the same poll; and a poll whose result is open.
CREATE_CONTENT = """
from home.models import HomePage
from articles.models import ArticleIndexPage
from tests.factories import ArticlePageFactory, AuthorPageFactory, PollFactory
home = HomePage.objects.get()
index = home.add_child(instance=ArticleIndexPage(title="Blogs", slug="blogs"))
PollFactory(slug="a-poll", visibility="always", options=["Yes", "No"])
poll = PollFactory(slug="in-articles", options=["Yes", "No"])
for slug, title in {"ada": "Ada", "ben": "Ben"}.items():
    author = AuthorPageFactory(parent=index, slug=slug, title=title)
    ArticlePageFactory(
        parent=author, slug="first", title=f"First of {title}", authors=[author],
        body=[{"type": "poll", "value": {"poll": poll.pk}}],
    )
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with copy_database(tmp_path_factory.mktemp("database")) as url:
        yield url


@pytest.fixture(scope="session")
def static_dir():
    """A folder with the collected static files."""
    return str(collect_static())


def make_site(database, **variables):
    """Return a ProductionSite of two processes with two authors, each with an article."""
    site = ProductionSite(workers=2, DATABASE_URL=database, API_RATE_LIMIT="", **variables)
    site.run_code(CREATE_CONTENT)
    return site


@pytest.fixture(scope="module")
def site(database, static_dir):
    site = make_site(database, VAR_DIR=static_dir)
    with site.running():
        yield site
