"""The choices of poll fields. Readers and editors see the labels."""

from django.db import models


class Kind(models.TextChoices):
    SINGLE = "single", "One option"
    MULTIPLE = "multiple", "Several options"


class Visibility(models.TextChoices):
    """When readers see the result."""

    ALWAYS = "always", "At any time"
    AFTER_VOTE = "after_vote", "To voters; to everyone after the poll has closed"
    AFTER_CLOSE = "after_close", "After the poll has closed"
    STAFF = "staff", "To staff only"


class OptionOrder(models.TextChoices):
    FIXED = "fixed", "As listed"
    SHUFFLED = "shuffled", "Shuffled for each voter"


class Eligibility(models.TextChoices):
    """Who may vote."""

    BROWSER = "browser", "One vote per browser"
    ACCOUNT = "account", "One vote per signed-in account"
    CODE = "code", "One vote per invitation code"


class State(models.TextChoices):
    UPCOMING = "upcoming", "Not yet open"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
