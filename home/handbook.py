"""The handbook of the editors, shown in the admin: the same files as in `docs/`."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

FOLDER = settings.BASE_DIR / "docs"
FIRST = "editing.md"


def show_handbook(request, name):
    """Show a text of the handbook, or a picture of one; where `name` is relative to `docs/`.

    Links from one to another are relative, and so are the same here as in the repository.
    """
    if name in texts():
        markdown = (FOLDER / name).read_text()
        html = MarkdownIt().enable("table").render(markdown)
        title = markdown.partition("\n")[0].removeprefix("# ")
        # It is ours, and no text of anybody's who uses the site.
        context = {
            "header_title": title,
            "text": mark_safe(html),  # noqa: S308 (our own Markdown)
            "is_first": name == FIRST,
        }
        return render(request, "home/admin/handbook.html", context)
    if name in pictures():
        return HttpResponse((FOLDER / name).read_bytes(), content_type="image/png")
    raise Http404


def texts():
    return {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.md")}


def pictures():
    return {str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.png")}
