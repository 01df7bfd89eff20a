"""Permissions of polls.

Three tasks have separate permissions: managing polls (add, change, publish, delete), seeing
results before readers do, and reviewing ballots that were set aside.
"""

from collections.abc import Iterable
from typing import Any

from polls.admin.wagtail_internals import CodenamePermissionPolicy

# Permissions of Poll.Meta: their codenames do not end with the name of the model.
CUSTOM_PERMISSIONS = {"view_results", "review_ballots"}


class PollPermissionPolicy(CodenamePermissionPolicy):
    """The action "view" (the list of polls) is allowed with any permission for polls."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "correct":
            # A correction is public at once.
            return self.user_has_all_permissions(user, ["change", "publish"])
        codenames = self.get_codenames([action])
        return any(user.has_perm(f"{self.app_label}.{codename}") for codename in codenames)

    def user_has_all_permissions(self, user: Any, actions: Iterable[str]) -> bool:
        return all(self.user_has_permission(user, action) for action in actions)

    def get_codenames(self, actions: Iterable[str]) -> set[str]:
        actions = set(actions)
        codenames = super().get_codenames(actions - CUSTOM_PERMISSIONS)
        if "view" in actions:
            return codenames | CUSTOM_PERMISSIONS
        return codenames | (CUSTOM_PERMISSIONS & actions)
