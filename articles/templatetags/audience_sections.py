"""Bodies in templates."""

from django import template
from django.utils.safestring import mark_safe

from articles.audiences.sections import layers_of

register = template.Library()


@register.simple_tag(takes_context=True)
def layers(context, body):
    """Return [(layer, HTML of its blocks)] of a body, without layers that show nothing.

    A block is given the page's own context, and in it the slug of the audience that reads.
    """
    audience = getattr(context.get("request"), "audience", None)
    given = {**context.flatten(), "audience": audience.slug if audience else ""}
    shown = []
    for layer in layers_of(body, audience, unfolded=bool(context.get("print_view"))):
        blocks = [block.render_as_block(given) for block in layer.blocks]
        if html := "\n".join(block for block in blocks if block.strip()):
            shown.append((layer, mark_safe(html)))  # noqa: S308 (rendered above)
    return shown
