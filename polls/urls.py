"""URLs of the reader pages of polls."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from polls import ballot_views, views
from polls.results.citations import CITATION_FORMATS
from polls.results.exports import EXPORT_FORMATS


class ExportFormatConverter(StringConverter):
    regex = "|".join(EXPORT_FORMATS)


class CitationFormatConverter(StringConverter):
    regex = "|".join(CITATION_FORMATS)


register_converter(ExportFormatConverter, "export_format")
register_converter(CitationFormatConverter, "citation_format")

urlpatterns = [
    path("polls/", views.show_poll_index, name="poll_index"),
    path("polls/<slug:slug>/", views.show_poll, name="poll"),
    path("polls/<slug:slug>/vote/", ballot_views.vote, name="vote"),
    path("polls/<slug:slug>/ballot/", ballot_views.show_own_ballot, name="own_ballot"),
    path("polls/<slug:slug>/withdraw/", ballot_views.withdraw_own_ballot, name="withdraw"),
    path("polls/<slug:slug>/proof-of-work/", views.issue_challenge, name="poll_proof_of_work"),
    path("polls/<slug:slug>/results/", views.show_result, name="poll_results"),
    path(
        "polls/<slug:slug>/results.<export_format:extension>",
        views.download_result,
        name="poll_download",
    ),
    path(
        "polls/<slug:slug>/cite.<citation_format:extension>",
        views.download_citation,
        name="poll_citation",
    ),
]
