"""The snippet viewset of polls."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.snippets.views.snippets import SnippetViewSet

from polls.admin.edit import PollEditView, PollPreviewOnEditView
from polls.admin.index import (
    LIST_DISPLAY,
    LIST_EXPORT,
    PollFilterSet,
    PollIndexView,
    get_listed_polls,
)
from polls.admin.review import ReviewView
from polls.admin.views import (
    CorrectionView,
    InvitationCodesView,
    ResultDownloadView,
    ResultView,
)
from polls.models import Poll

POLL_VIEWS = [ResultView, ReviewView, InvitationCodesView, CorrectionView]


class PollViewSet(SnippetViewSet):
    model = Poll
    icon = "poll"
    add_to_admin_menu = True
    menu_order = 260
    index_view_class = PollIndexView
    edit_view_class = PollEditView
    preview_on_edit_view_class = PollPreviewOnEditView
    filterset_class = PollFilterSet
    list_display = LIST_DISPLAY
    list_export = list(LIST_EXPORT)
    export_headings = LIST_EXPORT
    export_filename = "polls"
    search_fields = ["question"]
    # Search the database instead of an index: only the database can sort by turnout.
    search_backend_name = None
    # The form of a copy would refer to the options of the original.
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Poll]:
        return get_listed_polls()

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Omit the form class: PollEditView selects a panel, and so the form, for each poll."""
        return super().get_edit_view_kwargs(**kwargs) | {"form_class": None}

    def get_urlpatterns(self) -> list[URLPattern]:
        views = [
            path(f"{view.name}/<int:pk>/", self.construct_view(view), name=view.name)
            for view in POLL_VIEWS
        ]
        download = path(
            "result/<int:pk>/results.<str:extension>",
            self.construct_view(ResultDownloadView),
            name="download",
        )
        return [*super().get_urlpatterns(), *views, download]
