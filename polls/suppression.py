"""Small cells are not shown, nor what would tell them by subtraction."""

# Fewer ballots than this could tell how somebody voted.
SMALLEST = 10


def hide_small(table):
    """Return {column: cells} with None in place of each cell under SMALLEST.

    Every column has the same rows. Sums along both ways are public, so a cell that is hidden
    alone in its row or column could be worked out: then its smallest neighbour is hidden too
    (complementary suppression, as in Cox 1980).
    """
    columns, height = list(table), len(next(iter(table.values())))
    shown = {
        (column, row): cell if cell >= SMALLEST else None
        for column in columns
        for row, cell in enumerate(table[column])
    }
    lines = [[(column, row) for row in range(height)] for column in columns]
    lines += [[(column, row) for column in columns] for row in range(height)]
    while lone := [line for line in lines if hidden_alone(shown, line)]:
        visible = [cell for cell in lone[0] if shown[cell] is not None]
        shown[min(visible, key=shown.get)] = None
    return {column: [shown[column, row] for row in range(height)] for column in columns}


def hidden_alone(shown, line):
    return len(line) > 1 and [shown[cell] for cell in line].count(None) == 1
