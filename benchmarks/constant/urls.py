from django.http import HttpResponse
from django.urls import path

from benchmarks.constant import load_responses

RESPONSES = load_responses()


def get_response(request, name):
    media_type, body = RESPONSES[f"/{name}"]
    return HttpResponse(body, content_type=media_type)


urlpatterns = [path("<str:name>", get_response)]
