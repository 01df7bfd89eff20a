"""Wagtail's content checker, for an editor whose preview panel shows the external front end."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.utils import get_admin_base_url

from project.headless.preview.front_end import get_front_end_origin


class CrossOriginContentCheckerItem(ContentCheckerItem):
    """A checker that exchanges messages with the admin or front end, and with no other origin."""

    def get_axe_spec(self, request: HttpRequest) -> dict[str, Any]:
        other_origin = get_front_end_origin() if self.in_editor else get_admin_base_url()
        # This site's own pages have the checker too.
        allowed_origins = ["<same_origin>", other_origin]
        return {**super().get_axe_spec(request), "allowedOrigins": allowed_origins}
