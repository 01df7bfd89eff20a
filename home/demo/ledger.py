"""What the demo has made before, as the site's own audit log remembers it.

A thing that an editor has since renamed, moved or deleted is still in the log, and so is
neither made again nor changed.
"""

from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

ACTION = "wagtail.create"


class Ledger:
    """The demo's things by their keys, such as "picture:harbour-cranes"."""

    def __init__(self):
        self.made = {}
        for entries in (PageLogEntry.objects, ModelLogEntry.objects):
            for entry in entries.filter(action=ACTION, data__has_key="demo"):
                self.made[entry.data["demo"]] = entry.object_id

    def __contains__(self, key):
        return key in self.made

    def record(self, key, thing):
        """Remember that `thing`, just saved, is the one of this key."""
        log(thing, ACTION, data={"demo": key})
        self.made[key] = thing.pk

    def find(self, model, key):
        """Return the thing of this key, None if it is not there (any more)."""
        return model.objects.filter(pk=self.made.get(key)).first()
