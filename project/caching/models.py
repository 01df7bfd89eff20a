from django.db import models


class Invalidation(models.Model):
    """A surrogate key whose cached responses became stale: one row of the invalidation log.

    It is written in the transaction of the change that it records. `number` orders invalidations
    and cached responses, see `project.caching.invalidation`.
    """

    key = models.CharField(max_length=80)
    number = models.BigIntegerField(db_index=True)
    created_at = models.DateTimeField(db_index=True)
    # How many times the key was purged from the caches in front of the site.
    purge_count = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(purge_count__lt=2),
                name="invalidations_to_purge",
            )
        ]

    def __str__(self):
        return f"{self.key}, {self.number}"
