"""The sheet Data: one long table of values, headings in its first row and nothing else, for other programs.

It holds no formula, title or blank row, so that pandas, R and Power Query read it as it is. The headings turn red once
a *your value* or the scenario differs from the export, or a check fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from estimator.workbook.grid import Flag, Grid, at
from estimator.workbook.layout import DATA
from estimator.workbook.supplements import LIVE_NAME

WIDTHS = {"label": 44, "id": 40, "option": 28, "price_basis": 22, "unit": 24}
NARROW = 12
TABLE = "long_table"
STALE = f"OR({LIVE_NAME}<>1,checks_hold<>1)"


def data_grid(columns: Sequence[str], rows: Iterable[Sequence[float | str | None]]) -> Grid:
    """The sheet of a long table; blank cells stand for what does not apply."""
    grid = Grid(DATA, tab="grey", freeze="A2", title_rows="1:1")
    for index, heading in enumerate(columns, 1):
        grid.put(1, index, heading, "header")
        grid.widths[index] = WIDTHS.get(heading, NARROW)
    for row, cells in enumerate(rows, 2):
        for index, cell in enumerate(cells, 1):
            if isinstance(cell, str) and cell:
                grid.put(row, index, cell)
            elif isinstance(cell, float | int):
                grid.put(row, index, float(cell), "formula")
    last = max(row for row, _ in grid.entries)
    grid.table = (TABLE, f"A1:{at(last, len(columns))}")
    grid.flags.append(Flag(f"A1:{at(1, len(columns))}", STALE))
    return grid
