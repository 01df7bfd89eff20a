from django.urls import path
from django.views.decorators.http import require_safe

from articles import views
from articles.body import embeds
from articles.feeds import TopicFeed

urlpatterns = [
    path("authors/", views.author_index, name="author_index"),
    path("topics/", views.topic_index, name="topic_index"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/feed/", require_safe(TopicFeed()), name="topic_feed"),
    path("embeds/<slug:hash>/", embeds.embed_player, name="embed_player"),
]
