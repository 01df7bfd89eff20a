"""Version 3 of the API: its routers and its exception handlers."""

from articles.api.routers import authors, topics
from home.api import audiences, site
from polls.api.routers import router as polls
from project.headless.preview.api import router as preview
from project.headless.problems import register_exception_handlers
from project.headless.v3.articles import router as articles
from project.headless.v3.openapi import RostrumAPI
from project.headless.v3.pages import router as pages
from project.headless.v3.resolve import router as resolve
from project.headless.v3.unknown_parameters import reject_unknown_parameters
from project.headless.v3.wagtail_routers import documents, images, schema, sites, whoami
from project.headless.v3.wagtail_routes import reject_unexpected_errors, require_token

api = RostrumAPI(
    title="Rostrum",
    version="3",
    description="Published content as typed, complete pages, and polls that any client may use.",
    urls_namespace="wagtailapi_v3",
    docs_url="/docs/",
)
register_exception_handlers(api)
api.add_decorator(reject_unknown_parameters, mode="view")

api.add_router("/resolve/", resolve)
api.add_router("/preview/", preview)
api.add_router("/articles/", articles)
api.add_router("/authors/", authors)
api.add_router("/topics/", topics)
api.add_router("/audiences/", audiences)
api.add_router("/polls/", polls)
api.add_router("/site/", site)
# Wagtail's own routes; most of them require a token.
api.add_router("/pages/", pages)
api.add_router("/images/", require_token(reject_unexpected_errors(images)))
api.add_router("/documents/", require_token(reject_unexpected_errors(documents)))
api.add_router("/sites/", reject_unexpected_errors(sites))
api.add_router("/schema/", schema)
api.add_router("/", whoami)
