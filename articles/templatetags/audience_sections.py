"""Template tag that renders a body in its audience sections."""

from django import template
from django.utils.safestring import mark_safe

from articles.audiences.sections import group_into_sections

register = template.Library()


@register.simple_tag(takes_context=True)
def audience_sections(context, body):
    """Return [(section, HTML of its blocks)] of a body, without sections that are empty.

    The blocks are rendered with the context of the page, in which `audience` is the slug of the
    audience for which the page is rendered.
    """
    audience = getattr(context.get("request"), "audience", None)
    block_context = {**context.flatten(), "audience": audience.slug if audience else ""}
    is_print_view = bool(context.get("print_view"))
    sections = []
    for section in group_into_sections(body, audience, expanded=is_print_view):
        blocks = [block.render_as_block(block_context) for block in section.blocks]
        if html := "\n".join(block for block in blocks if block.strip()):
            sections.append((section, mark_safe(html)))  # noqa: S308 (rendered by templates)
    return sections
