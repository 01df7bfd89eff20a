"""Blocks of related pages and polls."""

from wagtail import blocks
from wagtail.models import Page

from articles.api.schemas import PageReferenceSchema
from articles.api.serializers import serialize_page_reference
from articles.blocks.audiences import AudienceTargetedBlock
from articles.blocks.schemas import RelatedPagesSchema
from articles.prefetch.body_prefetch import PrefetchedChooserMixin
from articles.visibility import is_public_page
from polls.api.schemas import PollWithResultSchema
from polls.blocks import PollChooserBlock


class PrefetchedPageChooserBlock(PrefetchedChooserMixin, blocks.PageChooserBlock):
    def get_api_representation(self, value, context=None) -> PageReferenceSchema | None:
        """Return the page, None if it is not public."""
        return serialize_page_reference(value) if is_public_page(value) else None


class RelatedPagesBlock(AudienceTargetedBlock):
    heading = blocks.CharBlock(max_length=80, default="Related")
    pages = blocks.ListBlock(PrefetchedPageChooserBlock(), min_num=1, max_num=8)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["pages"] = [page for page in value["pages"] if is_public_page(page)]
        return context

    def get_api_representation(self, value, context=None) -> RelatedPagesSchema:
        """Return the public pages in the editor's order."""
        pages = super().get_api_representation(value, context=context)["pages"]
        return {"heading": value["heading"], "pages": [page for page in pages if page]}

    def get_preview_value(self):
        pages = Page.objects.live().filter(depth__gt=2)[:2]
        return self.normalize({"heading": "Read next", "pages": list(pages)})

    class Meta:
        icon = "link"
        template = "articles/blocks/related_pages.html"
        label_format = "{heading}"
        description = "A list of other pages of this site"


class PrefetchedPollChooserBlock(PrefetchedChooserMixin, PollChooserBlock):
    """A poll chooser that uses prefetched polls."""


class PollBlock(AudienceTargetedBlock):
    poll = PrefetchedPollChooserBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return self.child_blocks["poll"].get_context(value["poll"], context)

    def get_api_representation(self, value, context=None) -> PollWithResultSchema | None:
        """Return the poll with its result, None if it was deleted or is a draft."""
        return super().get_api_representation(value, context=context)["poll"]

    def get_preview_value(self):
        return self.normalize({"poll": self.child_blocks["poll"].get_preview_value()})

    class Meta:
        icon = "poll"
        template = "polls/blocks/poll.html"
        description = "A question to readers, with a ballot form and the result"
