"""Suppression of small cells."""

from hypothesis import given
from hypothesis import strategies as st

from polls.results.suppression import MIN_CELL_SIZE, suppress_small_cells

tables = st.integers(1, 5).flatmap(
    lambda height: st.dictionaries(
        st.text("abcde", min_size=1, max_size=3),
        st.lists(st.integers(0, 60), min_size=height, max_size=height),
        min_size=1,
        max_size=5,
    )
)


def split(table):
    """Return the shown columns, and the suppressed columns with their true cells."""
    shown = suppress_small_cells(table)
    hidden = [table[column] for column, cells in shown.items() if None in cells]
    return [cells for cells in shown.values() if None not in cells], hidden


@given(tables)
def test_small_cells_are_suppressed(table):
    shown, _ = split(table)

    assert all(cell >= MIN_CELL_SIZE for cells in shown for cell in cells)


@given(tables)
def test_suppressed_cells_cannot_be_computed(table):
    """The sums of suppressed columns allow any value from 0 to MIN_CELL_SIZE for each cell."""
    shown, hidden = split(table)

    if shown and hidden:
        assert len(hidden) > 1
        assert all(sum(row) >= MIN_CELL_SIZE for row in zip(*hidden, strict=True))
