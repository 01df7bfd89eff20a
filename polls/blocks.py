"""A poll in the body of a page."""

from wagtail.snippets.blocks import SnippetChooserBlock

from polls.api.schemas import ShownPollSchema
from polls.api.serializers import represent_shown_poll
from polls.context import show_poll
from polls.queries import load_polls


class PollBlock(SnippetChooserBlock):
    """Shows a poll where it stands; nothing once it was deleted or while it is a draft."""

    def __init__(self, **kwargs):
        super().__init__("polls.Poll", **kwargs)

    def bulk_to_python(self, values):
        polls = load_polls(values)
        return [polls.get(value) for value in values]

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        if not (value and value.live):
            return context
        shown = show_poll(
            value,
            anchor=anchor_of(value, context.get("id")),
            back=address_of_page(context),
            audience=context.get("audience") or "",
            print_view=context.get("print_view", False),
        )
        return context | {"shown": shown}

    def get_api_representation(self, value, context=None) -> ShownPollSchema | None:
        """Return the poll with its result; None for one that was deleted or is a draft."""
        if not (value and value.live):
            return None
        return represent_shown_poll(value)

    def get_preview_value(self):
        return self.model_class.objects.live().whole().first()

    class Meta:
        icon = "poll"
        template = "polls/blocks/poll.html"
        description = "A question to readers; they vote here, and see the result"


def address_of_page(context):
    """Return the address at which a page is read, "" for one without; a query is part of it."""
    page, request = context.get("page"), context.get("request")
    return request.get_full_path() if request and getattr(page, "url", None) else ""


def anchor_of(poll, block_id):
    """Return the fragment of a poll's place in a page, which may hold the same poll twice."""
    return "-".join(part for part in ("poll", poll.slug, (block_id or "")[:6]) if part)
