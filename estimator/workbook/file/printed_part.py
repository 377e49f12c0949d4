"""The part of a sheet that is printed where only so many of its pages are wanted.

Pages are counted by the heights of rows and the scale that fits the width. A part ends above a chart that would be cut
and above a heading whose table it would lose.
"""

from __future__ import annotations

from dataclasses import replace

from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.cells.grid import LINE_HEIGHT, Grid
from estimator.workbook.cells.paper import CENTIMETRE, HEIGHT, POINT, WIDTH
from estimator.workbook.file.printing import SMALLEST, last_column, paper_of, printed_width

SPARE = 0.92  # programs set lines a little apart
HEADINGS = ("band", "heading")


def printed_part(grid: Grid) -> Grid:
    """The sheet with the area that its pages hold; as it is where all are printed or all fit."""
    if not grid.printed_pages:
        return grid
    paper, across = paper_of(grid)
    last, column = last_row(grid), last_column(grid)
    while column > 1 and _too_wide(grid, column, WIDTH[paper] * across):
        column -= 1
    narrowed = replace(grid, print_columns=f"A:{column_letters(column)}") if column < last_column(grid) else grid
    scale = min(1.0, WIDTH[paper] * across / printed_width(narrowed))
    room = HEIGHT[paper] / scale * (1.0 if grid.breaks else SPARE)
    held = _last_held(narrowed, room, max(1, grid.printed_pages // across), last)
    if held == last and narrowed is grid:
        return grid
    return replace(grid, print_columns=f"A:{column_letters(column)}", last_printed=held)


def last_row(grid: Grid) -> int:
    """The last row that is printed when all is."""
    if grid.last_printed:
        return grid.last_printed
    charts = (_beneath(grid, each.row, each.high) for each in grid.charts)
    return max([grid.last_row or 1, *charts])


def _too_wide(grid: Grid, column: int, room: float) -> bool:
    return room < SMALLEST * printed_width(replace(grid, print_columns=f"A:{column_letters(column)}"))


def _height(grid: Grid, row: int) -> float:
    """In millimetres; a row that is folded away takes none."""
    if any(first <= row <= last and hidden for first, last, hidden in grid.row_groups):
        return 0.0
    return grid.heights.get(row, LINE_HEIGHT) * POINT


def _last_held(grid: Grid, room: float, pages: int, last: int) -> int:
    """The last row on so many pages of a height, cut where nothing is broken."""
    first, _, final = (grid.title_rows or ":").partition(":")
    repeated = sum(_height(grid, row) for row in range(int(first or 1), int(final or 0) + 1))
    page, used = 1, 0.0
    for row in range(1, last + 1):
        high = _height(grid, row)
        if used + high > room or row - 1 in grid.breaks:
            page, used = page + 1, repeated
        if page > pages:
            return _whole(grid, row - 1)
        used += high
    return last


def _whole(grid: Grid, row: int) -> int:
    """The row, or one above it where a chart would be cut, or a heading stand alone.

    A row stays beneath a chart, as programs differ by a row in how far a chart of so many centimetres reaches.
    """
    for chart in sorted(grid.charts, key=lambda each: -each.row):
        if chart.row <= row < _beneath(grid, chart.row, chart.high):
            row = chart.row - 1
    drawn = max([1, *(end for each in grid.charts if (end := _beneath(grid, each.row, each.high)) <= row)])
    while row > drawn + 1 and _kind(grid, row) in HEADINGS:
        row -= 1
    return row


def _kind(grid: Grid, row: int) -> str:
    """The kind of the first cell of a row; that of a heading where it is blank."""
    if grid.long and row in grid.long.rows:
        return ""
    return grid.entries[row, 1].kind if (row, 1) in grid.entries else HEADINGS[0]


def _beneath(grid: Grid, row: int, high: float) -> int:
    """The row in which a chart ends that starts on top of a row, so many centimetres high."""
    left = high * CENTIMETRE
    while left > (tall := _height(grid, row)):
        left, row = left - tall, row + 1
    return row
