"""Atom feeds (RFC 4287) of articles."""

import datetime
import re
import uuid

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from articles.audiences.pages import load_bylines, pieces_for
from articles.audiences.url_parameter import PARAMETER
from articles.models.articles import ArticlePage
from articles.models.topics import Topic
from polls.cache_tags import lists

LENGTH = 20
NOBODY = {"author_names": []}
# An entry must have a date (RFC 4287, 4.1.2), which a page that was imported may not.
UNKNOWN = datetime.date(1970, 1, 1)
# Characters that XML 1.0 cannot hold, such as the soft line break of a slide.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class AtomFeed(Atom1Feed):
    """Django's Atom feed with every author of an entry, not one."""

    def add_root_elements(self, handler):
        super().add_root_elements(CleanHandler(handler))

    def add_item_elements(self, handler, item):
        handler = CleanHandler(handler)
        for name in item["author_names"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        super().add_item_elements(handler, item)


class CleanHandler:
    """Writes XML without the characters that would make it none."""

    def __init__(self, handler):
        self.handler = handler

    def __getattr__(self, name):
        return getattr(self.handler, name)

    def addQuickElement(self, name, contents=None, attrs=None):  # noqa: N802 (Django's name)
        contents = contents and CONTROL.sub(" ", contents)
        self.handler.addQuickElement(name, contents, attrs)


class ArticleFeed(Feed):
    """The newest articles of some list; subclasses say of which."""

    feed_type = AtomFeed

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.standfirst

    def item_link(self, article):
        return article.full_url

    def item_guid(self, article):
        # The same when the article is moved or renamed (RFC 4287, 4.2.6).
        return uuid.uuid5(article.translation_key, str(article.locale_id)).urn

    def item_pubdate(self, article):
        return start_of(article.date)

    def item_updateddate(self, article):
        return start_of(article.updated_on or article.date)

    def item_extra_kwargs(self, article):
        names = [author["name"] for author in article.authors]
        return {"author_names": names}


class AuthorFeed(ArticleFeed):
    def get_object(self, request, author):
        return author

    def title(self, author):
        return author.heading

    def link(self, author):
        return author.full_url

    def subtitle(self, author):
        return author.introduction

    def author_name(self, author):
        return author.title

    def items(self, author):
        return author.articles[:LENGTH]


class TopicFeed(ArticleFeed):
    def get_object(self, request, slug):
        topic = get_object_or_404(Topic, slug=slug)
        lists(("articles-on", topic.pk))
        site = Site.find_for_request(request)
        topic.publisher = site.site_name or site.hostname
        return topic

    def title(self, topic):
        return topic.name

    def link(self, topic):
        return topic.get_absolute_url()

    def subtitle(self, topic):
        return topic.description

    def author_name(self, topic):
        return topic.publisher

    def items(self, topic):
        return ArticlePage.objects.for_cards().originals().filter(topics=topic)[:LENGTH]


class AudienceFeed(ArticleFeed):
    """What is addressed to an audience, as its page has it; not all of it are articles."""

    def get_object(self, request, page):
        site = Site.find_for_request(request)
        page.publisher = site.site_name or site.hostname
        return page

    def title(self, page):
        return page.title

    def link(self, page):
        return page.full_url

    def subtitle(self, page):
        return page.introduction

    def author_name(self, page):
        return page.publisher

    def items(self, page):
        pieces = list(pieces_for(page.audience)[:LENGTH])
        load_bylines(pieces)
        for piece in pieces:
            piece.read_as = page.audience.slug
        return pieces

    def item_link(self, piece):
        return f"{piece.full_url}?{PARAMETER}={piece.read_as}"

    def item_description(self, piece):
        return piece.teaser or piece.summary

    def item_pubdate(self, piece):
        return start_of(piece.day or UNKNOWN)

    def item_updateddate(self, piece):
        return start_of(getattr(piece, "updated_on", None) or piece.day or UNKNOWN)

    def item_extra_kwargs(self, piece):
        return super().item_extra_kwargs(piece) if isinstance(piece, ArticlePage) else NOBODY


def start_of(day):
    """Return midnight of `day` in the site's zone: articles are dated by the day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
