"""Making the sizes of pictures before the first reader asks for them.

Nothing waits for this: a rendition that is not there yet is made by whoever asks for it first.
"""

import logging
from functools import partial

from django.db import transaction
from django.tasks import task

from articles.images import SPECS, CustomImage
from articles.prefetch.body_prefetch import find_references

logger = logging.getLogger(__name__)


class NotMade(Exception):
    """Some renditions could not be made; the task may be tried again."""


@task(backend="background")
def make_renditions(pictures):
    """Make what is missing of all SPECS of the pictures with these keys.

    Returns the number of pictures there are. Raises NotMade, having made all that could be made.
    """
    found = CustomImage.objects.prefetch_renditions(*SPECS).in_bulk(pictures).values()
    lost = [picture.pk for picture in found if not make_all(picture)]
    if lost:
        raise NotMade(f"Pictures {', '.join(map(str, lost))}")
    return len(found)


def make_all(picture):
    try:
        picture.get_renditions(*SPECS)
    except Exception:
        logger.exception("Image %s cannot be read or made smaller", picture.pk)
        return False
    return True


def make_ahead(pictures):
    """Have the renditions of pictures made once what shows them is saved for good.

    What goes wrong with that is logged, and stops nothing.
    """
    if keys := sorted(pictures):
        transaction.on_commit(partial(make_renditions.enqueue, keys), robust=True)


def pictures_of(page):
    """Return the keys of all pictures that a page shows of its own."""
    return find_references([page])[CustomImage]
