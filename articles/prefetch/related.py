"""What belongs to pages, such as bylines and page_audiences, brought for many pages at once."""

from collections import defaultdict

from django.db.models import F

from articles.prefetch.compiled_queries import prepared


def load_related(pages, *names):
    """Bring what saved pages have under some names, with one query a name, as a prefetch does.

    What is there already stays, and so does what a draft has itself.
    """
    for name in names:
        without = [page for page in pages if not has(page, name)]
        if not without:
            continue
        # The same for all: of articles, or of all pages.
        field = without[0]._meta.get_field(name)
        rows = defaultdict(list)
        for row in rows_of({page.pk for page in without}, field):
            rows[row.of].append(row)
        for page in without:
            brought_to(page)[name] = as_queryset(field, rows[page.pk])


def has(page, name):
    """Whether a page has what belongs to it in memory; one that was never saved has."""
    own = getattr(page, "_cluster_related_objects", {})
    return not page.pk or name in own or name in brought_to(page)


@prepared
def rows_of(pks, field):
    """Return what refers to pages by a field of theirs, each with the key of its page in `of`."""
    back = field.remote_field.name
    rows = field.related_model._default_manager.filter(**{f"{back}__in": pks})
    return rows.annotate(of=F(back))


def brought_to(page):
    """Return what was prefetched for a page, where Django itself keeps it."""
    return page.__dict__.setdefault("_prefetched_objects_cache", {})


def as_queryset(field, rows):
    found = field.related_model._default_manager.all()
    found._result_cache, found._prefetch_done = rows, True
    return found
