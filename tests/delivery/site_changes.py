"""Every kind of change that staff make on the demo site, as functions; all are in CHANGES."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, Site

from articles.images import CustomImage
from articles.models import ArticleIndexPage, ArticlePage, Audience, AuthorPage, Topic
from home.models import AudiencePage, HomePage, SiteSettings, StandardPage
from polls.corrections import correct_poll
from polls.models import BallotBox, Poll
from tests.factories import ArticlePageFactory, PollFactory, StandardPageFactory, TopicFactory


def an_article():
    return ArticlePage.objects.live().order_by("pk").first()


def other_article():
    return ArticlePage.objects.live().order_by("-pk").first()


def a_private_page():
    return StandardPage.objects.live().first()


def edited(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def publish_anew():
    edited(an_article(), title="Another title", standfirst="Another standfirst.")


def save_a_draft():
    article = an_article()
    article.title = "What nobody reads yet"
    article.save_revision()


def give_another_author():
    article = an_article()
    byline = article.bylines.first()
    byline.author = AuthorPage.objects.exclude(pk=byline.author_id).last()
    article.bylines = [byline]
    article.save_revision().publish()


def give_other_topics():
    article = an_article()
    article.topics = [Topic.objects.last()]
    article.save_revision().publish()


def address_to_nobody():
    article = ArticlePage.objects.live().filter(page_audiences__isnull=False).first()
    article.page_audiences = []
    article.save_revision().publish()


def write_an_article():
    ArticlePageFactory(parent=AuthorPage.objects.first(), title="Brand new", by=[])


def publish_on_a_date():
    article = ArticlePageFactory(parent=AuthorPage.objects.first(), title="In time", live=False)
    article.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = article.save_revision()
    revision.approved_go_live_at = article.go_live_at
    revision.save()
    call_command("publish_scheduled", stdout=StringIO())
    article.refresh_from_db()
    assert article.live


def unpublish():
    an_article().unpublish()


def delete_an_article():
    other_article().delete()


def move():
    article = other_article()
    to = AuthorPage.objects.exclude(pk=article.get_parent().pk).last()
    article.move(to, pos="last-child")


def rename_a_blog():
    edited(AuthorPage.objects.first(), slug="renamed", title="Somebody Else")


def unpublish_an_author():
    AuthorPage.objects.live().last().unpublish()


def restrict_an_article():
    PageViewRestriction.objects.create(page=an_article(), restriction_type="login")


def restrict_a_collection():
    PageViewRestriction.objects.create(
        page=ArticleIndexPage.objects.first(), restriction_type="password", password="secret"
    )


def lift_a_restriction():
    PageViewRestriction.objects.get().delete()


def rename_a_topic():
    topic = Topic.objects.first()
    topic.name = "A name of today"
    topic.save()


def make_a_topic():
    TopicFactory(name="A new topic", slug="a-new-topic")


def delete_a_topic():
    Topic.objects.filter(articles__isnull=False).first().delete()


def rename_an_audience():
    audience = Audience.objects.first()
    audience.name, audience.navigation_label = "Merchants", "For merchants"
    audience.save()


def give_a_picture_other_words():
    picture = CustomImage.objects.filter(pk__in=ArticlePage.objects.values("hero")).first()
    picture.credit, picture.title = "Somebody else", "Another title"
    picture.save()


def delete_a_picture():
    CustomImage.objects.filter(pk__in=ArticlePage.objects.values("hero")).last().delete()


def rename_a_document():
    document = get_document_model().objects.first()
    document.title = "Another paper"
    document.save()


def take_a_page_from_the_menu():
    page = StandardPage.objects.filter(show_in_menus=True).first()
    edited(page, show_in_menus=False)


def put_a_page_into_the_menu():
    StandardPageFactory(parent=HomePage.objects.get(), title="Newest", show_in_menus=True)


def change_the_front_page():
    edited(HomePage.objects.get(), introduction="Other words at the door.")


def change_the_settings():
    settings = SiteSettings.for_site(Site.objects.get())
    settings.tagline = "Said otherwise"
    settings.save()


def lead_elsewhere():
    redirect = Redirect.objects.get(old_path="/gone")
    redirect.redirect_page = None
    redirect.redirect_link = "/topics/"
    redirect.save()


def change_a_poll():
    poll = Poll.objects.live().first()
    poll.introduction = "Said otherwise."
    poll.save_revision().publish()


def make_a_poll():
    PollFactory(question="Is this new?")


def unpublish_a_poll():
    Poll.objects.live().last().unpublish()


def correct_a_poll():
    poll = Poll.objects.live().first()
    BallotBox.objects.filter(poll=poll).update(opened_at=timezone.now())
    correct_poll(poll=poll, question="Another word?", labels={}, reason="A slip", user=None)


def give_a_page_another_audience():
    page = AudiencePage.objects.first()
    page.audience = Audience.objects.create(name="New", slug="new", navigation_label="For new ones")
    page.save_revision().publish()


def put_a_page_where_a_redirect_was():
    StandardPageFactory(parent=HomePage.objects.get(), slug="gone", title="Here again")


def rename_a_draft_above_live_pages():
    author = AuthorPage.objects.last()
    Page.objects.filter(pk=author.pk).update(live=False)
    author.refresh_from_db()
    author.slug = "renamed-draft"
    author.save()


CHANGES = [
    publish_anew,
    save_a_draft,
    give_another_author,
    give_other_topics,
    address_to_nobody,
    write_an_article,
    publish_on_a_date,
    move,
    rename_a_blog,
    restrict_an_article,
    lift_a_restriction,
    restrict_a_collection,
    rename_a_topic,
    make_a_topic,
    delete_a_topic,
    rename_an_audience,
    give_a_picture_other_words,
    delete_a_picture,
    rename_a_document,
    take_a_page_from_the_menu,
    put_a_page_into_the_menu,
    change_the_front_page,
    change_the_settings,
    lead_elsewhere,
    change_a_poll,
    make_a_poll,
    correct_a_poll,
    give_a_page_another_audience,
    put_a_page_where_a_redirect_was,
    rename_a_draft_above_live_pages,
    unpublish_a_poll,
    unpublish,
    delete_an_article,
    unpublish_an_author,
]
