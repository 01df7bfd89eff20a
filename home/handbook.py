"""The editors' handbook in the admin: the Markdown files of `docs/`."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

FOLDER = settings.BASE_DIR / "docs"
START_PAGE = "editing.md"


def show_handbook(request, name):
    """Render a Markdown file of the handbook, or serve an image; `name` is a path below `docs/`.

    Relative links work here as in the repository. Raises Http404.
    """
    if name in list_files("md"):
        markdown = (FOLDER / name).read_text()
        html = MarkdownIt().enable("table").render(markdown)
        title = markdown.partition("\n")[0].removeprefix("# ")
        context = {
            "header_title": title,
            "html": mark_safe(html),  # noqa: S308 (the Markdown is part of the product)
            "is_start_page": name == START_PAGE,
        }
        return render(request, "home/admin/handbook.html", context)
    if name in list_files("png"):
        return HttpResponse((FOLDER / name).read_bytes(), content_type="image/png")
    raise Http404


def list_files(extension: str) -> set[str]:
    """Return the paths below `docs/` of the files with an extension."""
    return {str(file.relative_to(FOLDER)) for file in FOLDER.rglob(f"*.{extension}")}
