"""Preview links: URLs that show a draft without an account."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

# An expired link is deleted after this time; until then, its response says that it has expired.
RETENTION = timedelta(days=1)

signer = signing.Signer(salt="headless.preview", sep=".")


def generate_key() -> str:
    """Return 32 random hexadecimal characters."""
    return secrets.token_hex(16)


def get_content_type(instance: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(instance, for_concrete_model=False)


class PreviewLinkQuerySet(models.QuerySet):
    def active(self):
        """Return the links that are neither expired nor revoked."""
        return self.filter(expires_at__gt=timezone.now(), revoked_at=None)

    def for_instance(self, instance):
        """Return the links to a page or poll; for an unsaved one, to all unsaved of its type."""
        return self.filter(content_type=get_content_type(instance), object_id=instance.pk)

    def for_panel(self, user, audience):
        """Return the links of this user's preview panel for an audience."""
        return self.filter(created_by=user, audience=audience, content__isnull=False)

    def delete_expired(self):
        self.filter(expires_at__lt=timezone.now() - RETENTION).delete()


class PreviewLink(models.Model):
    """A link that shows a page or poll, saved or not, until it expires or is revoked.

    The token in its URL is the signed key, so that the database alone does not give access.
    """

    key = models.CharField(max_length=32, unique=True, default=generate_key)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    # None for a page or poll that was never saved.
    object_id = models.PositiveBigIntegerField(null=True)
    # The editor's form as a revision's content. None to show the latest revision at the time.
    content = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    # The slug of the audience to render for; "" for all readers.
    audience = models.SlugField(max_length=80, blank=True)
    locale = models.CharField(max_length=100)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="preview_link_target")]

    def __str__(self):
        return f"Preview link {self.pk}"

    @property
    def token(self) -> str:
        return signer.sign(self.key)

    @property
    def is_panel_link(self) -> bool:
        """Whether the link shows the unsaved form of the user who created it."""
        return self.content is not None

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()
