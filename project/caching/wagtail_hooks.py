from wagtail import hooks

from project.caching.invalidation_log import announce
from project.caching.list_tags import lists_of
from project.caching.surrogate_keys import SITE


@hooks.register("before_serve_page")
def note_lists(page, request, args, kwargs):
    lists_of(page)


@hooks.register("after_bulk_action")
def announce_many(request, action_type, objects, action_class_instance):
    """Many things were changed at once, some by statements that signal nothing."""
    announce((SITE,))
