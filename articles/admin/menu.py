"""The menu of the Wagtail admin, for those who write."""

from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry


class WritersMenuItem(MenuItem):
    """Stands in the menu of whoever writes pages."""

    def is_shown(self, request):
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(request.user, ["add", "change", "publish"])
