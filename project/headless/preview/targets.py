"""The models that can be previewed: pages of any type, and polls."""

from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from articles.audiences.models import Audience, get_audience_by_slug
from home.models import AudiencePage
from polls.models import Poll
from project.headless.models import PreviewLink

MODELS = {"page": Page, "poll": Poll}
# The slug of a poll in a preview while its form has none.
PLACEHOLDER_SLUG = "preview"


def get_preview_kind(model: type[Model]) -> Literal["page", "poll"]:
    return "page" if issubclass(model, Page) else "poll"


def is_poll(instance: Model) -> bool:
    return get_preview_kind(type(instance)) == "poll"


def get_previewed_model(link: PreviewLink) -> type[Model]:
    return ContentType.objects.get_for_id(link.content_type_id).model_class()


def can_preview(user: AbstractBaseUser, instance: Model) -> bool:
    """Whether the user may edit or publish the instance, or add it if it was never saved."""
    if is_poll(instance):
        policy = policy_registry.get_by_type(Poll)
        return policy.user_has_permission(user, "change" if instance.pk else "add")
    if instance.pk:
        permissions = instance.permissions_for_user(user)
        return permissions.can_edit() or permissions.can_publish()
    parent = Page.objects.parent_of(instance).first()
    return bool(parent) and parent.permissions_for_user(user).can_add_subpage()


def get_language_code(instance: Model) -> str:
    """Return the language code of a page or poll, such as "en-gb"."""
    locale = Locale.get_default() if is_poll(instance) else instance.locale
    return locale.language_code


def get_preview_audience(instance: Model, slug: str | None) -> Audience | None:
    """Return the audience to render for; an audience page is always rendered for its own."""
    return instance.audience if isinstance(instance, AudiencePage) else get_audience_by_slug(slug)


def get_preview_content(instance: Model) -> dict[str, Any]:
    """Return the content of an instance as in a revision, with defaults for an unsaved one."""
    if is_poll(instance):
        instance.slug = instance.slug or PLACEHOLDER_SLUG
        instance.number_options()
    elif not instance.locale_id:
        instance.locale = instance.get_default_locale()
    return instance.serializable_data()


def load_instance(link: PreviewLink) -> Model | None:
    """Return the page or poll with the content of the link, or with its latest revision.

    None if it was deleted.
    """
    model, content = get_previewed_model(link), link.content
    if link.object_id is None:
        return model.from_serializable_data(content)
    instance = model.objects.select_related("latest_revision").filter(pk=link.object_id).first()
    if instance and not content and instance.latest_revision:
        content = instance.latest_revision.content
    return instance.with_content_json(content) if instance and content else instance
