from django.db import models


class Change(models.Model):
    """Something that answers show has changed: what it is, as a surrogate key.

    It is written in the transaction of the change itself, so that one is never without the other.
    How `number` puts changes and answers in order is told in `project.caching.invalidation_log`.
    """

    key = models.CharField(max_length=80)
    number = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(db_index=True)
    # How often caches in front have been told of it.
    purges = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(purges__lt=2), name="changes_to_purge")
        ]

    def __str__(self):
        return f"{self.key}, {self.number}"
