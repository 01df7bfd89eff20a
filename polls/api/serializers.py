"""Serializers of polls and receipts. The schemas are in `polls.api.schemas`."""

from collections.abc import Sequence
from typing import Any

from polls.formats import format_datetime
from polls.http import build_absolute_url
from polls.models import Poll, PollOption
from polls.results.result import get_result
from polls.results.visibility import is_result_public
from polls.voting.ballots import Receipt


def serialize_poll(poll: Poll, options: Sequence[PollOption] | None = None) -> dict[str, Any]:
    """Return a poll with its options, in the given order or in the editors' order."""
    return {
        "id": poll.pk,
        "slug": poll.slug,
        "question": poll.question,
        "introduction": poll.introduction,
        "state": str(poll.state),
        "kind": str(poll.kind),
        "min_choices": poll.effective_min_choices,
        "max_choices": poll.effective_max_choices,
        "opens_at": format_datetime(poll.opens_at),
        "closes_at": format_datetime(poll.closes_at),
        "visibility": str(poll.visibility),
        "eligibility": str(poll.eligibility),
        "options": [serialize_option(option) for option in options or poll.ordered_options],
        "url": build_absolute_url(poll.get_absolute_url()),
        "option_order": str(poll.option_order),
        "changeable": poll.changeable,
        "proof_of_work": poll.proof_of_work,
        "anonymous_from": format_datetime(poll.anonymous_from),
    }


def serialize_poll_with_result(poll: Poll) -> dict[str, Any]:
    """Return a poll with its "result", None unless everyone may see it."""
    is_public = poll.pk and is_result_public(poll)
    return serialize_poll(poll) | {"result": get_result(poll) if is_public else None}


def serialize_option(option: PollOption) -> dict[str, Any]:
    """Return {"id", "label", "image"}; the size of the image is in pixels."""
    return {"id": option.number, "label": option.label, "image": serialize_option_image(option)}


def serialize_option_image(option: PollOption) -> dict[str, Any] | None:
    if not (rendition := option.rendition):
        return None
    return {
        "alt": option.image_alt,
        "url": build_absolute_url(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
    }


def serialize_receipt(receipt: Receipt, poll: Poll) -> dict[str, Any]:
    return {"receipt": receipt.token, "counted": receipt.counted, "poll": serialize_poll(poll)}
