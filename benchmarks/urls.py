from django.urls import path

from benchmarks.views import insert
from project.urls import urlpatterns as product

urlpatterns = [path("benchmarks/insert/", insert), *product]
