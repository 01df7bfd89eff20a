from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "project.delivery"
    label = "delivery"

    def ready(self):
        from project.delivery import noticing, tracing

        noticing.connect()
        tracing.connect()
