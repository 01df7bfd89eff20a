"""The methodology note of a result. It is generated from data, never written by hand.

Its items follow the disclosure items of AAPOR's Transparency Initiative: who conducted the poll,
the question, the field dates, the mode, the sample, the number of ballots and the limitations.
"""

from typing import Any

from django.db.models import QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from wagtail.models import Site

from polls.formats import format_date, format_datetime
from polls.models import Poll
from polls.models.choices import Eligibility, Kind, OptionOrder

SAMPLE = "self-selected readers, not a representative sample"
REPEAT_VOTING = {
    Eligibility.BROWSER: "one vote per browser or API client, identified by a stored credential; "
    "a person with several browsers could vote several times",
    Eligibility.ACCOUNT: "one vote per signed-in account",
    Eligibility.CODE: "one vote per invitation code",
}
PERCENTAGES = {
    Kind.SINGLE: "of all counted ballots, in whole numbers that add up to 100 (largest remainder)",
    Kind.MULTIPLE: "of voters; each voter could choose several options, "
    "so the percentages may add up to more than 100",
}
OPTION_ORDERS = {
    OptionOrder.FIXED: "the same for all voters",
    OptionOrder.SHUFFLED: "random for each voter, with all orders equally likely; "
    "as listed for browsers without JavaScript",
}


def build_methodology(poll: Poll, totals: dict[str, int]) -> dict[str, Any]:
    """Return the methodology as a dict of plain values, with the note as "text".

    `totals` is {status: ballots}.
    """
    items = {
        "publisher": poll.site_name or get_site_name(),
        "question": poll.question,
        "field_dates": get_field_dates(poll),
        "mode": "web form and public API",
        "sample": SAMPLE,
        "ballots": totals["counted"],
        "set_aside": totals["set_aside"],
        "rejected": totals["rejected"],
        "withdrawn": totals["withdrawn"],
        "repeat_voting": REPEAT_VOTING[Eligibility(poll.eligibility)],
        "changeable": poll.changeable,
        "option_order": OPTION_ORDERS[OptionOrder(poll.option_order)],
        "percentages": PERCENTAGES[Kind(poll.kind)],
        "weighting": "none",
        "anonymous_from": format_datetime(poll.anonymous_from),
    }
    return items | {"text": format_methodology(poll, items)}


def get_field_dates(poll: Poll) -> dict[str, str | None]:
    """Return {"from", "to"}: when voting began and ended, in ISO 8601."""
    start = poll.opens_at or poll.first_published_at
    return {"from": format_datetime(start), "to": format_datetime(poll.closes_at)}


def get_site_name() -> str:
    """Return the name of the default site, or its hostname."""
    return get_default_site_names().first() or ""


def build_site_name_subquery() -> Subquery:
    """Return the value of `get_site_name` as a subquery, for a query of polls."""
    return Subquery(get_default_site_names()[:1])


def get_default_site_names() -> QuerySet[Site, str]:
    name = Coalesce(NullIf("site_name", Value("")), "hostname")
    return Site.objects.filter(is_default_site=True).order_by().values_list(name, flat=True)


def format_methodology(poll: Poll, items: dict[str, Any]) -> str:
    """Return the methodology note as a paragraph."""
    ballots = items["ballots"]
    sentences = [
        f"{items['publisher']} conducted this poll on this site {format_field_dates(poll)}; "
        f"{ballots} ballot{'s' if ballots != 1 else ''} counted.",
        f"The voters are {SAMPLE}: the figures describe these voters only, and no margin of error "
        "can be given. The figures are not weighted.",
        f"Repeat voting was limited: {items['repeat_voting']}.",
        f"{items['set_aside']} set aside as suspect and not counted, {items['rejected']} rejected "
        f"after review, {items['withdrawn']} withdrawn by their voters.",
        f"Percentages are {items['percentages']}.",
        f"Order of the options: {items['option_order']}.",
    ]
    return " ".join(sentences)


def format_field_dates(poll: Poll) -> str:
    """Return the field dates, such as "from 1 June 2026 to 8 June 2026"."""
    start = poll.opens_at or poll.first_published_at
    dates = [("from", start), ("to", poll.closes_at)]
    return " ".join(f"{word} {format_date(moment)}" for word, moment in dates if moment)
