"""The API of the whole site, version 3: one router a subject, and errors in one form."""

from wagtail.api.v3.routers.schema import router as schema
from wagtail.api.v3.routers.sites import router as sites
from wagtail.api.v3.routers.whoami import router as whoami
from wagtail.documents.api.v3.router import router as documents
from wagtail.images.api.v3.router import router as images

from articles.api.routers import authors, topics
from home.api import audiences, site
from polls.api.routers import router as polls
from project.headless.articles_api import router as articles
from project.headless.openapi import DescribedAPI
from project.headless.pages_api import router as pages
from project.headless.preview.api import router as preview
from project.headless.problems import register_problems
from project.headless.resolve_api import router as resolve
from project.headless.unknown_parameters import refuse_unknown
from project.headless.wagtail_v3 import refusing_what_fails, with_token_only

api = DescribedAPI(
    title="Rostrum",
    version="3",
    description="What the site publishes, whole and typed; and its polls, open to any client.",
    urls_namespace="wagtailapi_v3",
    docs_url="/docs/",
)
register_problems(api)
api.add_decorator(refuse_unknown, mode="view")

api.add_router("/resolve/", resolve)
api.add_router("/preview/", preview)
api.add_router("/articles/", articles)
api.add_router("/authors/", authors)
api.add_router("/topics/", topics)
api.add_router("/audiences/", audiences)
api.add_router("/polls/", polls)
api.add_router("/site/", site)
# Wagtail's own, for those who have a token.
api.add_router("/pages/", pages)
api.add_router("/images/", with_token_only(refusing_what_fails(images)))
api.add_router("/documents/", with_token_only(refusing_what_fails(documents)))
api.add_router("/sites/", refusing_what_fails(sites))
api.add_router("/schema/", schema)
api.add_router("/", whoami)
