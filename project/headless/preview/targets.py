"""What can be previewed: any page, and polls."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from articles.audiences.models import find_audience
from home.models import AudiencePage
from polls.models import Poll

MODELS = {"page": Page, "poll": Poll}
# What a poll's address ends in until its editor has written one.
PLACEHOLDER = "preview"


def kind_of(model):
    """Return "page" or "poll"."""
    return "page" if issubclass(model, Page) else "poll"


def model_of(link):
    return ContentType.objects.get_for_id(link.content_type_id).model_class()


def may_preview(user, previewed):
    """Whether this user may edit or publish it, or add it where it was never saved."""
    if kind_of(type(previewed)) == "poll":
        policy = policy_registry.get_by_type(Poll)
        return policy.user_has_permission(user, "change" if previewed.pk else "add")
    if previewed.pk:
        permissions = previewed.permissions_for_user(user)
        return permissions.can_edit() or permissions.can_publish()
    parent = Page.objects.parent_of(previewed).first()
    return bool(parent) and parent.permissions_for_user(user).can_add_subpage()


def locale_of(previewed):
    """Return the code of its language, such as "en-gb"."""
    if kind_of(type(previewed)) == "poll":
        return Locale.get_default().language_code
    return previewed.locale.language_code


def audience_of(previewed, slug):
    """Return the audience as which it is read; an audience's own page has no other."""
    return previewed.audience if isinstance(previewed, AudiencePage) else find_audience(slug)


def content_of(previewed):
    """Return its content as a revision has it, with what it lacks before it is first saved."""
    if kind_of(type(previewed)) == "poll":
        previewed.slug = previewed.slug or PLACEHOLDER
        previewed.number_options()
    elif not previewed.locale_id:
        previewed.locale = previewed.get_default_locale()
    return previewed.serializable_data()


def read_previewed(link):
    """Return the page or poll with the link's content, or its latest; None if it was deleted."""
    model, content = model_of(link), link.content
    if link.object_id is None:
        return model.from_serializable_data(content)
    saved = model.objects.select_related("latest_revision").filter(pk=link.object_id).first()
    if saved and not content and saved.latest_revision:
        content = saved.latest_revision.content
    return saved.with_content_json(content) if saved and content else saved
