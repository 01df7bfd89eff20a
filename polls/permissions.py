"""Who on the staff may do what with polls.

Apart from one another: managing polls (add, change, publish, delete), seeing results before
readers do, and reviewing ballots that were set aside.
"""

from wagtail.permission_policies import ModelPermissionPolicy

# These stand in the model's Meta as they are, without the model's name.
WITHOUT_NAME = {"view_results", "review_ballots"}


class PollPermissionPolicy(ModelPermissionPolicy):
    """The list of polls, which asks for "view", is open to whoever may do anything with polls."""

    def user_has_permission(self, user, action):
        if action == "correct":
            # It changes what is public at once.
            return self.user_has_all(user, ["change", "publish"])
        names = self._get_permission_codenames([action])
        return any(user.has_perm(f"{self.app_label}.{name}") for name in names)

    def user_has_all(self, user, actions):
        return all(self.user_has_permission(user, action) for action in actions)

    def _get_permission_codenames(self, actions):
        named = super()._get_permission_codenames(set(actions) - WITHOUT_NAME)
        return named | (WITHOUT_NAME if "view" in actions else WITHOUT_NAME & set(actions))
