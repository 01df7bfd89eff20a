"""Long lists, a page at a time."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404
from django.utils.functional import cached_property

from articles.prefetch.cached_counts import number_of, part_of

PER_PAGE = 12


class PublicPaginator(Paginator):
    """Pages of what anyone may see."""

    @cached_property
    def count(self):
        return number_of(self.object_list)

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        part = part_of(self.object_list, first, first + self.per_page)
        return Page(part, number, self)


def paginate(request, rows, per_page=PER_PAGE):
    """Return the page of `rows` that the address asks for with `?page=`, from 1.

    Raises Http404 for anything that is not the number of a page there is.
    """
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise Http404("There is no such page of this list.")
    try:
        return PublicPaginator(rows, per_page).page(number)
    except InvalidPage as problem:
        raise Http404("There is no such page of this list.") from problem
