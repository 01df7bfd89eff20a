"""Wagtail's own routers and token authentication of API version 3, which are not documented.

Imported when all apps are ready. `wagtail_routes` uses what must be imported before.
"""

from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.routers.schema import router as schema
from wagtail.api.v3.routers.sites import router as sites
from wagtail.api.v3.routers.whoami import router as whoami
from wagtail.documents.api.v3.router import router as documents
from wagtail.images.api.v3.router import router as images

__all__ = ["BearerTokenAuth", "documents", "images", "schema", "sites", "whoami"]
