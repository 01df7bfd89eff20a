"""Forms of the page editor."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from articles.preflight.checks import find_blocking_body_issues

SLUG_RESERVED = "This URL is reserved for another part of the site. Choose another slug."


class PageForm(WagtailAdminPageForm):
    """The form of every page with a body."""

    def clean_slug(self):
        """Reject a slug whose URL already belongs to a view or to a route of the parent page."""
        slug = self.cleaned_data["slug"]
        if slug and is_slug_reserved(self.parent_page.specific, slug):
            raise ValidationError(SLUG_RESERVED)
        return slug

    def clean(self):
        """Describe the errors of the body with their location, beside those of its fields."""
        cleaned_data = super().clean()
        if not self.is_deferred_validation and self.has_error("body"):
            for issue in find_blocking_body_issues(self.submitted_body):
                self.add_error(None, f"{issue.location}: {issue.message}")
        return cleaned_data

    @property
    def submitted_body(self) -> StreamValue:
        """The body as submitted, which Django does not assign to the page if it has errors."""
        widget = self.fields["body"].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix("body"))

    def save(self, commit=True):
        """Save a new page as a draft even if it is published at once, which can be rejected."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)


class AuthorForm(PageForm):
    def save(self, commit=True):
        """Mark a change of the user: saving a draft applies it, a preview does not."""
        page = super().save(commit)
        page.user_changed = "user" in self.changed_data
        return page


def is_slug_reserved(parent: Page, slug: str) -> bool:
    """Whether the URL of this child page belongs to a view or to a route of the parent page."""
    return is_view_path(parent, slug) or is_parent_route(parent, slug)


def is_view_path(parent: Page, slug: str) -> bool:
    """Whether a view of the project, such as the search, has the URL of this child page."""
    # With several languages the URL begins with a language code, and with several sites it
    # contains the domain.
    with translation.override(parent.locale.language_code):
        if not parent.url:
            return False
        path = urlsplit(parent.url).path
        try:
            return resolve(f"{path}{slug}/").url_name != "wagtail_serve"
        except Resolver404:
            return False


def is_parent_route(parent: Page, slug: str) -> bool:
    """Whether the parent page has a route of this name, such as the feed of a blog."""
    if not isinstance(parent, RoutablePageMixin):
        return False
    try:
        return bool(parent.resolve_subpage(f"/{slug}/"))
    except Http404:
        return False
