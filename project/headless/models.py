"""Links that show a draft to whoever has them."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

# How long an expired link is kept, so that its reader is told that it has expired.
KEPT = timedelta(days=1)

signer = signing.Signer(salt="headless.preview", sep=".")


def make_key():
    return secrets.token_hex(16)


def content_type_of(previewed):
    return ContentType.objects.get_for_model(previewed, for_concrete_model=False)


class PreviewLinkQuerySet(models.QuerySet):
    def live(self):
        return self.filter(expires_at__gt=timezone.now(), revoked_at=None)

    def of(self, previewed):
        """Links to one page or poll; of those never saved, to all of its type."""
        return self.filter(content_type=content_type_of(previewed), object_id=previewed.pk)

    def of_panel(self, user, audience):
        """The links that this user's preview panel has, as an audience reads."""
        return self.filter(maker=user, audience=audience, content__isnull=False)

    def discard(self):
        """Delete what has expired, a day later."""
        self.filter(expires_at__lt=timezone.now() - KEPT).delete()


class PreviewLink(models.Model):
    """Shows a page or poll, saved or not, until it expires or is revoked.

    Whoever reads the database cannot make an address of it: the token is the key as signed.
    """

    key = models.CharField(max_length=32, unique=True, default=make_key)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    # None for what was never saved.
    object_id = models.PositiveBigIntegerField(null=True)
    # What stood in the editor's form, as a revision's content; None for the latest revision there
    # is when the link is opened.
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    # The slug of the audience as which it is read, "" for everyone.
    audience = models.SlugField(max_length=80, blank=True)
    locale = models.CharField(max_length=100)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="previewed")]

    def __str__(self):
        return f"Preview link {self.pk}"

    @property
    def token(self):
        return signer.sign(self.key)

    @property
    def is_of_panel(self):
        """Whether it shows what stands in its maker's form."""
        return self.content is not None

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()
