"""What is remembered of public lists while none has changed.

It is right as long as an answer would be that shows any list, and for the same reason; see
`watching`.
"""

from collections import OrderedDict

from django.conf import settings
from django.core.exceptions import EmptyResultSet

from articles.prefetch.cached_counts import Memory, Recollection
from project.caching.log_polling import watcher
from project.caching.surrogate_keys import LISTS, SITE

# As much is remembered; what was learnt first goes first.
MOST = 1000


class KeptRecollection(Recollection):
    def __init__(self, kept, name):
        # Read first: what changes meanwhile, a value may or may not show.
        self.kept, self.name, self.edition = kept, name, watcher.edition
        edition, value = kept.get(name, (None, None))
        self.value = value if edition and watcher.is_right(edition, (SITE, LISTS)) else None

    def keep(self, value):
        self.kept[self.name] = self.edition, value
        while len(self.kept) > MOST:
            self.kept.popitem(last=False)


kept = OrderedDict()


def recall(rows, purpose):
    """Return the Recollection of a queryset for a purpose, of this process."""
    if not settings.KEEP_ANSWERS or watcher.edition is None:
        return Recollection()
    try:
        return KeptRecollection(kept, (purpose, *rows.values("pk").query.sql_with_params()))
    except EmptyResultSet:
        return Recollection()


def connect():
    Memory.recall = recall
