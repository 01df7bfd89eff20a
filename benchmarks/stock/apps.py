from django.apps import AppConfig


class StockConfig(AppConfig):
    """Listed first, since Wagtail reads the fields of pages when it is ready."""

    name = "benchmarks.stock"
    label = "stock"

    def ready(self):
        from articles.models import ArticlePage
        from benchmarks.stock.blocks import StockBody

        body = ArticlePage._meta.get_field("body")
        body.block_types_arg = StockBody()
        body.__dict__.pop("stream_block", None)
