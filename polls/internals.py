"""Checks at start-up that the frameworks still have the internals that the product uses.

Private attributes of Django, Wagtail and other packages may change in any release. Each is used in
one module, named `…_internals.py`, which gives the reason and calls `check_internals` when it is
imported. So an upgrade that removes one stops the server instead of a request.
"""

from collections.abc import Iterable
from types import CodeType
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def check_internals(
    module: str,
    attributes: Iterable[tuple[Any, str]] = (),
    mentions: Iterable[tuple[Any, str, str]] = (),
) -> None:
    """Raise ImproperlyConfigured if an internal that `module` uses is missing.

    `attributes` are (object, name). `mentions` are (object, method, name): the code of that method
    must use the name, as an attribute or a string, which shows that the framework reads it.
    """
    missing = [
        f"{get_name(owner)}.{name}" for owner, name in attributes if not hasattr(owner, name)
    ]
    missing += [
        f"{name} in {get_name(owner)}.{method}"
        for owner, method, name in mentions
        if name not in get_names_in_code(getattr(owner, method, None))
    ]
    if missing:
        raise ImproperlyConfigured(
            f"An installed package no longer has {', '.join(missing)}. "
            f"Adapt {module} to the new version, or install the version before."
        )


def get_name(owner: Any) -> str:
    return getattr(owner, "__name__", type(owner).__name__)


def get_names_in_code(function: Any) -> set[str]:
    """Return the attribute names and strings in the code of a function or property."""
    function = getattr(function, "fget", None) or getattr(function, "func", None) or function
    code = getattr(function, "__code__", None)
    return collect_names(code) if code else set()


def collect_names(code: CodeType) -> set[str]:
    """Return the names and strings of a code object and of the functions inside it."""
    names = {*code.co_names}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= collect_names(constant)
        elif isinstance(constant, str):
            names.add(constant)
    return names
