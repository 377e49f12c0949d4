"""Sheets with values as exported: tables that the rows of the model do not give, handed in as plain records.

A supplement that hangs on the assumptions says so, and a flag lights once any *your value* or the scenario differs from
what was in force at the export.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.analysis.questions.breakdown import Breakdown
from estimator.analysis.questions.tornado_drivers import Substituted
from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.grid import BOLD, DEFAULT_WIDTH, WIDE_LETTERS, Flag, Formula, Grid
from estimator.workbook.plan.sheet_registry import BY_NAME
from estimator.workbook.sheets.answer.as_drawn import AsDrawn

FLAG_ROW, NOTE_ROW, HEADER_ROW = 4, 5, 7
REASON = 3
SAME = "Values as exported"
CHANGED = "OUT OF DATE: a value or the scenario was changed since these were exported"
LIVE_NAME = "as_exported"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a supplement: its heading, width and number format; `kind` is a kind of cell style."""

    heading: str
    width: float = 14
    format: str = "General"
    kind: str = "formula"

    @property
    def is_text(self) -> bool:
        """True for a column of texts."""
        return self.kind in ("label", "explained", "unit", "wrapped_unit", "note")


def text_column(heading: str, width: float = 30) -> Column:
    """A column of texts that wrap."""
    return Column(heading, width, kind="label")


@dataclass(frozen=True, slots=True)
class Reasons:
    """Lines beneath a table that say why: a heading, what was asked, and of each line its subject, source and words."""

    heading: str
    asked: str
    lines: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Supplement:
    """One sheet: its name, a note on the table, and whether the assumptions move its numbers (`follows`).

    `beneath` are reasons that stand beneath the table, under its first three columns and to the right of them.
    """

    sheet: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[float | str | None, ...], ...]
    follows: bool = True
    beneath: tuple[Reasons, ...] = ()


@dataclass(frozen=True)
class Attached:
    """What a workbook holds beside the model: whole sheets, supplements in order, the long table of the sheet Data.

    `substituted` is what the tornado and the two-way table of What-if show; None leaves them out. With `data_tables`
    they are Excel's data tables, which compute it anew. With `all_years` the years before and after those compared are
    in view, which are folded away otherwise, and every cell there is written; with `print_all` every page of every
    sheet is printed.
    `drawn` is what the first sheet shows of the draws, `broken_down` the options whose costs a sheet of its own tells.
    """

    supplements: tuple[Supplement, ...] = ()
    data_columns: tuple[str, ...] = ()
    data_rows: Sequence[Sequence[float | str | None]] = ()
    grids: tuple[Grid, ...] = ()
    substituted: Substituted | None = None
    data_tables: bool = False
    all_years: bool = False
    print_all: bool = False
    drawn: AsDrawn | None = None
    broken_down: tuple[Breakdown, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a sheet that the registry does not have: no workbook would show it."""
        unknown = {each for each in self.names if each not in BY_NAME}
        if unknown:
            raise ValueError(f"no sheet is registered as {', '.join(sorted(unknown))}")

    @property
    def names(self) -> tuple[str, ...]:
        """The sheets that are there."""
        return (*(each.name for each in self.grids), *(each.sheet for each in self.supplements))

    def grid(self, name: str) -> Grid:
        """The sheet of a name."""
        found = next((each for each in self.supplements if each.sheet == name), None)
        return supplement_grid(found) if found else next(each for each in self.grids if each.name == name)


NOTHING_ATTACHED = Attached()


def put_flag(grid: Grid, row: int) -> None:
    """The line that tells whether values are as exported; at export its flag is unlit."""
    grid.put(row, 1, Formula(f'IF({LIVE_NAME}=1,"{SAME}","{CHANGED}")', SAME), "status")
    grid.flags.append(Flag(at(row, 1), f"{LIVE_NAME}<>1", "bad"))


def supplement_grid(supplement: Supplement) -> Grid:
    """The sheet of a supplement; at export its flag is unlit."""
    grid = Grid(supplement.sheet, freeze=at(HEADER_ROW + 1, 2), title_rows=f"{HEADER_ROW}:{HEADER_ROW}")
    if supplement.follows:
        put_flag(grid, FLAG_ROW)
    grid.put(NOTE_ROW, 1, supplement.note, "small")
    for index, column in enumerate(supplement.columns, 1):
        grid.put(HEADER_ROW, index, column.heading, "header" if column.is_text else "right_header")
        grid.widths[index] = column.width
        grid.raise_for(HEADER_ROW, index, column.heading, BOLD)
    for row, cells in enumerate(supplement.rows, HEADER_ROW + 1):
        _row(grid, row, supplement.columns, cells)
    if supplement.beneath:
        _beneath(grid, supplement)
    return grid


def _beneath(grid: Grid, supplement: Supplement) -> None:
    """Reasons, each heading two rows beneath what stands above it; they run on to the right, also on paper."""
    row = HEADER_ROW + len(supplement.rows)
    for each in supplement.beneath:
        row += 2
        grid.put(row, 1, each.heading, "strong")
        if each.asked:
            grid.put(row, REASON, each.asked, "strong")
        for about, source, words in each.lines:
            row += 1
            grid.line(row, (about, source), "label")
            grid.put(row, REASON, words)
            grid.fit(row, about, grid.widths[1])
    longest = max(len(words) for each in supplement.beneath for _, _, words in each.lines) * WIDE_LETTERS
    last = REASON
    while last < len(supplement.columns) or longest > sum(_width(grid, at) for at in range(REASON, last + 1)):
        last += 1
    grid.print_columns = f"A:{column_letters(last)}"


def _width(grid: Grid, column: int) -> float:
    return grid.widths.get(column, DEFAULT_WIDTH)


def _row(grid: Grid, row: int, columns: Sequence[Column], cells: Sequence[float | str | None]) -> None:
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True), 1):
        if cell is None or cell == "":
            continue
        if isinstance(cell, str):
            grid.put(row, index, cell, column.kind if column.is_text else "dash")
            grid.fit(row, cell, column.width)
        else:
            grid.put(row, index, float(cell), column.kind, column.format)
