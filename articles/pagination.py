"""Pagination of public lists."""

from collections.abc import Sequence

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from articles.prefetch.cached_counts import get_count, get_slice
from polls.http import NO_SUCH_PAGE

PER_PAGE = 12


class CachedCountPaginator(Paginator):
    """Paginates public rows, with cached counts."""

    @cached_property
    def count(self):
        return get_count(self.object_list)

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = get_slice(self.object_list, start, start + self.per_page)
        return Page(rows, number, self)


def paginate(request: HttpRequest, rows: QuerySet | Sequence, per_page: int = PER_PAGE) -> Page:
    """Return the page of `rows` with the number in `?page=`, 1 without it.

    Raises Http404 if the page does not exist.
    """
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise Http404(NO_SUCH_PAGE)
    try:
        return CachedCountPaginator(rows, per_page).page(number)
    except InvalidPage as error:
        raise Http404(NO_SUCH_PAGE) from error
