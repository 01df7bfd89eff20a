import pytest

from tests.production_site import ProductionSite, own_database

# Two articles of two authors, with the same poll; and a poll whose result is open.
MAKE = """
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
        parent=author, slug="first", title=f"First of {title}", by=[author],
        body=[{"type": "poll", "value": {"poll": poll.pk}}],
    )
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with own_database(tmp_path_factory.mktemp("kept")) as address:
        yield address


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A folder with the static files, as production has them."""
    folder = tmp_path_factory.mktemp("place")
    site = ProductionSite(VAR_DIR=str(folder))
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    return str(folder)


def make_site(database, **more):
    """Return a ProductionSite of two processes with two authors, each with an article."""
    site = ProductionSite(workers=2, DATABASE_URL=database, API_RATE_LIMIT="", **more)
    site.manage("migrate", "--verbosity", "0")
    site.shell(MAKE)
    return site


@pytest.fixture(scope="module")
def site(database, place):
    site = make_site(database, VAR_DIR=place)
    with site.served():
        yield site
