"""Made-up content for tests."""

import factory
import wagtail_factories
from wagtail.documents import get_document_model

from articles.models import ArticlePage, AuthorPage, Byline, Topic
from articles.pictures import Picture
from home.models import StandardPage


class PictureFactory(wagtail_factories.ImageFactory):
    credit = "Drawn for a test"

    class Meta:
        model = Picture


class DocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = get_document_model()


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
    """An article; `by` are the AuthorPages of its byline."""

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


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Page {}".format)

    class Meta:
        model = StandardPage
