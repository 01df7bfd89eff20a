"""The bar chart of ballots by day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

# In the units of the SVG view box. Each bar leaves a gap of 1 on both sides.
DAY_WIDTH = 10
HEIGHT = 100


def build_chart(days: Sequence[tuple[date, int]]) -> dict[str, Any] | None:
    """Return {"width", "bars": [(x, y, height)], "highest": ballots}, None for less than 2 days."""
    if len(days) < 2:
        return None
    highest = max(ballots for _, ballots in days)
    heights = [round(HEIGHT * ballots / highest, 1) for _, ballots in days]
    bars = [
        (DAY_WIDTH * index + 1, round(HEIGHT - height, 1), height)
        for index, height in enumerate(heights)
    ]
    return {"width": DAY_WIDTH * len(days), "bars": bars, "highest": highest}
