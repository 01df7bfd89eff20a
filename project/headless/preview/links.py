"""Making, renewing, opening and revoking preview links."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from project.headless.models import PreviewLink, content_type_of, make_key, signer
from project.headless.preview.targets import content_of, locale_of, may_preview, read_previewed


class LinkRefused(Exception):
    """A token that shows nothing: forged, unknown or revoked, or its maker has lost the right."""

    kind = "preview-refused"
    title = "This preview link cannot be used"
    detail = "Ask whoever sent it to you for another one."


class LinkExpired(LinkRefused):
    kind = "preview-expired"
    title = "This preview link has expired"


@transaction.atomic
def make_link(*, user, previewed, audience="", seconds):
    """Make a link to the latest draft there is whenever it is opened, and log it."""
    link = new_link(user, previewed, audience)
    link.expires_at = timezone.now() + timedelta(seconds=seconds)
    link.save()
    data = {"audience": audience, "expires": link.expires_at.isoformat()}
    log(previewed, "headless.make_link", user=user, data=data)
    return link


def renew_panel_link(*, user, previewed, audience=""):
    """Return the user's link to what stands in the form now, one an object and audience.

    Another key takes its place in the second half of its life: no address shows what an editor
    goes on writing for longer than API_PREVIEW_SECONDS.
    """
    content = content_of(previewed)
    lasts = timedelta(seconds=settings.API_PREVIEW_SECONDS)
    links = PreviewLink.objects.live().of(previewed).of_panel(user, audience)
    link = links.first() or new_link(user, previewed, audience)
    link.content = content
    if not link.expires_at or link.expires_at - timezone.now() < lasts / 2:
        link.key, link.expires_at = make_key(), timezone.now() + lasts
    link.save()
    return link


def new_link(user, previewed, audience):
    """Return a link that is not saved yet, and delete what has long expired."""
    PreviewLink.objects.discard()
    return PreviewLink(
        content_type=content_type_of(previewed),
        object_id=previewed.pk,
        audience=audience,
        locale=locale_of(previewed),
        maker=user,
    )


@transaction.atomic
def revoke_link(link, *, user, previewed):
    """End a link at once, and log it."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    log(previewed, "headless.revoke_link", user=user)


def open_link(token):
    """Return (link, page or poll). Raises LinkRefused or LinkExpired."""
    link = find_link(token)
    previewed = read_previewed(link)
    if not (previewed and may_preview(link.maker, previewed)):
        raise LinkRefused
    return link, previewed


def find_link(token):
    """Return the PreviewLink of a token. Raises LinkRefused or LinkExpired."""
    try:
        key = signer.unsign(token)
    except signing.BadSignature:
        raise LinkRefused from None
    links = PreviewLink.objects.filter(revoked_at=None).select_related("maker")
    if not (link := links.filter(key=key).first()):
        raise LinkRefused
    if link.has_expired:
        raise LinkExpired
    return link
