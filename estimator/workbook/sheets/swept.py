"""The sheets of a sweep: Read me, and one a table with a line chart beside it. No formulas, and they say so.

A line stands for each value swept, a column for each option or each value of a second assumption.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.display.number_format import GENERAL
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.charts import DASHES, PALETTE, Chart, Line
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.sheet_registry import README
from estimator.workbook.plan.tab_names import legal

HEADER, TITLE_HEIGHT = 4, 24.0
CHART_ROWS = 28
WIDE, MOST_LINES = 12, 12
CHART_WIDTH, CHART_HEIGHT = 26.0, 13.0
FIRST_WIDTH, WIDTH, TEXT_WIDTH = 24.0, 16.0, 110.0
COMPUTED = "Computed values, not formulas: they do not change with an assumption. Run the sweep again instead."


@dataclass(frozen=True)
class SweptTable:
    """One sheet: a line for each value of `first`, a column for each of `heads`, shown in `formats`.

    `lines` are the columns that the chart shows, by place; None in the body is shown as a dash.
    """

    name: str
    title: str
    subtitle: str
    corner: str
    heads: Sequence[str | float]
    first: Sequence[float]
    body: Sequence[Sequence[float | None]]
    format: str
    lines: Sequence[int]
    across: str = ""
    formats: tuple[str, str] = (GENERAL, GENERAL)

    @property
    def wide(self) -> bool:
        """True for a table whose chart stands above it."""
        return len(self.heads) > WIDE

    @property
    def header(self) -> int:
        """The row of the heads."""
        return HEADER + CHART_ROWS if self.wide else HEADER

    @property
    def cells(self) -> int:
        """How many cells the table takes."""
        return len(self.first) * (len(self.heads) + 1)


def sheet_name(number: int, words: str) -> str:
    """A legal name, made unique by its number."""
    return legal(f"{number} {words}")


def swept_grids(title: str, notes: Sequence[str], tables: Sequence[SweptTable]) -> list[Grid]:
    """Read me, and a sheet a table."""
    names = [sheet_name(number, table.name) for number, table in enumerate(tables, 1)]
    sheets = [swept_grid(name, table) for name, table in zip(names, tables, strict=True)]
    return [_readme(title, notes, tables, names), *sheets]


def _readme(title: str, notes: Sequence[str], tables: Sequence[SweptTable], names: Sequence[str]) -> Grid:
    grid = _titled(README, title)
    grid.widths[1] = TEXT_WIDTH
    grid.put(2, 1, COMPUTED, "status")
    for row, note in enumerate(notes, HEADER):
        grid.put(row, 1, note, "wrapped")
        grid.fit(row, note, TEXT_WIDTH)
    for row, (name, table) in enumerate(zip(names, tables, strict=True), HEADER + len(notes) + 1):
        grid.put(row, 1, table.title, "go", link=f"{quoted(name)}!A1")
    return grid


def _titled(name: str, title: str) -> Grid:
    grid = Grid(name, color="grey")
    grid.put(1, 1, title, "title")
    grid.heights[1] = TITLE_HEIGHT
    return grid


def swept_grid(name: str, table: SweptTable) -> Grid:
    """Title, table and chart: beside a narrow table, above a wide one."""
    grid = _titled(name, table.title)
    grid.put(2, 1, f"{table.subtitle} {COMPUTED}".strip(), "small")
    if table.across:
        grid.put(table.header - 1, 2, table.across, "small")
    _numbers(grid, table)
    grid.freeze = "" if table.wide else at(table.header + 1, 2)
    grid.title_rows = f"{table.header}:{table.header}"
    if len(table.first) > 1:  # one value makes no line
        grid.charts = (_chart(name, table),)
    return grid


def _numbers(grid: Grid, table: SweptTable) -> None:
    grid.widths.update({1: FIRST_WIDTH, **dict.fromkeys(range(2, len(table.heads) + 2), WIDTH)})
    grid.put(table.header, 1, table.corner, "header")
    for column, each in enumerate(table.heads, 2):
        grid.put(table.header, column, each, "right_header", table.formats[1])
    for head, width in ((table.corner, FIRST_WIDTH), *((str(head), WIDTH) for head in table.heads)):
        grid.fit(table.header, head, width)
    for row, (value, numbers) in enumerate(zip(table.first, table.body, strict=True), table.header + 1):
        grid.put(row, 1, value, "base", table.formats[0])
        for column, number in enumerate(numbers, 2):
            if number is None:
                grid.put(row, column, DASH, "dash")
            else:
                grid.put(row, column, number, "formula", table.format)


def _chart(name: str, table: SweptTable) -> Chart:
    """Lines over the values of the first column."""
    return Chart(
        "lines",
        table.title,
        table.corner,
        "",
        tuple(_line(name, table, index, place) for index, place in enumerate(list(table.lines)[:MOST_LINES])),
        HEADER,
        2 if table.wide else len(table.heads) + 3,
        CHART_WIDTH,
        CHART_HEIGHT,
        up_format=table.format,
        label_every=None,
    )


def _line(name: str, table: SweptTable, index: int, place: int) -> Line:
    sheet, first, last = quoted(name), table.header + 1, table.header + len(table.first)
    across, up = (f"{sheet}!{fixed(first, column)}:{fixed(last, column)}" for column in (1, place + 2))
    head = f"{sheet}!{fixed(table.header, place + 2)}"
    return Line(head, across, up, PALETTE[index % len(PALETTE)], DASHES[index % len(DASHES)])
