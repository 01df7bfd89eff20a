"""Atom feeds (RFC 4287) of articles."""

import datetime
import re
import uuid

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from articles.audiences.pages import get_pages_for_audience, prefetch_bylines
from articles.audiences.url_parameter import AUDIENCE_PARAMETER
from articles.models.articles import ArticlePage
from articles.models.topics import Topic
from polls.cache_tags import add_list_tag

MAX_ENTRIES = 20
NO_AUTHORS = {"author_names": []}
# The date of an imported page without one, because an entry must have a date (RFC 4287, 4.1.2).
FALLBACK_DATE = datetime.date(1970, 1, 1)
# Characters that XML 1.0 does not allow, such as the vertical tab in text pasted from slides.
INVALID_XML_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class AtomFeed(Atom1Feed):
    """Django's Atom feed with all authors of an entry instead of one."""

    def add_root_elements(self, handler):
        super().add_root_elements(XMLSanitizer(handler))

    def add_item_elements(self, handler, item):
        handler = XMLSanitizer(handler)
        for name in item["author_names"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        super().add_item_elements(handler, item)


class XMLSanitizer:
    """Wraps Django's XML generator and replaces characters that XML does not allow."""

    def __init__(self, handler):
        self.handler = handler

    def __getattr__(self, name):
        return getattr(self.handler, name)

    def addQuickElement(self, name, contents=None, attrs=None):  # noqa: N802 (Django's name)
        contents = contents and INVALID_XML_CHARACTERS.sub(" ", contents)
        self.handler.addQuickElement(name, contents, attrs)


class ArticleFeed(Feed):
    """Base class of feeds with the newest articles of a list."""

    feed_type = AtomFeed

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.standfirst

    def item_link(self, article):
        return article.full_url

    def item_guid(self, article):
        # It must not change when the article is moved or renamed (RFC 4287, 4.2.6).
        return uuid.uuid5(article.translation_key, str(article.locale_id)).urn

    def item_pubdate(self, article):
        return get_midnight(article.date)

    def item_updateddate(self, article):
        return get_midnight(article.updated_on or article.date)

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
        return author.articles[:MAX_ENTRIES]


class TopicFeed(ArticleFeed):
    def get_object(self, request, slug):
        topic = get_object_or_404(Topic, slug=slug)
        add_list_tag(("articles-on", topic.pk))
        site = Site.find_for_request(request)
        topic.site_name = site.site_name or site.hostname
        return topic

    def title(self, topic):
        return topic.name

    def link(self, topic):
        return topic.get_absolute_url()

    def subtitle(self, topic):
        return topic.description

    def author_name(self, topic):
        return topic.site_name

    def items(self, topic):
        return ArticlePage.objects.for_cards().originals().filter(topics=topic)[:MAX_ENTRIES]


class AudienceFeed(ArticleFeed):
    """The pages for an audience, of all page types, in the order of the audience page."""

    def get_object(self, request, page):
        site = Site.find_for_request(request)
        page.site_name = site.site_name or site.hostname
        return page

    def title(self, page):
        return page.title

    def link(self, page):
        return page.full_url

    def subtitle(self, page):
        return page.introduction

    def author_name(self, page):
        return page.site_name

    def items(self, page):
        items = list(get_pages_for_audience(page.audience)[:MAX_ENTRIES])
        prefetch_bylines(items)
        for item in items:
            item.audience_slug = page.audience.slug
        return items

    def item_link(self, item):
        return f"{item.full_url}?{AUDIENCE_PARAMETER}={item.audience_slug}"

    def item_description(self, item):
        return item.teaser or item.summary

    def item_pubdate(self, item):
        return get_midnight(item.display_date or FALLBACK_DATE)

    def item_updateddate(self, item):
        updated_on = getattr(item, "updated_on", None)
        return get_midnight(updated_on or item.display_date or FALLBACK_DATE)

    def item_extra_kwargs(self, item):
        return super().item_extra_kwargs(item) if isinstance(item, ArticlePage) else NO_AUTHORS


def get_midnight(day: datetime.date) -> datetime.datetime:
    """Return midnight of `day` in the site's time zone; articles have a date without a time."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
