"""Surrogate keys: the cache tags of a response as short strings, by which caches are purged.

A key is a kind and a keyed digest, such as `page-4f9c21ab`. A plain primary key would reveal that
there are unpublished pages.
"""

from functools import lru_cache

from django.utils.crypto import salted_hmac

# Every response has this key.
SITE = "site"
# A response that names no lists has this key, which changes with every list.
LISTS = "lists"
# Replaces more keys than a header may hold; it changes with every invalidation.
EVERYTHING = "everything"
# In characters. The header is sent twice, and servers refuse long headers.
MAX_HEADER_LENGTH = 3000


@lru_cache(maxsize=100_000)
def get_surrogate_key(kind, key=None):
    """Return the surrogate key of a tag; a kind without a key exists once, such as "menu"."""
    if key is None:
        return kind
    digest = salted_hmac("project.caching.surrogate_keys", f"{kind}-{key}", algorithm="sha256")
    return f"{kind}-{digest.hexdigest()[:8]}"


def get_surrogate_keys(cache_tags):
    """Return the surrogate keys of a response, sorted."""
    list_tags = {(LISTS,)} if cache_tags.list_tags is None else cache_tags.list_tags
    keys = {SITE, *(get_surrogate_key(*tag) for tag in cache_tags.tags)}
    keys |= {get_surrogate_key(*tag) for tag in list_tags}
    fits = len(" ".join(keys)) <= MAX_HEADER_LENGTH
    return sorted(keys) if fits else [EVERYTHING, SITE]
