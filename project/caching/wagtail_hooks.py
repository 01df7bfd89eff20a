from wagtail import hooks

from project.caching.invalidation import invalidate
from project.caching.list_tags import add_page_list_tags
from project.caching.surrogate_keys import SITE


@hooks.register("before_serve_page")
def add_list_tags_of_served_page(page, request, args, kwargs):
    add_page_list_tags(page)


@hooks.register("after_bulk_action")
def invalidate_after_bulk_action(request, action_type, objects, action_class_instance):
    """Invalidate everything: some bulk actions run statements that send no signal."""
    invalidate((SITE,))
