"""What follows when an author, an article or an audience comes, changes or goes."""

from django.contrib.auth.models import Group
from django.db.models.signals import (
    m2m_changed,
    post_delete,
    post_save,
    pre_delete,
    pre_save,
)
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, ReferenceIndex
from wagtail.search.index import insert_or_update_object
from wagtail.signals import init_new_page, page_published, page_unpublished

from articles.admin import blog_permissions
from articles.images import SPECS, CustomImage, CustomRendition
from articles.models import ArticlePage, Audience, AuthorPage, Byline, FormerAudience
from articles.tasks import make_ahead, pictures_of
from articles.visibility import is_public_page


@receiver(init_new_page, sender=None)
def offer_own_byline(page, parent, **kwargs):
    """A new article is by the expert of its blog, or by whoever writes it.

    Wagtail makes a new page with the user as its owner.
    """
    if not isinstance(page, ArticlePage):
        return
    parent = parent.specific
    author = parent if isinstance(parent, AuthorPage) else own_page(page.owner)
    if author:
        page.bylines.add(Byline(author=author))


def own_page(user):
    """Return the page of the author that a user is, a public one first; None if there is none."""
    return user and AuthorPage.objects.filter(user=user).order_by("-live", "pk").first()


@receiver(pre_save, sender=Group)
def keep_name_of_blog_group(instance, **kwargs):
    blog_permissions.keep_name(instance)


@receiver(page_published, sender=ArticlePage)
def find_by_new_bylines(instance, **kwargs):
    """Index an article once more: when it was saved, its bylines were not yet."""
    insert_or_update_object(instance)


@receiver(m2m_changed, sender=ArticlePage.topics.through)
def note_use_of_topics(instance, action, reverse, **kwargs):
    """Note which topics an article uses: when it was saved, they were not yet."""
    if action.startswith("post") and not reverse:
        ReferenceIndex.create_or_update_for_object(instance)


@receiver(page_published, sender=None)
def make_renditions_of_page(instance, **kwargs):
    """The pictures of a page are there in every size before it is read."""
    make_ahead(pictures_of(instance))


@receiver(post_save, sender=CustomImage)
def make_renditions_anew(instance, created, **kwargs):
    """A picture may have another subject; one that nothing shows yet waits until it is chosen."""
    if not created and ReferenceIndex.get_references_to(instance).exists():
        make_ahead([instance.pk])


@receiver(post_delete, sender=CustomRendition)
def make_renditions_of_new_file(instance, **kwargs):
    """With another file, Wagtail deletes all renditions of the one before, this among them."""
    if instance.filter_spec == SPECS[0]:
        make_ahead([instance.image_id])


@receiver([page_published, page_unpublished], sender=AuthorPage)
def find_by_name_of_author(instance, **kwargs):
    """Index what an author wrote: the name may be new, or no longer be public."""
    for byline in instance.bylines.select_related("article"):
        insert_or_update_object(byline.article)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def find_by_names_that_are_public(instance, **kwargs):
    """Index what authors wrote whose pages become private, or public again."""
    authors = AuthorPage.objects.descendant_of(instance.page, inclusive=True)
    for article in ArticlePage.objects.filter(bylines__author__in=authors).distinct():
        insert_or_update_object(article)


@receiver(post_save, sender=AuthorPage)
def let_user_write(instance, raw, update_fields, **kwargs):
    # With a draft, other fields alone are saved.
    if not raw and (update_fields is None or "user" in update_fields):
        blog_permissions.tie(instance)


@receiver(post_delete, sender=AuthorPage)
def let_nobody_write(instance, **kwargs):
    blog_permissions.untie(instance)


@receiver(pre_delete, sender=AuthorPage)
def keep_name_on_articles(instance, **kwargs):
    """A public author's page may go; the name stays on what was written."""
    if is_public_page(instance):
        instance.bylines.filter(name="").update(name=instance.title)


@receiver(pre_save, sender=Audience)
def remember_former_slug(instance, **kwargs):
    """Addresses with the slug an audience had lead on, and ballots with it keep its name."""
    before = Audience.objects.filter(pk=instance.pk).exclude(slug=instance.slug).first()
    if before:
        remember(before, successor=instance)
    FormerAudience.objects.filter(slug=instance.slug).delete()


@receiver(pre_delete, sender=Audience)
def remember_deleted_audience(instance, **kwargs):
    """Ballots that came as a deleted audience keep its name."""
    remember(instance, successor=None)


def remember(audience, successor):
    FormerAudience.objects.update_or_create(
        slug=audience.slug, defaults={"name": audience.name, "successor": successor}
    )
