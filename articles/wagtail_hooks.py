"""What `articles` adds to the Wagtail admin."""

from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.links import PublicDocumentLinkHandler, PublicPageLinkHandler
from articles.models import Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["name", Column("slug", label="Address")]
    search_fields = ["name"]
    copy_view_enabled = False


register_snippet(TopicViewSet)


@hooks.register("register_rich_text_features", order=100)
def link_to_public_things_only(features):
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)
