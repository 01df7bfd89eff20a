"""Factories of content for tests."""

from datetime import timedelta

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.documents import get_document_model

from articles.images import CustomImage
from articles.models import ArticlePage, Audience, AuthorPage, Byline, PageAudience, Topic
from home.models import AudiencePage, StandardPage
from polls.models import Poll, PollOption


class ImageFactory(wagtail_factories.ImageFactory):
    credit = "Drawn for a test"

    class Meta:
        model = CustomImage


class DocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = get_document_model()


class AudienceFactory(factory.django.DjangoModelFactory):
    """An audience whose name and navigation label follow from its slug."""

    slug = factory.Sequence("audience-{}".format)
    name = factory.LazyAttribute(lambda audience: audience.slug.capitalize())
    navigation_label = factory.LazyAttribute(lambda audience: f"For {audience.slug}")

    class Meta:
        model = Audience


class TopicFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Topic {}".format)
    slug = factory.Sequence("topic-{}".format)

    class Meta:
        model = Topic


class AuthorPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Author {}".format)

    class Meta:
        model = AuthorPage


class ArticlePageFactory(wagtail_factories.PageFactory):
    """An article; `authors` are the AuthorPages of its byline; `teasers` are {audience: teaser}."""

    title = factory.Sequence("Article {}".format)
    standfirst = "What it says, in a sentence."

    class Meta:
        model = ArticlePage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        """Set bylines and audiences before the page is saved, so that it is indexed only once."""
        bylines = [Byline(author=author) for author in kwargs.pop("authors", ())]
        audiences = build_page_audiences(kwargs.pop("teasers", {}))
        kwargs = {"bylines": bylines, "page_audiences": audiences, **kwargs}
        return super()._create_instance(model_class, parent, kwargs)


class AudiencePageFactory(wagtail_factories.PageFactory):
    """The page of an audience; needs parent=home and an audience."""

    title = factory.Sequence("For audience {}".format)

    class Meta:
        model = AudiencePage


def build_page_audiences(teasers):
    return [PageAudience(audience=audience, teaser=teaser) for audience, teaser in teasers.items()]


def set_audiences(page, teasers):
    """Set the audiences of a page, as {audience: teaser}."""
    if teasers:
        page.page_audiences = build_page_audiences(teasers)
        page.save()


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Page {}".format)

    class Meta:
        model = StandardPage


class PollFactory(factory.django.DjangoModelFactory):
    """An open, live poll; `options` are the labels of its options."""

    question = factory.Sequence("Is {} a prime number?".format)
    slug = factory.Sequence("poll-{}".format)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    first_published_at = factory.SelfAttribute("opens_at")

    class Meta:
        model = Poll

    @classmethod
    def _create(cls, model, options=("Yes", "No", "Perhaps"), **fields):
        poll = model(**fields)
        poll.options = [
            PollOption(label=label, sort_order=order) for order, label in enumerate(options)
        ]
        poll.save()
        return Poll.objects.for_display().get(pk=poll.pk)
