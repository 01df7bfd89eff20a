"""Polls to vote in, and what must be so."""

from datetime import timedelta

from django.utils import timezone

from polls.models import Poll, PollOption

OPTIONS = 4


def make_poll(slug):
    """Return an open poll whose result anyone may see."""
    now = timezone.now()
    poll = Poll(
        question=f"How fast is {slug}?",
        slug=slug,
        visibility="always",
        opens_at=now - timedelta(days=1),
        first_published_at=now,
    )
    poll.options = [PollOption(label=f"Answer {at}", sort_order=at) for at in range(OPTIONS)]
    poll.save()
    return Poll.objects.for_display().get(pk=poll.pk)


def check_equal(found, right, what):
    if found != right:
        raise AssertionError(f"{what}: {found}, but there must be {right}")
