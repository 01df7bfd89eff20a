"""Content issues of public pages: missing fields and broken links, for lists and the dashboard."""

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Model, Q, QuerySet, TextChoices
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from articles.audiences.models import PageAudience
from articles.models import ArticlePage
from polls.models import Poll


class ContentIssueType(TextChoices):
    MISSING_STANDFIRST = "missing-standfirst", "Missing standfirst"
    MISSING_ALT_TEXT = "missing-alt-text", "Missing alternative text"
    MISSING_TEASER = "missing-teaser", "Missing teaser"
    BROKEN_LINK = "broken-link", "Broken link"


def get_editable_page_ids(user: AbstractUser) -> QuerySet:
    """Return the primary keys of the pages that a user may edit, as a subquery."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_permission_for(user, "change").order_by().values("pk")


def get_articles_with_issue(issue_type: ContentIssueType) -> QuerySet:
    """Return the public articles with this issue. An alias repeats the issues of its original."""
    articles = ArticlePage.objects.live_and_public().originals()
    match issue_type:
        case ContentIssueType.MISSING_STANDFIRST:
            return articles.filter(standfirst="")
        case ContentIssueType.MISSING_ALT_TEXT:
            # Image blocks require an alternative text, so only the article's own image matters.
            return articles.filter(hero__isnull=False, hero_alt="")
        case ContentIssueType.MISSING_TEASER:
            return articles.filter(pk__in=PageAudience.objects.filter(teaser="").values("page"))
        case ContentIssueType.BROKEN_LINK:
            return articles.filter(pk__in=get_page_ids_with_broken_links())


def get_page_ids_with_broken_links() -> QuerySet:
    """Return the primary keys of the pages with a broken link, as a subquery."""
    return get_broken_references().values(page_pk=Cast("object_id", IntegerField()))


def get_broken_references() -> QuerySet:
    """Return the references from pages to unpublished pages and polls.

    Wagtail's reference index contains the links in rich text and the objects that are chosen in
    fields and blocks, so that no body has to be read.
    """
    content_types = ContentType.objects.get_for_models(Page, Poll)
    is_broken = Q()
    for model, content_type in content_types.items():
        is_broken |= Q(to_content_type=content_type, to_object_id__in=get_unpublished_ids(model))
    return ReferenceIndex.objects.filter(is_broken, base_content_type=content_types[Page])


def get_unpublished_ids(model: type[Model]) -> QuerySet:
    """Return primary keys as text, as the reference index stores them."""
    drafts = model._base_manager.filter(live=False)
    return drafts.values(text_pk=Cast("pk", CharField()))
