"""What a poll can be set to, in the words that editors and readers see."""

from django.db import models


class Kind(models.TextChoices):
    SINGLE = "single", "One option"
    MULTIPLE = "multiple", "Several options"


class Visibility(models.TextChoices):
    ALWAYS = "always", "At any time"
    AFTER_VOTE = "after_vote", "To those who have voted; to all once the poll has closed"
    AFTER_CLOSE = "after_close", "Once the poll has closed"
    STAFF = "staff", "To staff only"


class Order(models.TextChoices):
    FIXED = "fixed", "As they stand here"
    SHUFFLED = "shuffled", "Shuffled for each voter"


class Eligibility(models.TextChoices):
    """Who may vote, in the words that readers see."""

    BROWSER = "browser", "One vote per browser"
    ACCOUNT = "account", "One vote per signed-in account"
    CODE = "code", "One vote per invitation code"


class State(models.TextChoices):
    UPCOMING = "upcoming", "Not yet open"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"
