"""What `home` tells other apps of the site."""

from wagtail import hooks

# As whom readers may come, as the commission has it.
AUDIENCES = {"business": "Business", "researchers": "Researchers", "students": "Students"}


@hooks.register("register_poll_audiences")
def name_audiences():
    return AUDIENCES
