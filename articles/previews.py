"""What an editor sees of a page before readers do."""

from django.utils.functional import cached_property

from articles.audiences import Audience, find_audience
from polls.previews import preview_elsewhere

PREFIX = "for-"


class AudiencePreviews:
    """A page previewed as everyone reads it, and as each audience there is."""

    @cached_property
    def preview_modes(self):
        """Return [(name, label)] of Wagtail's preview modes, everyone first."""
        audiences = Audience.objects.all()
        each = [(f"{PREFIX}{each.slug}", each.navigation_label) for each in audiences]
        return [("", "Everyone"), *each]

    def is_previewable(self):
        # Lists ask it of every page, and need not know for whom.
        return True

    def serve_preview(self, request, mode_name):
        slug = mode_name.removeprefix(PREFIX)
        if elsewhere := preview_elsewhere(request, self, slug):
            return elsewhere
        request.audience = find_audience(slug)
        return super().serve_preview(request, mode_name)
