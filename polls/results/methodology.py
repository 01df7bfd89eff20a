"""The note that goes with every result, made from what is known and never typed.

What it tells follows the disclosure items of AAPOR's Transparency Initiative: who asked whom,
what, when and how, how many answered, and what the figures cannot bear.
"""

from datetime import UTC

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from wagtail.models import Site

from polls.models.choices import Eligibility, Kind, Order
from polls.voting.voters import anonymous_from

SAMPLE = "self-selected readers, not a representative sample"
REPEATS = {
    Eligibility.BROWSER: "one vote per browser or API client, known by what it was given to keep; "
    "somebody with several of them could vote several times",
    Eligibility.ACCOUNT: "one vote per signed-in account",
    Eligibility.CODE: "one vote per invitation code",
}
PERCENTAGES = {
    Kind.SINGLE: "of all ballots counted; whole numbers that add up to 100 (largest remainder)",
    Kind.MULTIPLE: "of voters; each could choose several options, "
    "so the percentages may add up to more than 100",
}
ORDERS = {
    Order.FIXED: "the same for all voters",
    Order.SHUFFLED: "drawn for each voter, every order equally likely; "
    "without JavaScript the order in which they stand here",
}


def describe_method(poll, totals):
    """Return the note as a dict of plain values and, in "text", as sentences.

    `totals` are ballots by their status.
    """
    facts = {
        "publisher": getattr(poll, "publisher", None) or publisher(),
        "question": poll.question,
        "field_dates": {
            "from": stamp(poll.opens_at or poll.first_published_at),
            "to": stamp(poll.closes_at),
        },
        "mode": "web form and public API",
        "sample": SAMPLE,
        "ballots": totals["counted"],
        "set_aside": totals["set_aside"],
        "rejected": totals["rejected"],
        "withdrawn": totals["withdrawn"],
        "repeats": REPEATS[poll.eligibility],
        "changeable": poll.changeable,
        "options_order": ORDERS[poll.order],
        "percentages": PERCENTAGES[poll.kind],
        "weighting": "none",
        "anonymous_from": stamp(anonymous_from(poll)),
    }
    return facts | {"text": in_words(poll, facts)}


def publisher():
    """Return who asks: the name of the default site, or its host."""
    return sites_by_name().first() or ""


def publisher_in_query():
    """The same, as part of a query of polls."""
    return Subquery(sites_by_name()[:1])


def sites_by_name():
    name = Coalesce(NullIf("site_name", Value("")), "hostname")
    return Site.objects.filter(is_default_site=True).order_by().values_list(name, flat=True)


def in_words(poll, facts):
    """Return the note as a paragraph."""
    ballots, aside, rejected = facts["ballots"], facts["set_aside"], facts["rejected"]
    return " ".join(
        [
            f"{facts['publisher']} asked on this site {period(poll)}; "
            f"{ballots} ballot{'s' if ballots != 1 else ''} counted.",
            f"Those who answered are {SAMPLE}: the figures describe them and nobody else, "
            "so no margin of error can be given. They are not weighted.",
            f"Repeats were stopped by {facts['repeats']}.",
            f"{aside} set aside as suspect and not counted, {rejected} rejected after review, "
            f"{facts['withdrawn']} withdrawn by their voters.",
            f"Percentages are {facts['percentages']}.",
            f"Order of the options: {facts['options_order']}.",
        ]
    )


def period(poll):
    """Return the field dates in words, in the site's zone."""
    start = poll.opens_at or poll.first_published_at
    parts = [("from", start), ("to", poll.closes_at)]
    return " ".join(f"{word} {in_date(moment)}" for word, moment in parts if moment)


def in_date(moment):
    return timezone.localtime(moment).strftime("%-d %B %Y")


def stamp(moment):
    """Return a moment in ISO 8601, UTC, to the second; None for none."""
    return moment and moment.astimezone(UTC).isoformat(timespec="seconds")
