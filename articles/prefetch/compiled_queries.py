"""Queries whose SQL is made once.

To make the SQL of a queryset takes Django several times as long as it takes the database to answer
it. What every page asks for in the same words, with other keys, is therefore put into words once
for each process, and then asked with the keys at hand.
"""

import copy
from functools import lru_cache, wraps

from django.db import connections

# No key is as large: such numbers stand in the SQL for the keys to come.
FIRST_MARK = 2**31 - 2**16


def prepared(build):
    """Let a function that returns a queryset of rows with some keys return a list of these rows.

    Its first parameter are the keys, in a set or list; no keys bring no rows. All others are part
    of the words, so that few values of them must come: SQL is made for each anew.
    """

    @lru_cache(maxsize=256)
    def statement(number, others):
        marks = [FIRST_MARK + at for at in range(number)]
        return Statement(build(marks, *others), marks)

    @wraps(build)
    def fetch(keys, *others):
        keys = list(keys)
        if not keys:
            return []
        # Few lengths, and so few statements; that a key is there twice makes no difference.
        number = 1 << (len(keys) - 1).bit_length()
        return statement(number, others).fetch(keys + keys[-1:] * (number - len(keys)))

    return fetch


class Statement:
    """The SQL of a queryset, with marks where the keys belong."""

    def __init__(self, queryset, marks):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        # A key of words, such as a path, comes as a text.
        place = {known: at for at, mark in enumerate(marks) for known in (mark, str(mark))}
        self.places = [(at, place[each]) for at, each in enumerate(self.params) if each in place]

    def fetch(self, keys):
        """Return the queryset's rows with these keys."""
        params = list(self.params)
        for at, place in self.places:
            params[at] = keys[place]
        compiler = copy.copy(self.compiler)
        # Each thread has its own.
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, tuple(params))
        queryset = copy.copy(self.queryset)
        queryset.query = copy.copy(queryset.query)
        queryset.query.get_compiler = lambda *args, **kwargs: compiler
        return list(queryset._iterable_class(queryset))
