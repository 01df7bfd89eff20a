"""What axe finds on a page, by the rules that hold for every page here."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def faults(page, within=None, exclude=()):
    """Return [(rule, [HTML])] of a page, or of the part `within` a selector."""
    context = {"exclude": [[each] for each in exclude]}
    if within:
        context["include"] = [[within]]
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]
