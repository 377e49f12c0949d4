"""The sheet Uncertainty: what people read first, then pictures in a grid, then the numbers behind them, as exported.

Nothing here is live: draws cannot be made in a cell. The sheet says which seed, draws, version and pack the numbers
came from, and lights a flag once any *your value* or the scenario differs from what was in force at the export.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from estimator.display.number_format import PERCENT_FORMAT
from estimator.report.number_table import INDENT, Cell, Name, NumberColumn, NumberTable, as_labelled
from estimator.workbook.cells.addresses import fixed
from estimator.workbook.cells.charts import Chart, Kind, Line
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, LINE_HEIGHT, Grid, lines
from estimator.workbook.plan.sheet_registry import UNCERTAINTY
from estimator.workbook.sheets.value_sheet import put_flag

FLAG_ROW, FIRST_NOTE = 4, 5
FIRST_WIDTH, WIDTH, COLUMNS = 40.0, 12.0, 14
LEFT, RIGHT = 1, 6
HALF, WHOLE = 16.4, 34.6
ROW_CENTIMETRES = LINE_HEIGHT * 2.54 / 72
BANDS_A_PAGE = 2
GENERAL, SHARE_FORMATS = "General", {"share": "0.0%", "fine share": "0.00%", "whole share": "0%"}
STYLES = {"name": "label", "unit": "unit", "id": "note"}  # of columns of texts
BEHIND = "Numbers behind the charts"


@dataclass(frozen=True)
class Formats:
    """The number format of each kind of column; amounts have one by the unit of their table."""

    year: str = GENERAL
    amounts: Mapping[str, str] = field(default_factory=dict)

    def of(self, table: NumberTable, column: NumberColumn, cells: Sequence[Cell]) -> str:
        """The number format of a column, in a row of these cells."""
        if column.kind == "typed" and any(_is_percent(*each) for each in zip(table.columns, cells, strict=True)):
            return PERCENT_FORMAT
        if column.kind == "amount":
            return self.amounts.get(table.unit, GENERAL)
        return self.year if column.kind == "year" else SHARE_FORMATS.get(column.kind, GENERAL)


def _is_percent(column: NumberColumn, cell: Cell) -> bool:
    return column.kind == "unit" and str(cell).startswith("%")


@dataclass(frozen=True, slots=True)
class Trace:
    """A series: the columns of a table that give its places and its values, and the one whose heading is its name."""

    table: NumberTable
    across: int
    up: int
    named: int
    color: str
    dash: str = "solid"
    thick: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart of tables' columns; `wide` ones take a band of their own, others stand two by two."""

    kind: Kind
    title: str
    across: str
    up: str
    traces: tuple[Trace, ...]
    over: tuple[Trace, ...] = ()
    wide: bool = False
    high: float = 11.2
    across_format: str = "General"
    up_format: str = "#,##0"
    stacked: bool = False
    diverging: bool = False
    most: float | None = None


@dataclass(frozen=True)
class Account:
    """The sheet's content in reading order."""

    notes: tuple[str, ...]
    front: tuple[NumberTable, ...]
    pictures: tuple[Picture, ...] = ()
    behind: tuple[NumberTable, ...] = ()
    formats: Formats = Formats()


def uncertainty_grid(account: Account) -> Grid:
    """The sheet: where it comes from, what to read first, pictures, the numbers behind them."""
    grid = Grid(UNCERTAINTY)
    grid.widths.update({1: FIRST_WIDTH, **dict.fromkeys(range(2, _columns(account) + 1), WIDTH)})
    put_flag(grid, FLAG_ROW)
    for row, note in enumerate(account.notes, FIRST_NOTE):
        grid.put(row, 1, note, "small")
    row = FIRST_NOTE + len(account.notes) + 1
    headers: dict[str, int] = {}
    for table in account.front:
        row = _table(grid, table, account.formats, row, headers)
    starts, behind = _bands(account.pictures, row)
    if account.behind:
        grid.put(behind, 1, BEHIND, "heading")
    row = behind + 2
    for table in account.behind:
        row = _table(grid, table, account.formats, row, headers)
    grid.charts = tuple(_chart(each, *starts[place], headers) for place, each in enumerate(account.pictures))
    _pages(grid, starts, behind)
    return grid


def _columns(account: Account) -> int:
    return max([COLUMNS, *(len(table.columns) for table in (*account.front, *account.behind))])


def _table(grid: Grid, table: NumberTable, formats: Formats, row: int, headers: dict[str, int]) -> int:
    """Write one table and note where its header stands; returns the row where the next may start."""
    grid.put(row, 1, table.title, "band")
    header = headers[table.title] = row + 1
    for index, column in enumerate(table.columns, 1):
        if column.kind == "spacer":
            grid.put(header, index, None, "header")
            continue
        grid.put(header, index, column.heading, "header" if column.kind in STYLES or index == 1 else "right_header")
        grid.raise_to(header, lines(column.heading, grid.widths[index] - 1, BOLD))
    for place, cells in enumerate(table.rows, header + 1):
        for index, (column, cell) in enumerate(zip(table.columns, cells, strict=True), 1):
            _cell(grid, place, index, column, cell, formats.of(table, column, cells))
    row = header + len(table.rows) + 1
    for note in table.notes:
        grid.put(row, 1, note, "small")
        row += 1
    return row + 1


def _cell(grid: Grid, row: int, index: int, column: NumberColumn, cell: Cell, format: str) -> None:
    """A dash for nothing, a text in the style of its column, a number in its format."""
    if column.kind == "spacer":
        return
    if isinstance(cell, Name):
        cell = as_labelled(cell)
    if cell is None or (isinstance(cell, str) and column.kind not in STYLES):
        grid.put(row, index, cell or DASH, "dash")
    elif isinstance(cell, str):
        grid.put(row, index, cell.strip(), "indented" if cell.startswith(INDENT) else STYLES[column.kind])
        if column.kind == "name":
            grid.fit(row, cell, grid.widths[index])
    else:
        grid.put(row, index, float(cell), "indented" if index == 1 else "formula", format)


def _bands(pictures: Sequence[Picture], row: int) -> tuple[list[tuple[int, int]], int]:
    """Row and column of each picture, and the row beneath the last; a blank row stands above each band."""
    places: list[tuple[int, int]] = []
    right_free, high = False, 1
    for picture in pictures:
        if right_free and not picture.wide:
            places.append((places[-1][0], RIGHT))
            right_free = False
            continue
        row += high
        places.append((row, LEFT))
        right_free, high = not picture.wide, math.ceil(picture.high / ROW_CENTIMETRES) + 1
    return places, row + high


def _chart(picture: Picture, row: int, column: int, headers: Mapping[str, int]) -> Chart:
    return Chart(
        picture.kind,
        picture.title,
        picture.across,
        picture.up,
        tuple(_line(each, headers) for each in picture.traces),
        row,
        column,
        WHOLE if picture.wide else HALF,
        picture.high,
        up_format=picture.up_format,
        across_format=picture.across_format,
        stacked=picture.stacked,
        diverging=picture.diverging,
        most=picture.most,
        over=tuple(_line(each, headers) for each in picture.over),
    )


def _line(trace: Trace, headers: Mapping[str, int]) -> Line:
    header = headers[trace.table.title]
    first, last = header + 1, header + len(trace.table.rows)
    across, up = (f"{UNCERTAINTY}!{fixed(first, column)}:{fixed(last, column)}" for column in (trace.across, trace.up))
    name = f"{UNCERTAINTY}!{fixed(header, trace.named)}"
    return Line(name, across, up, trace.color, dash=trace.dash, thick=trace.thick)


def _pages(grid: Grid, starts: Sequence[tuple[int, int]], behind: int) -> None:
    """A page for what is read first, two bands of charts a page, then the numbers."""
    rows = sorted({row - 1 for row, _ in starts})  # a chart's frame would show on the page before
    for row in range(rows[0] if rows else behind, behind):
        grid.heights[row] = LINE_HEIGHT
    grid.breaks = (*(row - 1 for row in rows[::BANDS_A_PAGE]), *((behind - 1,) if rows else ()))
