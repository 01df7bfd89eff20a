"""Forms of the pages' editor."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.contrib.routable_page.models import RoutablePageMixin

from articles.preflight.checks import find_gaps

TAKEN = "Another part of the site answers at this address. Choose another slug."


class PageForm(WagtailAdminPageForm):
    """The form of every page with a body."""

    def clean_slug(self):
        """Refuse a slug that would hide something else, or be hidden by it."""
        slug = self.cleaned_data["slug"]
        parent = self.parent_page.specific
        if slug and (is_view(parent, slug) or is_route(parent, slug)):
            raise ValidationError(TAKEN)
        return slug

    def clean(self):
        """Say of what the text lacks where it is, and why it matters, beside the fields' errors."""
        cleaned = super().clean()
        if not self.is_deferred_validation and self.has_error("body"):
            for finding in find_gaps(self.typed_body):
                self.add_error(None, f"{finding.where}: {finding.message}")
        return cleaned

    @property
    def typed_body(self):
        """The text as it stands in the form, which the page does not take with its errors."""
        widget = self.fields["body"].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix("body"))

    def save(self, commit=True):
        """A new page is a draft, also where it is published at once: that may be refused."""
        if self.instance.pk is None:
            self.instance.live = False
        return super().save(commit)


class AuthorForm(PageForm):
    def save(self, commit=True):
        """Who writes in a blog is decided as soon as its draft is kept, which a preview is not."""
        page = super().save(commit)
        page.changes_hands = "user" in self.changed_data
        return page


def is_view(parent, slug):
    """Whether a view of the project, such as the search, answers at this address."""
    # With several languages an address begins with one, and with several sites it names one.
    with translation.override(parent.locale.language_code):
        if not parent.url:
            return False
        path = urlsplit(parent.url).path
        try:
            return resolve(f"{path}{slug}/").url_name != "wagtail_serve"
        except Resolver404:
            return False


def is_route(parent, slug):
    """Whether the parent itself answers there, as a blog does with its feed."""
    if not isinstance(parent, RoutablePageMixin):
        return False
    try:
        return bool(parent.resolve_subpage(f"/{slug}/"))
    except Http404:
        return False
