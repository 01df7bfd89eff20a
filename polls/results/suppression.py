"""Small cells are not shown, nor what would tell them by subtraction."""

# Fewer ballots than this could tell how somebody voted.
SMALLEST = 10


def hide_small(table):
    """Return {column: cells}, with None in all of a column that has a cell under SMALLEST.

    Every column has the same rows. The sums of the rows are public: what is hidden is known
    together. So at least two columns are hidden if one is, and more until every row of what is
    hidden adds up to SMALLEST; else a sum of little would tell that each of its parts is little
    (complementary suppression, as in Cox 1980, by whole columns).
    """
    hidden = [column for column, cells in table.items() if min(cells) < SMALLEST]
    others = sorted(table.keys() - hidden, key=lambda column: table[column])
    while hidden and others and tells_too_much([table[column] for column in hidden]):
        hidden.append(others.pop(0))
    return {
        column: [None] * len(cells) if column in hidden else cells
        for column, cells in table.items()
    }


def tells_too_much(columns):
    """Whether the sums of these hidden columns tell what is in one of them."""
    return len(columns) < 2 or min(map(sum, zip(*columns, strict=True))) < SMALLEST
