"""Every kind of change that editors make on the demo site, as functions; CHANGES lists all."""

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
from polls.models import Poll, VotingState
from tests.factories import ArticlePageFactory, PollFactory, StandardPageFactory, TopicFactory


def get_first_article():
    return ArticlePage.objects.live().order_by("pk").first()


def get_last_article():
    return ArticlePage.objects.live().order_by("-pk").first()


def get_private_page():
    return StandardPage.objects.live().first()


def publish_fields(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def publish_edited_article():
    publish_fields(get_first_article(), title="Another title", standfirst="Another standfirst.")


def save_draft():
    article = get_first_article()
    article.title = "Draft title"
    article.save_revision()


def change_author():
    article = get_first_article()
    byline = article.bylines.first()
    byline.author = AuthorPage.objects.exclude(pk=byline.author_id).last()
    article.bylines = [byline]
    article.save_revision().publish()


def change_topics():
    article = get_first_article()
    article.topics = [Topic.objects.last()]
    article.save_revision().publish()


def remove_audiences():
    article = ArticlePage.objects.live().filter(page_audiences__isnull=False).first()
    article.page_audiences = []
    article.save_revision().publish()


def add_article():
    ArticlePageFactory(parent=AuthorPage.objects.first(), title="Brand new", authors=[])


def publish_scheduled_article():
    article = ArticlePageFactory(parent=AuthorPage.objects.first(), title="In time", live=False)
    article.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = article.save_revision()
    revision.approved_go_live_at = article.go_live_at
    revision.save()
    call_command("publish_scheduled", stdout=StringIO())
    article.refresh_from_db()
    assert article.live


def unpublish():
    get_first_article().unpublish()


def delete_article():
    get_last_article().delete()


def move():
    article = get_last_article()
    to = AuthorPage.objects.exclude(pk=article.get_parent().pk).last()
    article.move(to, pos="last-child")


def rename_blog():
    publish_fields(AuthorPage.objects.first(), slug="renamed", title="Somebody Else")


def unpublish_author():
    AuthorPage.objects.live().last().unpublish()


def restrict_article():
    PageViewRestriction.objects.create(page=get_first_article(), restriction_type="login")


def restrict_section():
    PageViewRestriction.objects.create(
        page=ArticleIndexPage.objects.first(), restriction_type="password", password="secret"
    )


def remove_restriction():
    PageViewRestriction.objects.get().delete()


def rename_topic():
    topic = Topic.objects.first()
    topic.name = "A name of today"
    topic.save()


def add_topic():
    TopicFactory(name="A new topic", slug="a-new-topic")


def delete_topic():
    Topic.objects.filter(articles__isnull=False).first().delete()


def rename_audience():
    audience = Audience.objects.first()
    audience.name, audience.navigation_label = "Merchants", "For merchants"
    audience.save()


def edit_image():
    image = CustomImage.objects.filter(pk__in=ArticlePage.objects.values("hero")).first()
    image.credit, image.title = "Somebody else", "Another title"
    image.save()


def delete_image():
    CustomImage.objects.filter(pk__in=ArticlePage.objects.values("hero")).last().delete()


def rename_document():
    document = get_document_model().objects.first()
    document.title = "Another paper"
    document.save()


def remove_page_from_menu():
    page = StandardPage.objects.filter(show_in_menus=True).first()
    publish_fields(page, show_in_menus=False)


def add_page_to_menu():
    StandardPageFactory(parent=HomePage.objects.get(), title="Newest", show_in_menus=True)


def edit_home_page():
    publish_fields(HomePage.objects.get(), introduction="Another introduction.")


def edit_site_settings():
    settings = SiteSettings.for_site(Site.objects.get())
    settings.tagline = "Another tagline"
    settings.save()


def change_redirect():
    redirect = Redirect.objects.get(old_path="/gone")
    redirect.redirect_page = None
    redirect.redirect_link = "/topics/"
    redirect.save()


def edit_poll():
    poll = Poll.objects.live().first()
    poll.introduction = "Another introduction."
    poll.save_revision().publish()


def add_poll():
    PollFactory(question="Is this new?")


def unpublish_poll():
    Poll.objects.live().last().unpublish()


def correct_published_poll():
    poll = Poll.objects.live().first()
    VotingState.objects.filter(poll=poll).update(first_ballot_at=timezone.now())
    correct_poll(poll=poll, question="Another word?", labels={}, reason="A slip", user=None)


def change_page_audience():
    page = AudiencePage.objects.first()
    page.audience = Audience.objects.create(name="New", slug="new", navigation_label="For new ones")
    page.save_revision().publish()


def add_page_at_redirect_path():
    StandardPageFactory(parent=HomePage.objects.get(), slug="gone", title="Here again")


def rename_draft_ancestor():
    author = AuthorPage.objects.last()
    Page.objects.filter(pk=author.pk).update(live=False)
    author.refresh_from_db()
    author.slug = "renamed-draft"
    author.save()


CHANGES = [
    publish_edited_article,
    save_draft,
    change_author,
    change_topics,
    remove_audiences,
    add_article,
    publish_scheduled_article,
    move,
    rename_blog,
    restrict_article,
    remove_restriction,
    restrict_section,
    rename_topic,
    add_topic,
    delete_topic,
    rename_audience,
    edit_image,
    delete_image,
    rename_document,
    remove_page_from_menu,
    add_page_to_menu,
    edit_home_page,
    edit_site_settings,
    change_redirect,
    edit_poll,
    add_poll,
    correct_published_poll,
    change_page_audience,
    add_page_at_redirect_path,
    rename_draft_ancestor,
    unpublish_poll,
    unpublish,
    delete_article,
    unpublish_author,
]
