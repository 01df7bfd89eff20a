"""The objects that a page refers to, loaded once for all checks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.audiences.models import Audience
from articles.images import CustomImage
from articles.prefetch.body_prefetch import collect_references
from articles.visibility import build_private_document_condition, build_private_page_condition
from polls.models import Poll


@dataclass(frozen=True)
class Lookups:
    """The objects as {model: {primary key: object}}. A deleted object is missing."""

    prefetched_objects: dict = field(default_factory=dict)

    def get(self, model: type[Model], pk: int | None) -> Any:
        return self.prefetched_objects[model].get(pk)


def load_lookups(page: Page) -> Lookups:
    """Load the objects with one query per model that the page refers to."""
    pks = collect_references([page])
    bylines = get_panel_rows(page, "bylines")
    pks[Page].update(byline.author_id for byline in bylines if byline.author_id)
    for name, (field_name, _) in page.page_reference_panels.items():
        pks[Page].update(getattr(row, f"{field_name}_id") for row in getattr(page, name).all())
    pks[Audience].update(row.audience_id for row in get_panel_rows(page, "page_audiences"))
    return Lookups({model: load(model, pks[model]) for model in LOOKUP_QUERYSETS})


def get_panel_rows(page: Page, name: str) -> Iterable[Model]:
    """Return the rows of an inline panel, [] for a page type without it."""
    return getattr(page, name).all() if hasattr(page, name) else []


def load(model: type[Model], pks: set) -> dict[int, Model]:
    if not pks:
        return {}
    return {instance.pk: instance for instance in LOOKUP_QUERYSETS[model]().filter(pk__in=pks)}


def get_pages() -> QuerySet:
    return Page.objects.annotate(is_private=build_private_page_condition()).only("title", "live")


def get_documents() -> QuerySet:
    documents = get_document_model().objects
    return documents.annotate(is_private=build_private_document_condition()).only("title")


LOOKUP_QUERYSETS: dict[type[Model], Callable[[], QuerySet]] = {
    Page: get_pages,
    get_document_model(): get_documents,
    CustomImage: lambda: CustomImage.objects.only("title"),
    Poll: lambda: Poll.objects.only("question", "live", "opens_at", "closes_at"),
    Audience: lambda: Audience.objects.only("name"),
}
