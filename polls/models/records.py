"""What is kept for good: the frozen result, and the public log of edits."""

import json

from django.db import models
from django.utils import timezone


class FrozenResult(models.Model):
    """The result of a closed poll, written once.

    `text` is canonical JSON and `sha256` the digest of its UTF-8 bytes, in hexadecimal.
    """

    poll = models.OneToOneField("polls.Poll", on_delete=models.PROTECT, related_name="frozen")
    at = models.DateTimeField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"Result of poll {self.poll_id}, frozen {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A frozen result is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A frozen result is never deleted.")

    @property
    def data(self):
        return json.loads(self.text)


class PollEdit(models.Model):
    """One entry in the public log of what was changed after the first ballot."""

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=80)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.what}, {self.at:%Y-%m-%d}"
