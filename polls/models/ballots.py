"""Ballots and their counts. None of these holds an address, an agent or an account.

Wagtail's index of references is told to pass them by: it would cost six statements a ballot.
"""

import secrets

from django.db import models

# A counter has this many rows, of which a voter updates one: voters do not queue for a row.
SHARDS = 16


def make_secret():
    return secrets.token_hex(32)


def make_edition():
    return secrets.token_hex(8)


def make_receipt():
    return secrets.token_hex(16)


class BallotBox(models.Model):
    """What must not be in a poll's revisions: its secret, and how far its voting has come."""

    poll = models.OneToOneField("polls.Poll", on_delete=models.CASCADE, related_name="box")
    secret = models.CharField(max_length=64, default=make_secret, blank=True)
    # Another one each time the poll is saved: whoever keeps a poll can tell whether it still holds.
    edition = models.CharField(max_length=16, default=make_edition)
    # When the first ballot came: from then on the options are locked.
    opened_at = models.DateTimeField(null=True)
    # When counting ended, for the result to be frozen.
    sealed_at = models.DateTimeField(null=True)
    # When voters became anonymous: the secret and all receipts were destroyed.
    destroyed_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"Ballot box of poll {self.poll_id}"

    @classmethod
    def renew(cls, poll):
        """Make the ballot box of a poll, or note that the poll has changed."""
        cls.objects.update_or_create(poll=poll, defaults={"edition": make_edition()})


class Ballot(models.Model):
    """One voter's submission. It is changed, never removed."""

    class Status(models.TextChoices):
        COUNTED = "counted"
        SET_ASIDE = "set_aside", "Set aside"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    class Cause(models.TextChoices):
        """Why a ballot was set aside."""

        NONE = "", "–"
        NETWORK = "network", "Many ballots from one network"
        HONEYPOT = "honeypot", "Filled in a field that people do not see"
        PROOF = "proof", "No proof of work"

    poll = models.ForeignKey("polls.Poll", on_delete=models.PROTECT, related_name="ballots")
    voter_key = models.CharField(max_length=64)
    # Null once it was destroyed; empty texts would not be unique.
    receipt = models.CharField(  # noqa: DJ001
        max_length=32, unique=True, null=True, default=make_receipt
    )
    choices = models.JSONField(help_text="Numbers of the options chosen, ascending")
    audience = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.COUNTED)
    cause = models.CharField(max_length=8, choices=Cause, blank=True, default=Cause.NONE)
    cast_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter_key"], name="one_ballot_a_voter")
        ]
        indexes = [
            models.Index(fields=["poll", "cast_at"], name="ballots_in_time"),
            models.Index(
                fields=["poll"], condition=models.Q(status="set_aside"), name="ballots_set_aside"
            ),
        ]

    def __str__(self):
        return f"Ballot {self.pk}"


class BallotEvent(models.Model):
    """What happened to a ballot after it was cast, in the transaction that did it."""

    class Action(models.TextChoices):
        CHANGED = "changed"
        WITHDRAWN = "withdrawn"
        RELEASED = "released"
        REJECTED = "rejected"

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    action = models.CharField(max_length=9, choices=Action)
    choices_before = models.JSONField()
    status_before = models.CharField(max_length=9, choices=Ballot.Status)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_action_display()} {self.at:%Y-%m-%d}"


class Turnout(models.Model):
    """A shard of the number of ballots of an audience, by status.

    Who counts a ballot holds this row until the ballot is committed; `sealed` ends counting.
    """

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=80, blank=True)
    shard = models.PositiveSmallIntegerField()
    counted = models.IntegerField(default=0)
    set_aside = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    sealed = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "audience", "shard"], name="unique_turnout")
        ]

    def __str__(self):
        return f"Turnout of poll {self.poll_id}, {self.audience or 'everyone'}, {self.shard}"


class Tally(models.Model):
    """A shard of the votes of an audience for one option, by its number."""

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=80, blank=True)
    shard = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    votes = models.IntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "audience", "shard", "number"], name="unique_tally"
            )
        ]

    def __str__(self):
        return f"Tally of option {self.number} of poll {self.poll_id}"


class InvitationCode(models.Model):
    """A code that admits one voter. That it was used is not written here."""

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=14)
    made_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="unique_code")]

    def __str__(self):
        return self.code
