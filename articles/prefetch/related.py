"""Prefetching of relations of pages, such as bylines and audiences, for many pages at once."""

from collections import defaultdict

from django.db.models import F

from articles.prefetch.compiled_queries import compiled
from articles.prefetch.django_internals import (
    fill_queryset,
    get_draft_relations,
    get_prefetched_relations,
)


def prefetch_relations(pages, *names):
    """Prefetch relations of saved pages, with one query per relation.

    Relations that are in memory already, such as those of a draft, stay as they are.
    """
    for name in names:
        without = [page for page in pages if not is_loaded(page, name)]
        if not without:
            continue
        # The same field for all pages: one of articles, or one of all pages.
        field = without[0]._meta.get_field(name)
        rows = defaultdict(list)
        for row in fetch_related_rows({page.pk for page in without}, field):
            rows[row.page_key].append(row)
        for page in without:
            get_prefetched_relations(page)[name] = build_loaded_queryset(field, rows[page.pk])


def is_loaded(page, name):
    """Return whether a relation is in memory, as it always is for an unsaved page."""
    if not page.pk or name in get_draft_relations(page):
        return True
    return name in get_prefetched_relations(page)


@compiled
def fetch_related_rows(pks, field):
    """Return the related rows of pages, each with the primary key of its page as `page_key`."""
    back = field.remote_field.name
    rows = field.related_model._default_manager.filter(**{f"{back}__in": pks})
    return rows.annotate(page_key=F(back))


def build_loaded_queryset(field, rows):
    return fill_queryset(field.related_model._default_manager.all(), rows)
