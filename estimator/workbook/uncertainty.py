"""The sheet Uncertainty: tables of a simulation as exported, one below the other, each with its chart beside it.

Nothing here is live: draws cannot be made in a cell. The sheet says which seed, draws, version and pack the numbers
came from, and lights a flag once any *your value* or the scenario differs from what was in force at the export.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.workbook.charts import DASHES, PALETTE, Chart, Kind, Line
from estimator.workbook.formula import DASH
from estimator.workbook.grid import Flag, Formula, Grid, at, fixed
from estimator.workbook.supplements import CHANGED, LIVE_NAME, SAME, Column

UNCERTAINTY = "Uncertainty"
FLAG_ROW, FIRST_NOTE = 4, 5
CHART_ROWS, CHART_WIDE, CHART_HIGH = 20, 17.0, 9.5
MOST_LINES = 12


@dataclass(frozen=True)
class Panel:
    """A table with its columns, and what its chart shows: `kind` None for no chart.

    The first column holds the categories; `drawn` are the places of the columns drawn as series.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[float | str | None, ...], ...]
    kind: Kind | None = None
    drawn: tuple[int, ...] = ()
    across: str = ""
    up: str = ""
    up_format: str = "#,##0"


def uncertainty_grid(notes: Sequence[str], panels: Sequence[Panel]) -> Grid:
    """The sheet: where it comes from, then the panels, charts to their right."""
    grid = Grid(UNCERTAINTY, tab="grey")
    grid.put(FLAG_ROW, 1, Formula(f'IF({LIVE_NAME}=1,"{SAME}","{CHANGED}")', SAME), "status")
    grid.flags.append(Flag(at(FLAG_ROW, 1), f"{LIVE_NAME}<>1", "bad"))
    for row, note in enumerate(notes, FIRST_NOTE):
        grid.put(row, 1, note, "small")
    row = FIRST_NOTE + len(notes) + 1
    for panel in panels:
        row = _panel(grid, panel, row)
    for index in range(1, max(len(panel.columns) for panel in panels) + 1):
        widths = [panel.columns[index - 1].width for panel in panels if index <= len(panel.columns)]
        grid.widths[index] = max(widths, default=12)
    return grid


def _panel(grid: Grid, panel: Panel, row: int) -> int:
    """Write one panel; returns the row where the next may start."""
    grid.put(row, 1, panel.title, "heading")
    header = row + 1
    for index, column in enumerate(panel.columns, 1):
        grid.put(header, index, column.heading, "header" if column.is_text else "right_header")
        grid.fit(header, column.heading, column.width)
    for place, cells in enumerate(panel.rows, header + 1):
        _cells(grid, panel, place, cells)
    last = header + len(panel.rows)
    if panel.kind and panel.rows:
        grid.charts = (*grid.charts, _chart(panel, header, last, row, len(panel.columns) + 2))
        return max(last, row + CHART_ROWS) + 2
    return last + 2


def _cells(grid: Grid, panel: Panel, row: int, cells: Sequence[float | str | None]) -> None:
    for index, (column, cell) in enumerate(zip(panel.columns, cells, strict=True), 1):
        if cell is None:
            grid.put(row, index, DASH, "dash")
        elif isinstance(cell, str):
            grid.put(row, index, cell, column.kind if column.is_text else "dash")
            grid.fit(row, cell, column.width)
        else:
            grid.put(row, index, float(cell), column.kind if not column.is_text else "formula", column.format)


def _chart(panel: Panel, header: int, last: int, row: int, column: int) -> Chart:
    def span(place: int) -> str:
        return f"{UNCERTAINTY}!{fixed(header + 1, place)}:{fixed(last, place)}"

    lines = tuple(
        Line(f"{UNCERTAINTY}!{fixed(header, place)}", span(1), span(place), PALETTE[k % len(PALETTE)],
             dash=DASHES[k // len(PALETTE) % len(DASHES)])
        for k, place in enumerate(panel.drawn[:MOST_LINES])
    )  # fmt: skip
    return Chart(
        panel.kind or "lines", panel.title, panel.across, panel.up, lines, row, column, CHART_WIDE, CHART_HIGH,
        up_format=panel.up_format,
    )  # fmt: skip
