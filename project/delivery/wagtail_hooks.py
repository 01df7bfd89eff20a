from wagtail import hooks

from project.delivery.listings import lists_of


@hooks.register("before_serve_page")
def note_lists(page, request, args, kwargs):
    lists_of(page)
