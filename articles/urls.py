"""URLs of authors, topics and embeds."""

from django.urls import path
from django.views.decorators.http import require_safe

from articles import views
from articles.body import embeds
from articles.feeds import TopicFeed

urlpatterns = [
    path("authors/", views.show_author_index, name="author_index"),
    path("topics/", views.show_topic_index, name="topic_index"),
    path("topics/<slug:slug>/", views.show_topic, name="topic"),
    path("topics/<slug:slug>/feed/", require_safe(TopicFeed()), name="topic_feed"),
    path("embeds/<slug:embed_hash>/", embeds.get_embed_data, name="embed_player"),
]
