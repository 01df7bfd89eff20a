"""Start-up fails if a package lost a private attribute that the product uses."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from polls.internals import check_internals

ROOT = Path(__file__).parents[2]
APPS = ("polls", "articles", "home", "project")
FILES = sorted(path for app in APPS for path in (ROOT / app).rglob("*_internals.py"))
MODULES = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES]
# Not private, although they have a leading underscore: documented by Django.
DOCUMENTED = {"_meta", "_default_manager", "_base_manager", "_open", "_save", "_replace"}


def list_cases(name):
    modules = [(module, import_module(module)) for module in MODULES]
    return [(path, *case) for path, module in modules for case in getattr(module, name, [])]


@pytest.mark.parametrize("module", MODULES)
def test_installed_packages_have_the_internals(module):
    internals = import_module(module)
    attributes, mentions = getattr(internals, "ATTRIBUTES", []), getattr(internals, "MENTIONS", [])

    assert attributes or mentions
    check_internals(module, attributes, mentions)


@pytest.mark.parametrize(("module", "owner", "name"), list_cases("ATTRIBUTES"))
def test_missing_attribute_is_reported(module, owner, name):
    with pytest.raises(ImproperlyConfigured, match=rf"{name}.*Adapt {module}"):
        check_internals(module, [(without_attribute(owner, name), name)])


def without_attribute(owner, name):
    """Return an object with the attributes of `owner`, except one."""
    names = {attribute for attribute in dir(owner) if not attribute.startswith("__")} - {name}
    return type("Owner", (), dict.fromkeys(names))


@pytest.mark.parametrize(("module", "owner", "method", "name"), list_cases("MENTIONS"))
def test_changed_method_is_reported(module, owner, method, name, monkeypatch):
    monkeypatch.setattr(owner, method, lambda self: None)

    with pytest.raises(ImproperlyConfigured, match=rf"{name} in .*{method}.*Adapt {module}"):
        check_internals(module, mentions=[(owner, method, name)])


@pytest.mark.parametrize("module", MODULES)
def test_check_runs_when_the_module_is_imported(module):
    tree = ast.parse((ROOT / module.replace(".", "/")).with_suffix(".py").read_text())
    calls = [node.value for node in tree.body if isinstance(node, ast.Expr)]

    assert any(isinstance(call, ast.Call) and call.func.id == "check_internals" for call in calls)


def test_private_attributes_are_used_in_internals_modules_only():
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    uses = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.attr}"
        for path in paths
        if path not in FILES and "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and is_private(node.attr)
    ]

    assert uses == []


def is_private(name):
    is_dunder = name.startswith("__") and not name.startswith("__ninja")
    return name.startswith("_") and not is_dunder and name not in DOCUMENTED
