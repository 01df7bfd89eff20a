"""Public visibility of pages and documents: published and without a view restriction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Func,
    OuterRef,
    Q,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat, Left, Length
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument


def build_private_page_condition(path: str = "path") -> ExpressionWrapper | Exists:
    """Return a query expression: whether the page is under a view restriction.

    `path` is the lookup of the page's tree path. Wagtail's `public()` runs a separate query for the
    restrictions; this expression is a part of the caller's query.
    """
    # As in Wagtail, an alias is private if its original is.
    original = f"{path.removesuffix('path')}alias_of__path"
    if connection.vendor == "postgresql":
        private = StartsWithAny.restricted(path) | StartsWithAny.restricted(original)
        return ExpressionWrapper(private, output_field=BooleanField())
    length = Length("page__path")
    restrictions = PageViewRestriction.objects.filter(
        Q(page__path=Left(OuterRef(path), length)) | Q(page__path=Left(OuterRef(original), length))
    )
    return Exists(restrictions)


class StartsWithAny(Func):
    """Whether a text starts with one of several prefixes, which are read once for all rows."""

    arg_joiner = " LIKE ANY ("
    template = "(%(expressions)s))"
    output_field = BooleanField()

    @classmethod
    def restricted(cls, path: str) -> StartsWithAny:
        """Return whether a path starts with the path of a page with a view restriction."""
        patterns = PageViewRestriction.objects.values(
            pattern=Concat("page__path", Value("%"), output_field=TextField())
        )
        # The path of the original is null for a page that is not an alias.
        return cls(Coalesce(path, Value("")), ArraySubquery(patterns))


def build_private_document_condition() -> Exists:
    """Return a query expression: whether a document's collection is under a view restriction."""
    restrictions = CollectionViewRestriction.objects.filter(
        collection__path=Left(OuterRef("collection__path"), Length("collection__path"))
    )
    return Exists(restrictions)


def is_public_page(page: Page | None) -> bool:
    """Return whether the public may open `page`; False for None, a deleted page."""
    if page is None or not page.live:
        return False
    if (is_private := getattr(page, "is_private", None)) is None:
        is_private = page.get_view_restrictions().exists()
    return not is_private


def is_public_document(document: AbstractDocument | None) -> bool:
    """Return whether the public may open `document`; False for None, a deleted document."""
    if document is None:
        return False
    if (is_private := getattr(document, "is_private", None)) is None:
        is_private = document.collection.get_view_restrictions().exists()
    return not is_private
