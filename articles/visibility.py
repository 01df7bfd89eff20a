"""What anyone may see: published, and in no private part of the site."""

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
from wagtail.models import CollectionViewRestriction, PageViewRestriction


def private_page(path="path"):
    """True, in a query, where the page whose tree path is at `path` is under a view restriction.

    Wagtail's `public()` asks for the restrictions in a query of its own; this is part of the
    query it stands in.
    """
    # As Wagtail has it, an alias is as private as the page it is an alias of.
    original = f"{path.removesuffix('path')}alias_of__path"
    if connection.vendor == "postgresql":
        private = BeginsWithAny.restricted(path) | BeginsWithAny.restricted(original)
        return ExpressionWrapper(private, output_field=BooleanField())
    above = Length("page__path")
    restrictions = PageViewRestriction.objects.filter(
        Q(page__path=Left(OuterRef(path), above)) | Q(page__path=Left(OuterRef(original), above))
    )
    return Exists(restrictions)


class BeginsWithAny(Func):
    """Whether a text begins as any of some do, which are read once for all rows."""

    arg_joiner = " LIKE ANY ("
    template = "(%(expressions)s))"
    output_field = BooleanField()

    @classmethod
    def restricted(cls, path):
        beginnings = PageViewRestriction.objects.values(
            beginning=Concat("page__path", Value("%"), output_field=TextField())
        )
        # What is no alias has no path here.
        return cls(Coalesce(path, Value("")), ArraySubquery(beginnings))


def private_file():
    """True, in a query of documents, for those in a collection under a view restriction."""
    restrictions = CollectionViewRestriction.objects.filter(
        collection__path=Left(OuterRef("collection__path"), Length("collection__path"))
    )
    return Exists(restrictions)


def is_public_page(page):
    """Whether anyone may open `page`; None, a page since deleted, is not public."""
    if page is None or not page.live:
        return False
    if (private := getattr(page, "is_private", None)) is None:
        private = page.get_view_restrictions().exists()
    return not private


def is_public_file(document):
    """Whether anyone may open `document`; None, one since deleted, is not public."""
    if document is None:
        return False
    if (private := getattr(document, "is_private", None)) is None:
        private = document.collection.get_view_restrictions().exists()
    return not private
