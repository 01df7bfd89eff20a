from django.apps import AppConfig


class CachingConfig(AppConfig):
    name = "project.caching"
    label = "caching"

    def ready(self):
        from project.caching import cached_counts, instance_tags, signal_handlers

        signal_handlers.connect()
        instance_tags.connect()
        cached_counts.connect()
