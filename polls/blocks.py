"""The block that shows a poll in the body of a page."""

from collections.abc import Sequence
from typing import Any, cast

from wagtail.snippets.blocks import SnippetChooserBlock

from polls.api.schemas import PollWithResultSchema
from polls.api.serializers import serialize_poll_with_result
from polls.context import build_poll_context
from polls.models import Poll
from polls.queries import load_polls


class PollChooserBlock(SnippetChooserBlock):
    """Shows a poll; shows nothing if the poll was deleted or is a draft."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("polls.Poll", **kwargs)

    def bulk_to_python(self, values: Sequence[int]) -> list[Poll | None]:
        polls = load_polls(values)
        return [polls.get(value) for value in values]

    def get_context(
        self, value: Poll | None, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        if not (value and value.live):
            return context
        poll_context = build_poll_context(
            value,
            anchor=build_poll_anchor(value, context.get("id")),
            back=get_page_path(context),
            audience=context.get("audience") or "",
            print_view=context.get("print_view", False),
        )
        return context | {"poll_context": poll_context}

    def get_api_representation(
        self, value: Poll | None, context: Any = None
    ) -> PollWithResultSchema | None:
        """Return the poll with its result; None if it was deleted or is a draft.

        The API document describes the block by the return annotation.
        """
        if not (value and value.live):
            return None
        return cast("PollWithResultSchema", serialize_poll_with_result(value))

    def get_preview_value(self) -> Poll | None:
        return self.model_class.objects.live().for_display().first()

    class Meta:
        icon = "poll"
        template = "polls/blocks/poll.html"
        description = "A poll: readers vote and see the result"


def get_page_path(context: dict[str, Any]) -> str:
    """Return the path and query string of the page, "" for a page without a URL."""
    page, request = context.get("page"), context.get("request")
    return request.get_full_path() if request and getattr(page, "url", None) else ""


def build_poll_anchor(poll: Poll, block_id: str | None) -> str:
    """Return the HTML id of a poll, unique even if a page shows the poll twice."""
    return "-".join(part for part in ("poll", poll.slug, (block_id or "")[:6]) if part)
