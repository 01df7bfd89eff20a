from django.http import HttpResponse
from django.urls import path

from benchmarks.constant import read_answers

ANSWERS = read_answers()


def answer(request, name):
    media_type, body = ANSWERS[f"/{name}"]
    return HttpResponse(body, content_type=media_type)


urlpatterns = [path("<str:name>", answer)]
