from django.urls import path, register_converter
from django.urls.converters import StringConverter

from polls import ballot_views, views
from polls.results import citations, exports


class ResultEndingConverter(StringConverter):
    regex = "|".join(exports.FORMATS)


class CitationEndingConverter(StringConverter):
    regex = "|".join(citations.FORMATS)


register_converter(ResultEndingConverter, "result_ending")
register_converter(CitationEndingConverter, "citation_ending")

urlpatterns = [
    path("polls/", views.poll_index, name="poll_index"),
    path("polls/<slug:slug>/", views.poll_page, name="poll"),
    path("polls/<slug:slug>/vote/", ballot_views.vote, name="vote"),
    path("polls/<slug:slug>/ballot/", ballot_views.own_ballot, name="own_ballot"),
    path("polls/<slug:slug>/withdraw/", ballot_views.withdraw, name="withdraw"),
    path("polls/<slug:slug>/challenge/", views.challenge, name="poll_challenge"),
    path("polls/<slug:slug>/results/", views.result_page, name="poll_results"),
    path("polls/<slug:slug>/results.<result_ending:ending>", views.download, name="poll_download"),
    path("polls/<slug:slug>/cite.<citation_ending:ending>", views.citation, name="poll_citation"),
]
