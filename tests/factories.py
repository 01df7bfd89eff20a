"""Made-up content for tests."""

from datetime import timedelta

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.documents import get_document_model

from articles.images import CustomImage
from articles.models import ArticlePage, Audience, AuthorPage, Byline, PageAudience, Topic
from home.models import AudiencePage, StandardPage
from polls.models import Poll, PollOption


class PictureFactory(wagtail_factories.ImageFactory):
    credit = "Drawn for a test"

    class Meta:
        model = CustomImage


class DocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = get_document_model()


class AudienceFactory(factory.django.DjangoModelFactory):
    """An audience by its slug: "business" is named “Business”, and labelled “For business”."""

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
    """An article; `by` are the AuthorPages of its byline; `teasers` are {audience: teaser}."""

    title = factory.Sequence("Article {}".format)
    standfirst = "What it says, in a sentence."

    class Meta:
        model = ArticlePage
        skip_postgeneration_save = True

    @factory.post_generation
    def by(self, create, authors, **kwargs):
        if authors:
            self.bylines = [Byline(author=author) for author in authors]
            self.save()

    @factory.post_generation
    def teasers(self, create, teasers, **kwargs):
        """Address it to audiences."""
        address(self, teasers or {})


class AudiencePageFactory(wagtail_factories.PageFactory):
    """The page of an audience, as `home` has it: parent=home, audience=…"""

    title = factory.Sequence("For audience {}".format)

    class Meta:
        model = AudiencePage


def address(page, teasers):
    """Address a page to audiences, as {audience: teaser}."""
    if teasers:
        page.page_audiences = [
            PageAudience(audience=who, teaser=why) for who, why in teasers.items()
        ]
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
        poll.options = [PollOption(label=label, sort_order=at) for at, label in enumerate(options)]
        poll.save()
        return Poll.objects.whole().get(pk=poll.pk)
