"""The number of articles for each audience, by topic and month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from articles.audiences.models import Audience
from articles.models import ArticlePage, Topic

ALL_TOPICS = "All topics"


@dataclass(frozen=True)
class Coverage:
    """The numbers of articles for an audience on a topic, `by_month` from the oldest month."""

    audience: str
    topic: str
    by_month: list[int]

    @property
    def total(self) -> int:
        return sum(self.by_month)

    @property
    def is_gap(self) -> bool:
        return not self.total


def get_months_until(today: date, count: int) -> list[date]:
    """Return the first days of `count` months, ending with the month of `today`."""
    last = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - count + 1, last + 1)]


def get_coverage(audiences: Iterable[Audience], months: list[date]) -> list[Coverage]:
    """Return the coverage of each audience, overall and on each topic.

    `months` are first days, oldest first. An article on two topics counts once for each topic and
    once overall. Only public articles count.
    """
    articles = ArticlePage.objects.live_and_public().originals().filter(date__gte=months[0])
    counts = count_articles(articles.exclude(topics=None), "topics") | count_articles(articles)
    topics = [*Topic.objects.all()]
    return [
        Coverage(
            audience.name,
            topic.name if topic else ALL_TOPICS,
            [counts[audience.pk, topic and topic.pk, month] for month in months],
        )
        for audience in audiences
        for topic in (None, *topics)
    ]


def count_articles(articles: QuerySet, topic_field: str | None = None) -> Counter:
    """Return {(audience, topic, month): number of articles} in one query.

    Audiences and topics are primary keys, months are first days. Without a field, topic is None.
    """
    names = ["page_audiences__audience", "month", *([topic_field] if topic_field else [])]
    rows = articles.exclude(page_audiences=None).annotate(month=TruncMonth("date")).values(*names)
    counts = Counter()
    for row in rows.annotate(number=Count("pk", distinct=True)).order_by():
        topic = topic_field and row[topic_field]
        counts[row["page_audiences__audience"], topic, row["month"]] = row["number"]
    return counts
