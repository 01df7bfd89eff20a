"""What the API says of polls, ballots and pictures. Shapes are in `polls.api.schemas`."""

from urllib.parse import urljoin

from wagtail.models import Site

from polls.results.methodology import stamp
from polls.results.result import is_public, read_result
from polls.voting.voters import anonymous_from


def absolute(address):
    roots = Site.get_site_root_paths()
    return urljoin(roots[0].root_url, address) if roots else address


def represent_poll(poll, options=None):
    """Return a poll with its options, in the order given or the editors'."""
    return {
        "id": poll.pk,
        "slug": poll.slug,
        "question": poll.question,
        "introduction": poll.introduction,
        "state": str(poll.state),
        "kind": str(poll.kind),
        "min": poll.min,
        "max": poll.max,
        "opens_at": stamp(poll.opens_at),
        "closes_at": stamp(poll.closes_at),
        "visibility": str(poll.visibility),
        "eligibility": str(poll.eligibility),
        "options": [represent_option(option) for option in options or poll.shown_options],
        "url": absolute(poll.get_absolute_url()),
        "order": str(poll.order),
        "changeable": poll.changeable,
        "challenge": poll.challenge,
        "anonymous_from": stamp(anonymous_from(poll)),
    }


def represent_shown_poll(poll):
    """Return a poll with its "result", None while there is none that everyone may see."""
    shown = poll.pk and is_public(poll)
    return represent_poll(poll) | {"result": read_result(poll) if shown else None}


def represent_option(option):
    """Return {"id", "label", "image"}; the image is None, or has its size in pixels."""
    image = (rendition := option.rendition) and {
        "alt": option.picture_alt,
        "url": absolute(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
    }
    return {"id": option.number, "label": option.label, "image": image}


def represent_receipt(receipt, poll):
    return {"receipt": receipt.number, "counted": receipt.counted, "poll": represent_poll(poll)}
