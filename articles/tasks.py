"""Background creation of image renditions, before the first reader requests them.

Nothing waits for these tasks: Wagtail creates a missing rendition when it is first requested.
"""

import logging
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.tasks import task

from articles.images import RENDITION_SPECS, CustomImage
from articles.prefetch.body_prefetch import collect_references

logger = logging.getLogger(__name__)


class RenditionError(Exception):
    """Some renditions could not be created; the task may be retried."""


@task(backend="background")
def create_renditions(image_pks: list[int]) -> int:
    """Create all missing RENDITION_SPECS of the images with these primary keys.

    Returns the number of images that exist. Raises RenditionError after all images have been tried
    if any of them failed.
    """
    images = CustomImage.objects.prefetch_renditions(*RENDITION_SPECS).in_bulk(image_pks).values()
    failed = [image.pk for image in images if not create_image_renditions(image)]
    if failed:
        raise RenditionError(f"Images {', '.join(map(str, failed))}")
    return len(images)


def create_image_renditions(image: CustomImage) -> bool:
    """Return whether all renditions of an image exist now; log the error otherwise."""
    try:
        image.get_renditions(*RENDITION_SPECS)
    except Exception:
        logger.exception("Image %s cannot be read or resized", image.pk)
        return False
    return True


def enqueue_renditions(image_pks: Iterable[int]) -> None:
    """Create the renditions of these images in the background once the transaction commits.

    An error while enqueueing is logged and does not stop the commit.
    """
    if pks := sorted(image_pks):
        transaction.on_commit(partial(create_renditions.enqueue, pks), robust=True)


def get_image_primary_keys(page) -> set[int]:
    """Return the primary keys of all images in a page's fields and body."""
    return collect_references([page])[CustomImage]
