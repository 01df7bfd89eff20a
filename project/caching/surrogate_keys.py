"""Surrogate keys: short names of what an answer shows, by which caches are told what has changed.

A key names a kind and then a thing that only this site can tell, as in `page-4f9c21ab`. A plain
number would tell readers of pages that are not published.
"""

from functools import lru_cache

from django.utils.crypto import salted_hmac

# What every answer depends on, and with it every list that does not say of what it is.
SITE = "site"
LISTS = "lists"
# What stands for more things than a header can name: it changes with each of them.
EVERYTHING = "everything"
# The most characters of a header with keys; it is sent twice, and servers refuse long heads.
LONGEST = 3000


@lru_cache(maxsize=100_000)
def key_of(kind, thing=None):
    """Return the surrogate key of a thing, or of a list that is the only one of its kind."""
    if thing is None:
        return kind
    digest = salted_hmac("project.caching.surrogate_keys", f"{kind}-{thing}", algorithm="sha256")
    return f"{kind}-{digest.hexdigest()[:8]}"


def keys_of(dependencies):
    """Return the surrogate keys of an answer, sorted."""
    listed = {(LISTS,)} if dependencies.lists is None else dependencies.lists
    keys = {SITE, *(key_of(*thing) for thing in dependencies.things)}
    keys |= {key_of(*name) for name in listed}
    fits = len(" ".join(keys)) <= LONGEST
    return sorted(keys) if fits else [EVERYTHING, SITE]
