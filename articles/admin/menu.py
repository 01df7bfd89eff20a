"""Menu items of the Wagtail admin."""

from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry


class PageEditorMenuItem(MenuItem):
    """A menu item for users who can add, change or publish a page."""

    def is_shown(self, request):
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(request.user, ["add", "change", "publish"])
