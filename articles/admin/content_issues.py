"""What readers may find wrong with public pages: for the front page of the admin and for lists."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Q, TextChoices
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from articles.audiences.models import PageAudience
from articles.models import ArticlePage
from polls.models import Poll


def editable_by(user):
    """Return the keys of the pages that a user may edit, as a subquery."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_permission_for(user, "change").order_by().values("pk")


class Lack(TextChoices):
    """What an article can be without."""

    STANDFIRST = "standfirst", "A standfirst"
    ALT = "alt", "Alternative text for its picture"
    TEASER = "teaser", "A teaser for its audience"
    TARGET = "target", "A target of its links that readers can open"


def lacking(lack):
    """Return the public articles without one thing, as a queryset; an alias lacks nothing."""
    articles = ArticlePage.objects.visible().originals()
    if lack == Lack.STANDFIRST:
        return articles.filter(standfirst="")
    if lack == Lack.ALT:
        # Of pictures in the text, the editor's form asks for it.
        return articles.filter(hero__isnull=False, hero_alt="")
    if lack == Lack.TEASER:
        return articles.filter(pk__in=PageAudience.objects.filter(teaser="").values("page"))
    return articles.filter(pk__in=pages_that_lead_nowhere())


def pages_that_lead_nowhere():
    """Return the keys of pages that have a dead end, as a subquery."""
    return dead_ends().values(key=Cast("object_id", IntegerField()))


def dead_ends():
    """Return the references from pages to unpublished pages and polls.

    By Wagtail's index, so that no text is read: links in texts, and whatever is chosen.
    """
    types = ContentType.objects.get_for_models(Page, Poll)
    leads_nowhere = Q()
    for model, type_of in types.items():
        leads_nowhere |= Q(to_content_type=type_of, to_object_id__in=unpublished(model))
    return ReferenceIndex.objects.filter(leads_nowhere, base_content_type=types[Page])


def unpublished(model):
    drafts = model._base_manager.filter(live=False)
    return drafts.values(key=Cast("pk", CharField()))
