from django.apps import AppConfig


class HeadlessConfig(AppConfig):
    name = "project.headless"
    label = "headless"
