"""Private methods of Wagtail's permission policies."""

from collections.abc import Iterable

from wagtail.permission_policies import ModelPermissionPolicy

from polls.internals import check_internals

ATTRIBUTES = [(ModelPermissionPolicy, "_get_permission_codenames")]
check_internals(__name__, ATTRIBUTES)


class CodenamePermissionPolicy(ModelPermissionPolicy):
    """A policy whose subclasses decide in `get_codenames` which permissions allow an action.

    Wagtail has no public hook for it: all methods of its policy call the private one.
    """

    def get_codenames(self, actions: Iterable[str]) -> set[str]:
        return super()._get_permission_codenames(actions)

    def _get_permission_codenames(self, actions: Iterable[str]) -> set[str]:
        return self.get_codenames(actions)
