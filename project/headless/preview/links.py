"""Preview links: create, renew, open and revoke."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from project.headless.models import PreviewLink, generate_key, get_content_type, signer
from project.headless.preview.targets import (
    can_preview,
    get_language_code,
    get_preview_content,
    load_instance,
)


class InvalidPreviewLink(Exception):
    """A token that is forged or unknown, was revoked, or whose creator lost the permission."""

    problem_type = "preview-invalid"
    title = "This preview link is not valid"
    detail = "Ask the person who sent it to you for a new link."


class ExpiredPreviewLink(InvalidPreviewLink):
    problem_type = "preview-expired"
    title = "This preview link has expired"


@transaction.atomic
def create_link(
    *, user: AbstractBaseUser, instance: models.Model, audience: str = "", seconds: int
) -> PreviewLink:
    """Create and log a link that shows the latest draft at the time it is opened."""
    link = build_link(user, instance, audience)
    link.expires_at = timezone.now() + timedelta(seconds=seconds)
    link.save()
    data = {"audience": audience, "expires": link.expires_at.isoformat()}
    log(instance, "headless.create_preview_link", user=user, data=data)
    return link


def get_or_renew_panel_link(
    *, user: AbstractBaseUser, instance: models.Model, audience: str = ""
) -> PreviewLink:
    """Return the user's link to the content of the form, one for each instance and audience.

    In the second half of its life the link gets a new key, so that no URL shows a form that an
    editor is still changing for longer than PREVIEW_LINK_SECONDS.
    """
    content = get_preview_content(instance)
    lifetime = timedelta(seconds=settings.PREVIEW_LINK_SECONDS)
    links = PreviewLink.objects.active().for_instance(instance).for_panel(user, audience)
    link = links.first() or build_link(user, instance, audience)
    link.content = content
    if not link.expires_at or link.expires_at - timezone.now() < lifetime / 2:
        link.key, link.expires_at = generate_key(), timezone.now() + lifetime
    link.save()
    return link


def build_link(user: AbstractBaseUser, instance: models.Model, audience: str) -> PreviewLink:
    """Return an unsaved link, and delete links that expired long ago."""
    PreviewLink.objects.delete_expired()
    return PreviewLink(
        content_type=get_content_type(instance),
        object_id=instance.pk,
        audience=audience,
        locale=get_language_code(instance),
        created_by=user,
    )


@transaction.atomic
def revoke_link(link: PreviewLink, *, user: AbstractBaseUser, instance: models.Model) -> None:
    """Revoke a link at once, and log it."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    log(instance, "headless.revoke_preview_link", user=user)


def open_link(token: str) -> tuple[PreviewLink, models.Model]:
    """Return (link, page or poll). Raises InvalidPreviewLink or ExpiredPreviewLink."""
    link = find_link(token)
    instance = load_instance(link)
    if not (instance and can_preview(link.created_by, instance)):
        raise InvalidPreviewLink
    return link, instance


def find_link(token: str) -> PreviewLink:
    """Return the link of a token. Raises InvalidPreviewLink or ExpiredPreviewLink."""
    try:
        key = signer.unsign(token)
    except signing.BadSignature:
        raise InvalidPreviewLink from None
    links = PreviewLink.objects.filter(revoked_at=None).select_related("created_by")
    if not (link := links.filter(key=key).first()):
        raise InvalidPreviewLink
    if link.has_expired:
        raise ExpiredPreviewLink
    return link
