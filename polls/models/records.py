"""The permanent records of a poll: its frozen result and its public edit log."""

import json
from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class FrozenResult(models.Model):
    """The result of a closed poll, written once.

    `canonical_json` is the result in RFC 8785 form, `sha256` the hexadecimal digest of its UTF-8
    bytes.
    """

    poll = models.OneToOneField("polls.Poll", on_delete=models.PROTECT, related_name="frozen")
    frozen_at = models.DateTimeField()
    canonical_json = models.TextField()
    sha256 = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Result of poll {self.poll_id}, frozen {self.frozen_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A frozen result cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A frozen result cannot be deleted.")

    @property
    def data(self) -> dict[str, Any]:
        return json.loads(self.canonical_json)


class PollEdit(models.Model):
    """One entry in the public edit log: a change made after the first ballot."""

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="edits")
    edited_at = models.DateTimeField(default=timezone.now)
    field_label = models.CharField(max_length=80)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(max_length=255, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-edited_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.field_label}, {self.edited_at:%Y-%m-%d}"
