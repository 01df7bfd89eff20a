"""Long lists, a page at a time."""

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

PER_PAGE = 12


def paginate(request, rows, per_page=PER_PAGE):
    """Return the page of `rows` that the address asks for with `?page=`, from 1.

    Raises Http404 for anything that is not the number of a page there is.
    """
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 7):
        raise Http404("There is no such page of this list.")
    try:
        return Paginator(rows, per_page).page(number)
    except InvalidPage as problem:
        raise Http404("There is no such page of this list.") from problem
