"""Signal handlers of articles, authors, audiences and images."""

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
from articles.images import RENDITION_SPECS, CustomImage, CustomRendition
from articles.models import ArticlePage, Audience, AuthorPage, Byline, FormerAudience
from articles.tasks import enqueue_renditions, get_image_primary_keys
from articles.visibility import is_public_page


@receiver(init_new_page, sender=None)
def add_default_byline(page, parent, **kwargs):
    """Add the author of the blog, or else the author page of the current user, to a new article.

    Wagtail passes the current user as the owner of the new page.
    """
    if not isinstance(page, ArticlePage):
        return
    parent = parent.specific
    author = parent if isinstance(parent, AuthorPage) else get_author_page(page.owner)
    if author:
        page.bylines.add(Byline(author=author))


def get_author_page(user):
    """Return the author page assigned to a user, a live page first; None if there is none."""
    return user and AuthorPage.objects.filter(user=user).order_by("-live", "pk").first()


@receiver(page_published, sender=ArticlePage)
def reindex_article(instance, **kwargs):
    """Index the bylines of an article, which are saved after the article itself."""
    insert_or_update_object(instance)


@receiver(m2m_changed, sender=ArticlePage.topics.through)
def update_topic_references(instance, action, reverse, **kwargs):
    """Index the topics of an article, which are saved after the article itself."""
    if action.startswith("post") and not reverse:
        ReferenceIndex.create_or_update_for_object(instance)


@receiver(page_published, sender=None)
def create_renditions_of_page(instance, **kwargs):
    enqueue_renditions(get_image_primary_keys(instance))


@receiver(post_save, sender=CustomImage)
def create_renditions_of_changed_image(instance, created, **kwargs):
    """Create new renditions, because the focal point may have changed.

    The renditions of an unused image are created when a page that uses it is published.
    """
    if not created and ReferenceIndex.get_references_to(instance).exists():
        enqueue_renditions([instance.pk])


@receiver(post_delete, sender=CustomRendition)
def create_renditions_of_new_file(instance, **kwargs):
    """Create new renditions when Wagtail has deleted all, because the image has another file."""
    if instance.filter_spec == RENDITION_SPECS[0]:
        enqueue_renditions([instance.image_id])


@receiver([page_published, page_unpublished], sender=AuthorPage)
def reindex_articles_of_author(instance, **kwargs):
    """Index the articles of an author whose name changed or is no longer public."""
    for byline in instance.bylines.select_related("article"):
        insert_or_update_object(byline.article)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def reindex_articles_of_restricted_authors(instance, **kwargs):
    """Index the articles of authors whose pages became private or public."""
    authors = AuthorPage.objects.descendant_of(instance.page, inclusive=True)
    for article in ArticlePage.objects.filter(bylines__author__in=authors).distinct():
        insert_or_update_object(article)


@receiver(post_save, sender=AuthorPage)
def assign_blog_of_author(instance, raw, update_fields, **kwargs):
    # Saving a draft saves other fields only, with `update_fields`.
    if not raw and (update_fields is None or "user" in update_fields):
        blog_permissions.assign_blog(instance)


@receiver(pre_delete, sender=AuthorPage)
def revoke_blog_of_author(instance, **kwargs):
    # Before the page is deleted, which deletes the relation to the group.
    blog_permissions.revoke_blog(instance)


@receiver(pre_delete, sender=AuthorPage)
def copy_author_name_to_bylines(instance, **kwargs):
    """Print the name of a deleted author on the articles, if the author page was public."""
    if is_public_page(instance):
        instance.bylines.filter(name="").update(name=instance.title)


@receiver(pre_save, sender=Audience)
def save_former_audience_slug(instance, **kwargs):
    """Save the former slug, so that its URLs redirect and its ballots still have a name."""
    before = Audience.objects.filter(pk=instance.pk).exclude(slug=instance.slug).first()
    if before:
        save_former_audience(before, successor=instance)
    FormerAudience.objects.filter(slug=instance.slug).delete()


@receiver(pre_delete, sender=Audience)
def save_deleted_audience(instance, **kwargs):
    """Save the name of a deleted audience for the ballots that carry its slug."""
    save_former_audience(instance, successor=None)


def save_former_audience(audience, successor):
    FormerAudience.objects.update_or_create(
        slug=audience.slug, defaults={"name": audience.name, "successor": successor}
    )
