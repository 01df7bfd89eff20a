"""The editor of a poll, with locked fields after voting has begun."""

from collections.abc import Iterator

from django.forms import ModelForm
from django.http import HttpResponse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.panels import ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, PreviewOnEditView

from polls.admin.links import get_admin_links
from polls.locking import PollLocked
from polls.models import Poll

LOCKED_EDIT_HANDLER = ObjectList(Poll.locked_panels).bind_to_model(Poll)


class PollEditView(EditView):
    def get_panel(self) -> ObjectList:
        return LOCKED_EDIT_HANDLER if self.object.has_voting_begun else super().get_panel()

    def form_valid(self, form: ModelForm) -> HttpResponse:
        """Save the poll; show an error if the first ballot was cast since the form was opened."""
        try:
            return super().form_valid(form)
        except PollLocked as error:
            form.add_error(None, error)
            self.produced_error_code = "validation_error"
            self.produced_error_message = error.message
            return self.form_invalid(form)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        links = get_admin_links(self.request.user, self.object)
        buttons = [
            Button(link.label, url=link.get_url(self.object), icon_name=link.icon, priority=index)
            for index, link in enumerate(links)
        ]
        return [*super().header_more_buttons, *buttons, *self.get_hook_buttons()]

    def get_hook_buttons(self) -> Iterator[Button]:
        """Yield the buttons that other apps add to a poll in the list."""
        for function in hooks.get_hooks("register_snippet_listing_buttons"):
            yield from function(self.object, self.request.user, self.request.path)


class PollPreviewOnEditView(PreviewOnEditView):
    def get_form_class(self) -> type[ModelForm]:
        if self.object.has_voting_begun:
            return LOCKED_EDIT_HANDLER.get_form_class()
        return super().get_form_class()
