"""Registers the articles app in the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.admin.menu import PageEditorMenuItem
from articles.admin.reports import CoverageView, MissingTeasersView
from articles.admin.viewsets import ArticleViewSet, AuthorViewSet
from articles.audiences.models import get_audience_names
from articles.body.rich_text_links import PublicDocumentLinkHandler, PublicPageLinkHandler
from articles.models import Audience, Topic
from articles.preflight.bulk import (
    build_bulk_rejection_response,
    build_copy_rejection_response,
    include_draft_descendants,
    include_live_descendants,
)
from articles.preflight.publishing import (
    PUBLISH_ANYWAY_ACTION,
    PreflightError,
    PreflightPublishAction,
    reject_open_issues,
)
from articles.preflight.responses import build_preflight_response
from articles.preflight.views import PublishAnywayView, preflight
from articles.word_import.importer import IMPORT_ACTION
from articles.word_import.views import (
    WordImportReportView,
    WordImportView,
    can_import_word_document,
)

# Topics, audiences, articles and authors


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", Column("slug")]
    search_fields = ["name"]
    copy_view_enabled = False


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    add_to_admin_menu = True
    menu_order = 255
    list_display = ["name", "navigation_label", Column("slug", label="URL parameter ?for=")]
    search_fields = ["name"]
    copy_view_enabled = False


register_snippet(TopicViewSet)
register_snippet(AudienceViewSet)


@hooks.register("register_admin_viewset")
def register_page_viewsets():
    return [ArticleViewSet(), AuthorViewSet()]


@hooks.register("register_poll_audiences")
def register_poll_audiences():
    return get_audience_names()


@hooks.register("register_rich_text_features", order=100)
def register_public_link_handlers(features):
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


# Reports


def build_report_urls(view, path_name):
    """Return the URL patterns of a report, and of its results without the page around them."""
    name, results_name = view.index_url_name, view.index_results_url_name
    results_view = view.as_view(results_only=True)
    return [
        path(f"reports/{path_name}/", view.as_view(), name=name),
        path(f"reports/{path_name}/results/", results_view, name=results_name),
    ]


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        *build_report_urls(CoverageView, "coverage"),
        *build_report_urls(MissingTeasersView, "missing-teasers"),
    ]


@hooks.register("register_reports_menu_item")
def register_coverage_menu_item():
    url = reverse("coverage_report")
    return PageEditorMenuItem(CoverageView.page_title, url, icon_name="group", order=1000)


@hooks.register("register_reports_menu_item")
def register_missing_teasers_menu_item():
    url = reverse("missing_teasers_report")
    return PageEditorMenuItem(MissingTeasersView.page_title, url, icon_name="group", order=1010)


# Word import


@hooks.register("register_admin_urls")
def register_word_import_urls():
    report_view = WordImportReportView.as_view()
    return [
        path("articles/import/<int:parent>/", WordImportView.as_view(), name="word_import"),
        path("articles/import/report/<int:page>/", report_view, name="word_import_report"),
    ]


def build_word_import_buttons(page, user, priority):
    """Return [button] for a page to which this user can add an article, else []."""
    page = page.specific_deferred
    if not can_import_word_document(user, page):
        return []
    url = reverse("word_import", args=[page.pk])
    return [Button(WordImportView.page_title, url=url, icon_name="upload", priority=priority)]


@hooks.register("register_page_header_buttons")
def register_word_import_header_button(page, user, view_name, next_url=None):
    return build_word_import_buttons(page, user, 16)


@hooks.register("register_page_listing_more_buttons")
def register_word_import_listing_button(page, user, next_url=None):
    return build_word_import_buttons(page, user, 9)


class WordImportFormatter(LogFormatter):
    label = "Import Word document"

    def format_message(self, log_entry):
        # Wagtail escapes the message, so that it cannot contain a link.
        url = reverse("word_import_report", args=[log_entry.page_id])
        return f"Imported from a Word document. Import report: {url}"


@hooks.register("register_log_actions")
def register_word_import_action(actions):
    actions.register_action(IMPORT_ACTION)(WordImportFormatter)


# Preflight


@hooks.register("register_admin_urls")
def register_preflight_urls():
    publish_anyway = PublishAnywayView.as_view()
    return [
        path("articles/preflight/<int:pk>/", preflight, name="preflight"),
        path("articles/preflight/<int:pk>/publish-anyway/", publish_anyway, name="publish_anyway"),
    ]


@hooks.register("before_publish_page")
def check_before_publish(request, page):
    """Check a page that the editor's view publishes. The view has saved the draft already."""
    try:
        reject_open_issues(page)
    except PreflightError as error:
        return build_preflight_response(request, error)


@hooks.register("before_bulk_action")
def check_before_bulk_publish(request, action_type, objects, view):
    if action_type != "publish" or not all(isinstance(instance, Page) for instance in objects):
        return None
    include_descendants = view.cleaned_form.cleaned_data.get("include_descendants")
    pages = include_draft_descendants(objects) if include_descendants else objects
    return build_bulk_rejection_response(request, pages)


@hooks.register("before_copy_page")
def check_before_copy(request, page):
    """Check the pages whose copies are published at once. An alias has no content of its own."""
    if not request.POST.get("publish_copies") or request.POST.get("alias"):
        return None
    include_subpages = request.POST.get("copy_subpages")
    pages = include_live_descendants(page) if include_subpages else [page.specific]
    return build_copy_rejection_response(request, pages, request.path)


@hooks.register("register_actions", order=100)
def register_preflight_publish_action(registry):
    registry.register(Page, PreflightPublishAction)


class PublishAnywayFormatter(LogFormatter):
    label = "Publish anyway"

    def format_message(self, log_entry):
        count = len(log_entry.data.get("warnings", []))
        warnings = "1 warning" if count == 1 else f"{count} warnings"
        return f"Overrode {warnings}: “{log_entry.data.get('reason', '')}”"


@hooks.register("register_log_actions")
def register_publish_anyway_action(actions):
    actions.register_action(PUBLISH_ANYWAY_ACTION)(PublishAnywayFormatter)
