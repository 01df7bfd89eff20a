"""Audience sections: neighbouring blocks of a body with the same target audiences.

A section is collapsed under the names of its audiences. It is open for those audiences and in the
print edition. It is never left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from wagtail.blocks.stream_block import StreamValue

from articles.audiences.models import Audience


@dataclass(frozen=True)
class AudienceSection:
    """Neighbouring blocks with the same audiences; without audiences, for all readers."""

    audiences: tuple[Audience, ...]
    blocks: list[StreamValue.StreamChild]
    open: bool = True

    @property
    def label(self) -> str:
        """The names of the audiences, such as “For business, for students”."""
        first, *others = [audience.navigation_label for audience in self.audiences]
        return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)])

    @property
    def slugs(self) -> str:
        """The slugs of the audiences, separated by spaces."""
        return " ".join(audience.slug for audience in self.audiences)


def group_into_sections(
    body: Iterable[StreamValue.StreamChild],
    audience: Audience | None = None,
    *,
    expanded: bool = False,
) -> list[AudienceSection]:
    """Return the sections of a body, open for `audience`; all are open if `expanded`."""
    return [
        AudienceSection(
            audiences, list(blocks), open=expanded or not audiences or audience in audiences
        )
        for audiences, blocks in groupby(body, key=get_block_audiences)
    ]


def get_block_audiences(block: StreamValue.StreamChild) -> tuple[Audience, ...]:
    """Return the audiences of a block in their sort order, not in the order of selection."""
    return tuple(sorted(block.value["audiences"], key=get_sort_key))


def get_sort_key(audience: Audience) -> tuple[int, int]:
    return audience.sort_order or 0, audience.pk
