from django.db import models


class Row(models.Model):
    """What a ballot would be if it were only stored: not checked, not counted, not once only."""

    voter = models.CharField(max_length=400)
    choices = models.JSONField()

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"Row {self.pk}"
