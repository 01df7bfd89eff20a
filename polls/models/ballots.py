"""Ballots and their counters. No model here stores an IP address, a user agent or an account.

Wagtail's reference index ignores these models: it would cost six statements per ballot.
"""

import secrets
from typing import Any

from django.db import models

# Each counter has this many rows. A voter updates one of them, so voters do not wait for a lock.
SHARDS = 16


def generate_voter_secret() -> str:
    return secrets.token_hex(32)


def generate_version() -> str:
    return secrets.token_hex(8)


def generate_receipt() -> str:
    return secrets.token_hex(16)


class VotingState(models.Model):
    """The state of voting in a poll. It is a model of its own to stay out of poll revisions."""

    poll = models.OneToOneField("polls.Poll", on_delete=models.CASCADE, related_name="voting_state")
    voter_secret = models.CharField(max_length=64, default=generate_voter_secret, blank=True)
    # Changes with every save of the poll, so that a cached poll can be checked.
    version = models.CharField(max_length=16, default=generate_version)
    # From this moment the options are locked.
    first_ballot_at = models.DateTimeField(null=True)
    # From this moment no ballot is counted, so that the result can be frozen.
    counting_ended_at = models.DateTimeField(null=True)
    # From this moment voters are anonymous: the voter secret and all receipts were destroyed.
    anonymised_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Voting state of poll {self.poll_id}"

    @classmethod
    def update_version(cls, poll: Any) -> None:
        """Create the voting state of a poll, or give it a new version."""
        cls.objects.update_or_create(poll=poll, defaults={"version": generate_version()})


class Ballot(models.Model):
    """One voter's ballot. It can be changed or withdrawn, but is never deleted."""

    class Status(models.TextChoices):
        COUNTED = "counted"
        SET_ASIDE = "set_aside", "Set aside"
        REJECTED = "rejected"
        WITHDRAWN = "withdrawn"

    class ReviewReason(models.TextChoices):
        """Why a ballot was set aside."""

        NONE = "", "–"
        NETWORK = "network", "Many ballots from one network"
        HONEYPOT = "honeypot", "Hidden field filled in"
        PROOF = "proof", "No proof of work"

    poll = models.ForeignKey("polls.Poll", on_delete=models.PROTECT, related_name="ballots")
    voter_key = models.CharField(max_length=64)
    # Null after it was destroyed: empty strings would violate the unique constraint.
    receipt = models.CharField(  # noqa: DJ001
        max_length=32, unique=True, null=True, default=generate_receipt
    )
    choices = models.JSONField(help_text="Numbers of the chosen options, in ascending order")
    audience = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.COUNTED)
    review_reason = models.CharField(
        max_length=8, choices=ReviewReason, blank=True, default=ReviewReason.NONE
    )
    cast_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "voter_key"], name="unique_ballot_per_voter")
        ]
        indexes = [
            models.Index(fields=["poll", "cast_at"], name="ballot_poll_cast_at_idx"),
            models.Index(
                fields=["poll"], condition=models.Q(status="set_aside"), name="ballot_set_aside_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"Ballot {self.pk}"


class BallotEvent(models.Model):
    """A change of a ballot after it was cast, saved in the same transaction."""

    class Action(models.TextChoices):
        CHANGED = "changed"
        WITHDRAWN = "withdrawn"
        RELEASED = "released"
        REJECTED = "rejected"

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="events")
    occurred_at = models.DateTimeField()
    action = models.CharField(max_length=9, choices=Action)
    choices_before = models.JSONField()
    status_before = models.CharField(max_length=9, choices=Ballot.Status)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["occurred_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.occurred_at:%Y-%m-%d}"


class Turnout(models.Model):
    """One shard of the number of ballots of an audience, by status.

    Counting a ballot locks this row until the ballot is committed. `counting_ended` stops counting.
    """

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=80, blank=True)
    shard = models.PositiveSmallIntegerField()
    counted = models.IntegerField(default=0)
    set_aside = models.IntegerField(default=0)
    rejected = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    counting_ended = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "audience", "shard"], name="unique_turnout")
        ]

    def __str__(self) -> str:
        return f"Turnout of poll {self.poll_id}, {self.audience or 'everyone'}, {self.shard}"


class Tally(models.Model):
    """One shard of the votes of an audience for one option."""

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=80, blank=True)
    shard = models.PositiveSmallIntegerField()
    option_number = models.PositiveSmallIntegerField()
    votes = models.IntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "audience", "shard", "option_number"], name="unique_tally"
            )
        ]

    def __str__(self) -> str:
        return f"Tally of option {self.option_number} of poll {self.poll_id}"


class InvitationCode(models.Model):
    """A code that admits one voter. Whether it was used is not stored."""

    poll = models.ForeignKey("polls.Poll", on_delete=models.CASCADE, related_name="codes")
    code = models.CharField(max_length=14)
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "code"], name="unique_code")]

    def __str__(self) -> str:
        return self.code
