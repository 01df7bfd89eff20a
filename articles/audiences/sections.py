"""A body as its readers find it: what is for some audiences is folded under their names.

Nothing is left out for anyone. A layer is open at an address that is read as one of its audiences,
and in the print edition.
"""

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Layer:
    """Neighbouring blocks for the same audiences; for everyone where there are none."""

    audiences: tuple
    blocks: list
    open: bool = True

    @property
    def label(self):
        """Whom it is for, such as “For business, for students”."""
        first, *others = [audience.navigation_label for audience in self.audiences]
        return ", ".join([first, *(other[:1].lower() + other[1:] for other in others)])

    @property
    def slugs(self):
        return " ".join(audience.slug for audience in self.audiences)


def layers_of(body, audience=None, *, unfolded=False):
    """Return a body as [Layer], open for `audience`; all are if `unfolded`."""
    return [
        Layer(audiences, list(blocks), unfolded or not audiences or audience in audiences)
        for audiences, blocks in groupby(body, key=audiences_of)
    ]


def audiences_of(block):
    """Return the audiences of a block in their order of today, whichever they were ticked in."""
    return tuple(sorted(block.value["audiences"], key=lambda each: (each.sort_order or 0, each.pk)))
