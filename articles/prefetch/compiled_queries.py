"""Queries whose SQL is compiled once per process and executed with different primary keys.

Django takes several times as long to compile the SQL of a queryset as the database to execute it.
"""

import copy
from functools import lru_cache, wraps

from django.db import connections

from articles.prefetch.django_internals import iterate_rows

# Placeholder numbers in the compiled SQL, larger than any primary key.
FIRST_PLACEHOLDER = 2**31 - 2**16


def compiled(build):
    """Decorate a function that builds a queryset from keys, to return the list of its rows.

    The first parameter is a set or list of keys; without keys there are no rows. The other
    parameters are compiled into the SQL, so they should have few different values.
    """

    @lru_cache(maxsize=256)
    def statement(number, others):
        placeholders = [FIRST_PLACEHOLDER + at for at in range(number)]
        return CompiledStatement(build(placeholders, *others), placeholders)

    @wraps(build)
    def fetch(keys, *others):
        keys = list(keys)
        if not keys:
            return []
        # Powers of two as lengths, for fewer statements. A repeated key changes nothing.
        number = 1 << (len(keys) - 1).bit_length()
        return statement(number, others).fetch(keys + keys[-1:] * (number - len(keys)))

    return fetch


class CompiledStatement:
    """The SQL of a queryset, with placeholders for the keys."""

    def __init__(self, queryset, placeholders):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        # A text key, such as a path, has a text placeholder.
        place = {
            param: at
            for at, placeholder in enumerate(placeholders)
            for param in (placeholder, str(placeholder))
        }
        self.places = [(at, place[param]) for at, param in enumerate(self.params) if param in place]

    def fetch(self, keys):
        """Return the rows with these keys."""
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
        return list(iterate_rows(queryset))
