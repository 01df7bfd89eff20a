from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "project.delivery"
    label = "delivery"

    def ready(self):
        from project.delivery import memory, noticing, tracing

        noticing.connect()
        tracing.connect()
        memory.connect()
