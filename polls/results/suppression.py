"""Suppression of small cells, and of cells from which small ones could be computed."""

from collections.abc import Sequence

# A cell with fewer ballots could disclose how a person voted.
MIN_CELL_SIZE = 10


def suppress_small_cells(
    table: dict[str, list[int]],
) -> dict[str, list[int] | list[None]]:
    """Return {column: cells}, with None in every cell of a column that has a small cell.

    All columns have the same rows, and the sums of the rows are public. So at least two columns
    are suppressed if one is, and more until each row of the suppressed columns adds up to
    MIN_CELL_SIZE. Otherwise a small sum would disclose that each of its cells is small.
    Complementary suppression, as in Cox (1980), by whole columns.
    """
    suppressed = [column for column, cells in table.items() if min(cells) < MIN_CELL_SIZE]
    candidates = sorted(table.keys() - set(suppressed), key=lambda column: table[column])
    while suppressed and candidates and is_disclosive([table[column] for column in suppressed]):
        suppressed.append(candidates.pop(0))
    return {
        column: [None] * len(cells) if column in suppressed else cells
        for column, cells in table.items()
    }


def is_disclosive(columns: Sequence[Sequence[int]]) -> bool:
    """Whether the row sums of these suppressed columns disclose one of their cells."""
    return len(columns) < 2 or min(map(sum, zip(*columns, strict=True))) < MIN_CELL_SIZE
