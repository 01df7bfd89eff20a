"""Wagtail's content checker, in the editor and in a page of the other front end that it shows."""

from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.utils import get_admin_base_url

from project.headless.preview.urls_for import front_end_origin


class CrossOriginCheckerItem(ContentCheckerItem):
    """Lets the checkers of both talk to one another, and to nobody else."""

    def get_axe_spec(self, request):
        other = front_end_origin() if self.in_editor else get_admin_base_url()
        # This site's own pages have the checker too.
        return {**super().get_axe_spec(request), "allowedOrigins": ["<same_origin>", other]}
