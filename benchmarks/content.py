"""As many articles as are asked for, with authors, topics and audiences, the same each time.

Saving each through the ORM would take hours; here rows are inserted a thousand at a time, with
their places in the tree computed. Wagtail's reference index, which only its admin reads, is left
empty; the search index is filled.
"""

import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from articles.body.reading_time import count_words
from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    Audience,
    AuthorPage,
    Byline,
    CustomImage,
    PageAudience,
    Topic,
)
from articles.prefetch.body_prefetch import use_prefetched_objects
from benchmarks import generated_text
from benchmarks.bodies import BodyGenerator
from polls.models import Poll

BATCH = 500
# Articles an author, on average; a few write most (see `by`).
PER_AUTHOR = 50
NEWEST = date(2026, 11, 1)
DAYS = 10 * 365


@dataclass
class Draft:
    """An article that is not in the database yet, and what will refer to it."""

    page: ArticlePage
    author: AuthorPage
    topics: list
    audiences: list = field(default_factory=list)


class ContentGenerator:
    """Adds articles to the demo site, from wherever it ended before."""

    def __init__(self):
        self.blogs = ArticleIndexPage.objects.get(slug="blogs")
        self.analysis = ArticleIndexPage.objects.get(slug="analysis")
        self.topics = [*Topic.objects.order_by("pk")]
        self.audiences = [*Audience.objects.order_by("pk")]
        self.members = self.private_collection()
        self.numbers = {}
        self.number = ArticlePage.objects.count()

    def grow_to(self, number, progress):
        """Make articles until there are as many; `progress` is called with how many were made."""
        self.add_authors(number // PER_AUTHOR)
        self.bodies = self.body_maker()
        for first in range(self.number, number, BATCH):
            last = min(first + BATCH, number)
            with transaction.atomic():
                self.save([self.draft(each) for each in range(first, last)])
            progress(last - first)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def private_collection(self):
        """Return a collection that only those who sign in read."""
        if found := ArticleIndexPage.objects.filter(slug="members").first():
            return found
        page = ArticleIndexPage(title="Members", slug="members")
        self.blogs.get_parent().add_child(instance=page)
        kind = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=page, restriction_type=kind)
        return page

    def add_authors(self, number):
        """Make authors until there are as many, each with a photo and a short introduction."""
        photos = [*CustomImage.objects.filter(title__icontains="portrait")] or [
            CustomImage.objects.first()
        ]
        for at in range(AuthorPage.objects.child_of(self.blogs).count(), number):
            chance = Random(f"author {at}")
            name = f"{chance.choice(generated_text.NAMES)} {chance.choice(generated_text.NAMES)}"
            author = AuthorPage(
                title=name,
                slug=f"author-{at}",
                photo=chance.choice(photos),
                introduction=generated_text.title(chance),
                role="Fellow",
                biography=f"<p>{generated_text.sentences(chance, 3, 6)}</p>",
            )
            self.blogs.add_child(instance=author)
        self.authors = [*AuthorPage.objects.child_of(self.blogs).order_by("path")]
        # The first wrote most, as in any institute (Zipf's law).
        self.shares = [1 / (at + 5) for at in range(len(self.authors))]

    def body_maker(self):
        return BodyGenerator(
            pictures=keys(CustomImage),
            documents=keys(get_document_model()),
            polls=keys(Poll),
            pages=[*Page.objects.filter(depth__gt=2).order_by("pk").values_list("pk", flat=True)],
            audiences=[audience.pk for audience in self.audiences],
        )

    def draft(self, number):
        """Return a Draft of the article of this number."""
        chance = Random(number)
        author = chance.choices(self.authors, self.shares)[0]
        parent = chance.choices([author, self.analysis, self.members], [60, 39, 1])[0]
        day = NEWEST - timedelta(days=chance.randrange(DAYS))
        moment = datetime(day.year, day.month, day.day, 9, chance.randrange(60), tzinfo=UTC)
        title, body = generated_text.title(chance), self.bodies.make(chance)
        page = ArticlePage(
            title=title,
            draft_title=title,
            slug=f"article-{number}",
            standfirst=generated_text.sentences(chance, 1, 2),
            date=day,
            hero_id=chance.choice(self.bodies.pictures),
            hero_alt=generated_text.title(chance),
            body=body,
            numbered_sections=chance.random() < 1 / 4,
            # One in fifty is a draft.
            live=chance.random() > 1 / 50,
            first_published_at=moment,
            last_published_at=moment,
        )
        with use_prefetched_objects({}):
            # No word to count is in what a body points at, so nothing is loaded for it. A body that
            # was read so would be stored without what it points at: this one is thrown away.
            page.word_count = count_words(ArticlePage(body=body).body)
        self.place(page, parent)
        # Two in five are for somebody in particular.
        some = chance.random() < 2 / 5
        audiences = chance.sample(self.audiences, chance.randint(1, 2)) if some else []
        return Draft(page, author, chance.sample(self.topics, chance.randint(1, 3)), audiences)

    def place(self, page, parent):
        """Set what says where a page stands in the tree."""
        self.numbers[parent.pk] = self.numbers.get(parent.pk, parent.numchild) + 1
        page.path = Page._get_path(parent.path, parent.depth + 1, self.numbers[parent.pk])
        page.depth = parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale_id = parent.locale_id

    def save(self, drafts):
        pages = [draft.page for draft in drafts]
        shared = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
        rows = [Page(**{name: getattr(page, name) for name in shared}) for page in pages]
        for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
            page.id = page.page_ptr_id = row.pk
        insert(ArticlePage, pages)
        Byline.objects.bulk_create(Byline(article=d.page, author=d.author) for d in drafts)
        PageAudience.objects.bulk_create(
            PageAudience(page=d.page, audience=audience, teaser=d.page.title)
            for d in drafts
            for audience in d.audiences
        )
        through = ArticlePage.topics.through
        through.objects.bulk_create(
            through(articlepage=d.page, topic=topic) for d in drafts for topic in d.topics
        )
        for pk, number in self.numbers.items():
            Page.objects.filter(pk=pk).exclude(numchild=number).update(numchild=number)
        self.index(drafts)

    def index(self, drafts):
        """Fill the search index, as Wagtail does for each page that is saved."""
        fields = [once(each) for each in ArticlePage.get_search_fields() if is_text(each)]
        for draft in drafts:
            draft.page.get_search_fields = lambda: fields
            # What it would ask the database for, article by article.
            byline = Byline(article=draft.page, author=draft.author)
            byline.is_author_private = False
            draft.page._prefetched_objects_cache = {"bylines": [byline]}
        pages = [draft.page for draft in drafts]
        get_search_backend().get_index_for_model(ArticlePage).add_items(ArticlePage, pages)


def is_text(each):
    return isinstance(each, (index.SearchField, index.AutocompleteField))


def once(each):
    """Return a search field that reads an article once; the index asks five times."""
    each = copy.copy(each)
    each.get_value = cache(each.get_value)
    return each


def keys(model):
    return [*model.objects.order_by("pk").values_list("pk", flat=True)]


def insert(model, rows):
    """Insert rows of a page type whose rows of Wagtail's own table are there already."""
    query = InsertQuery(model)
    query.insert_values(model._meta.local_concrete_fields, rows)
    query.get_compiler(connection=connection).execute_sql()
