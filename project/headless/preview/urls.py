"""URLs of previews for readers with a link."""

from django.urls import path

from project.headless.preview.views import PreviewView, UserbarView

urlpatterns = [
    path("", PreviewView.as_view(), name="preview"),
    path("userbar/", UserbarView.as_view(), name="preview_userbar"),
]
