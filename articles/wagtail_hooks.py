"""What `articles` adds to the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.admin.menu import WritersMenuItem
from articles.admin.reports import CoverageView, MissingTeasersView
from articles.admin.viewsets import ArticleViewSet, AuthorViewSet
from articles.audiences.models import names_of_audiences
from articles.body.rich_text_links import PublicDocumentLinkHandler, PublicPageLinkHandler
from articles.models import Audience, Topic
from articles.preflight.bulk import (
    refuse_to_copy,
    refuse_to_publish,
    with_drafts_below,
    with_live_below,
)
from articles.preflight.publishing import OVERRULE, NotReady, PublishWholeAction, ask_about_slips
from articles.preflight.responses import answer
from articles.preflight.views import OverruleView, preflight
from articles.word_import.importer import ACTION
from articles.word_import.views import ImportView, ReportView, may_import


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", Column("slug", label="Address")]
    search_fields = ["name"]
    copy_view_enabled = False


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    add_to_admin_menu = True
    menu_order = 255
    list_display = ["name", "navigation_label", Column("slug", label="Address ends in ?for=")]
    search_fields = ["name"]
    copy_view_enabled = False


register_snippet(TopicViewSet)
register_snippet(AudienceViewSet)


@hooks.register("register_admin_viewset")
def list_articles_and_authors():
    return [ArticleViewSet(), AuthorViewSet()]


@hooks.register("register_poll_audiences")
def name_audiences():
    return names_of_audiences()


@hooks.register("register_rich_text_features", order=100)
def link_to_public_things_only(features):
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


def report_urls(view, path_name):
    """Return the addresses of a report, and of its results alone."""
    name = view.index_url_name
    return [
        path(f"reports/{path_name}/", view.as_view(), name=name),
        path(
            f"reports/{path_name}/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        ),
    ]


@hooks.register("register_admin_urls")
def add_reports():
    return [
        *report_urls(CoverageView, "coverage"),
        *report_urls(MissingTeasersView, "missing-teasers"),
    ]


@hooks.register("register_reports_menu_item")
def show_coverage():
    return WritersMenuItem(
        CoverageView.page_title, reverse("coverage_report"), icon_name="group", order=1000
    )


@hooks.register("register_reports_menu_item")
def show_missing_teasers():
    return WritersMenuItem(
        MissingTeasersView.page_title,
        reverse("missing_teasers_report"),
        icon_name="group",
        order=1010,
    )


@hooks.register("register_admin_urls")
def add_word_import():
    return [
        path("articles/import/<int:parent>/", ImportView.as_view(), name="import_word"),
        path("articles/import/report/<int:page>/", ReportView.as_view(), name="word_report"),
    ]


def word_buttons(page, user, priority):
    """Return the button that imports a document under a page, if this user may add articles."""
    page = page.specific_deferred
    if not may_import(user, page):
        return []
    address = reverse("import_word", args=[page.pk])
    return [Button(ImportView.page_title, url=address, icon_name="upload", priority=priority)]


@hooks.register("register_page_header_buttons")
def offer_import_in_header(page, user, view_name, next_url=None):
    return word_buttons(page, user, 16)


@hooks.register("register_page_listing_more_buttons")
def offer_import_in_listing(page, user, next_url=None):
    return word_buttons(page, user, 9)


class ImportFormatter(LogFormatter):
    label = "Import a Word document"

    def format_message(self, log_entry):
        report = reverse("word_report", args=[log_entry.page_id])
        # Wagtail takes no link here.
        return f"Imported from a Word document; its report is at {report}"


@hooks.register("register_log_actions")
def name_import(actions):
    actions.register_action(ACTION)(ImportFormatter)


@hooks.register("register_admin_urls")
def add_preflight():
    return [
        path("articles/preflight/<int:pk>/", preflight, name="preflight"),
        path(
            "articles/preflight/<int:pk>/overrule/",
            OverruleView.as_view(),
            name="overrule_findings",
        ),
    ]


@hooks.register("before_publish_page")
def ask_before_publishing(request, page):
    """The editor's own view publishes by itself: the draft is saved, and this is its last stop."""
    try:
        ask_about_slips(page)
    except NotReady as refusal:
        return answer(request, refusal)


@hooks.register("before_bulk_action")
def ask_before_publishing_many(request, action_type, objects, view):
    if action_type != "publish" or not all(isinstance(each, Page) for each in objects):
        return None
    below = view.cleaned_form.cleaned_data.get("include_descendants")
    pages = with_drafts_below(objects) if below else objects
    return refuse_to_publish(request, pages)


@hooks.register("before_copy_page")
def look_before_copies_are_published(request, page):
    if not request.POST.get("publish_copies") or request.POST.get("alias"):
        return None
    pages = with_live_below(page) if request.POST.get("copy_subpages") else [page.specific]
    return refuse_to_copy(request, pages, request.path)


@hooks.register("register_actions", order=100)
def publish_whole_pages_only(registry):
    registry.register(Page, PublishWholeAction)


class OverruleFormatter(LogFormatter):
    label = "Overrule findings"

    def format_message(self, log_entry):
        number = len(log_entry.data.get("warnings", []))
        what = "one finding" if number == 1 else f"{number} findings"
        return f"Overruled {what}: “{log_entry.data.get('note', '')}”"


@hooks.register("register_log_actions")
def name_overruling(actions):
    actions.register_action(OVERRULE)(OverruleFormatter)
