"""The editor of a poll, in which what is locked can no longer be changed."""

from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.panels import ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, PreviewOnEditView

from polls.admin.links import pages_for, voting_has_begun
from polls.locking import PollLocked
from polls.models import Poll

LOCKED_PANEL = ObjectList(Poll.locked_panels).bind_to_model(Poll)


class PollEditView(EditView):
    def get_panel(self):
        return LOCKED_PANEL if voting_has_begun(self.object) else super().get_panel()

    def form_valid(self, form):
        """A first ballot may have come while the editor was writing."""
        try:
            return super().form_valid(form)
        except PollLocked as error:
            form.add_error(None, error)
            self.produced_error_code = "validation_error"
            self.produced_error_message = error.message
            return self.form_invalid(form)

    @cached_property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            *(
                Button(page.label, url=page.url(self.object), icon_name=page.icon, priority=at)
                for at, page in enumerate(pages_for(self.request.user, self.object))
            ),
            *self.buttons_of_others,
        ]

    @property
    def buttons_of_others(self):
        """What other apps add to a poll in the list stands here too."""
        for function in hooks.get_hooks("register_snippet_listing_buttons"):
            yield from function(self.object, self.request.user, self.request.path)


class PollPreviewOnEditView(PreviewOnEditView):
    def get_form_class(self):
        locked = voting_has_begun(self.object)
        return LOCKED_PANEL.get_form_class() if locked else super().get_form_class()
