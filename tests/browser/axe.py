"""Accessibility violations that axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # Axe need not list the elements without a violation.
    "resultTypes": ["violations"],
}


def find_violations(page, within=None, exclude=()):
    """Return [(rule, [HTML])] of a page, or of its part `within` a selector."""
    context = {"exclude": [[selector] for selector in exclude]}
    if within:
        context["include"] = [[within]]
    violations = Axe().run(page, context=context, options=RULES).response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in violations]
