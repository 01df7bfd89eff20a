"""The demo objects that were created before, as recorded in the site's audit log.

An object that an editor has renamed, moved or deleted is still in the log, so the demo neither
creates it again nor changes it.
"""

from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

ACTION = "wagtail.create"


class CreatedObjects:
    """The primary keys of the demo objects by their demo keys, such as "image:harbour-cranes"."""

    def __init__(self):
        self.primary_keys = {}
        for entries in (PageLogEntry.objects, ModelLogEntry.objects):
            for entry in entries.filter(action=ACTION, data__has_key="demo"):
                self.primary_keys[entry.data["demo"]] = entry.object_id

    def __contains__(self, key):
        return key in self.primary_keys

    def record(self, key, instance):
        """Record an object that has just been created."""
        log(instance, ACTION, data={"demo": key})
        self.primary_keys[key] = instance.pk

    def get_object(self, model, key):
        """Return the object with this demo key, None if it does not exist."""
        return model.objects.filter(pk=self.primary_keys.get(key)).first()
