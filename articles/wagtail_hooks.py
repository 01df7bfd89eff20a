"""What `articles` adds to the Wagtail admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.audiences import names_of_audiences
from articles.links import PublicDocumentLinkHandler, PublicPageLinkHandler
from articles.menu import WritersMenuItem
from articles.models import Audience, Topic
from articles.page_listings import ArticleViewSet, AuthorViewSet
from articles.reports import CoverageView, MissingTeasersView


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
