"""What has been written for whom, on which topic, month by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from articles.models import ArticlePage, Topic

ALL_TOPICS = "All topics"


@dataclass(frozen=True)
class Coverage:
    """How many articles an audience had on a topic: `by_month` from the oldest, and the `total`."""

    audience: str
    topic: str
    by_month: list

    @property
    def total(self):
        return sum(self.by_month)

    @property
    def is_gap(self):
        return not self.total


def months_until(today, number):
    """Return the first days of so many months, the last of which is that of `today`."""
    last = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(last - number + 1, last + 1)]


def coverage(audiences, months):
    """Return a Coverage for each audience, and for each topic of it.

    `months` are first days, oldest first. An article on two topics counts for each, and once for
    all topics. What readers cannot open does not count.
    """
    articles = ArticlePage.objects.visible().originals().filter(date__gte=months[0])
    numbers = count(articles.exclude(topics=None), "topics") | count(articles)
    topics = [*Topic.objects.all()]
    return [
        Coverage(
            audience.name,
            topic.name if topic else ALL_TOPICS,
            [numbers[audience.pk, topic and topic.pk, month] for month in months],
        )
        for audience in audiences
        for topic in (None, *topics)
    ]


def count(articles, topic=None):
    """Return {(audience, topic, month): articles} of keys and first days, in one query."""
    by = ["page_audiences__audience", "month", *([topic] if topic else [])]
    rows = articles.exclude(page_audiences=None).annotate(month=TruncMonth("date")).values(*by)
    numbers = defaultdict(int)
    for row in rows.annotate(number=Count("pk", distinct=True)).order_by():
        place = (row["page_audiences__audience"], topic and row[topic], row["month"])
        numbers[place] = row["number"]
    return numbers
