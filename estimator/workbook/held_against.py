"""Hold a workbook that came back against the one that the program would write: edits besides *your values*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter

from estimator.language import read_back
from estimator.workbook.book import Book
from estimator.workbook.formula import placed
from estimator.workbook.grid import Formula, Grid, at
from estimator.workbook.layout import ASSUMPTIONS, CHECKS, ID, SCENARIOS, YEARLY, quoted
from estimator.workbook.package import StoredCell
from estimator.workbook.places import COLUMN
from estimator.workbook.sheet_reading import Cells, Returned, text

TO_EDIT: Final = ("input", "choice")
NUMBERS: Final = (ASSUMPTIONS, YEARLY, SCENARIOS, CHECKS)
TEXTS: Final = {ASSUMPTIONS: ("unit", "normal_unit", "shape", "grade", "source", "basis", "as_of")}
SAME: Final = 1e-12
DELETED, RENAMED, GONE, MOVED = "sheet deleted", "sheet renamed", "row deleted", "rows inserted or moved"
Content = Formula | float | str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Something edited that is no *your value*: where, what kind of edit, what stood there and what stands there."""

    where: str
    what: str
    was: str = ""
    now: str = ""


def edits(returned: Returned, book: Book) -> list[Edit]:
    """Everything edited, sheet by sheet. Formulas are compared only where no row was moved, which rewrites them."""
    found = [each for grid in book.grids for each in _sheet(returned, grid)]
    rows = [each for grid in book.grids for each in _rows(returned, grid)]
    if not rows:
        names = {quoted(each.now): quoted(each.was) for each in found if each.what == RENAMED}
        for grid in book.grids:
            found += _cells(returned, grid, names)
    return [*found, *rows]


def rows_were_moved(found: list[Edit]) -> bool:
    """True if rows were deleted or inserted, so that formulas could not be compared."""
    return any(each.what in (GONE, MOVED) for each in found)


def _title(grid: Grid) -> str:
    entry = grid.entries.get((1, 1))
    return entry.content if entry and isinstance(entry.content, str) else ""


def _now(returned: Returned, grid: Grid) -> str:
    return returned.name_of(grid.name, _title(grid))


def _sheet(returned: Returned, grid: Grid) -> Iterator[Edit]:
    now = _now(returned, grid)
    if not now:
        yield Edit(grid.name, DELETED)
    elif now != grid.name:
        yield Edit(now, RENAMED, grid.name, now)


def _rows(returned: Returned, grid: Grid) -> Iterator[Edit]:
    """Rows that are gone, and one line for rows that stand elsewhere."""
    column = COLUMN["id"] if grid.name == ASSUMPTIONS else ID if grid.first_year_column else 0
    cells = returned.cells(grid.name, _title(grid))
    if not column or not cells:
        return
    wanted = {row: read_back(str(entry.content)) for (row, at_column), entry in grid.entries.items()
              if at_column == column and isinstance(entry.content, str) and entry.content}  # fmt: skip
    there = {text(cells, row, column): row for row in {_row(address) for address in cells}}
    gone = [(row, id) for row, id in wanted.items() if id not in there]
    for row, id in gone:
        yield Edit(f"{grid.name}!{at(row, column)}", GONE, id, text(cells, row, column))
    moved = [id for row, id in wanted.items() if there.get(id, row) != row]
    if moved:
        yield Edit(grid.name, MOVED, "", f"{len(moved)} rows, the first of them {moved[0]}")


def _row(address: str) -> int:
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _cells(returned: Returned, grid: Grid, names: Mapping[str, str]) -> Iterator[Edit]:
    """Cells whose formula or number is another one."""
    cells = returned.cells(grid.name, _title(grid))
    if not cells:
        return
    for (row, column), content, kind in _expected(grid):
        if kind not in TO_EDIT:
            address = at(row, column)
            yield from _cell(cells, address, f"{grid.name}!{address}", content, column, grid.name, names)


def _expected(grid: Grid) -> Iterator[tuple[tuple[int, int], Content, str]]:
    for place, entry in grid.entries.items():
        yield place, entry.content, entry.kind
    for band in grid.bands:
        before = get_column_letter(grid.first_year_column - 1)
        for column, value in enumerate(band.values, grid.first_year_column):
            letters = get_column_letter(column)
            formula = Formula(placed(band.template, letters, before), "") if band.template else None
            yield (band.row, column), formula or value, band.kind
            before = letters


def _cell(
    cells: Cells, address: str, where: str, wanted: Content, column: int, sheet: str, names: Mapping[str, str]
) -> Iterator[Edit]:
    found = cells.get(address, StoredCell(None))
    if isinstance(wanted, Formula):
        if found.formula is None:
            yield Edit(where, "formula overwritten", f"={wanted.text}", _shown(found))
        elif found.formula != wanted.text and _renamed(found.formula, names) != wanted.text:
            yield Edit(where, "formula edited", f"={wanted.text}", _shown(found))
    elif isinstance(wanted, int | float) and sheet in NUMBERS:
        if not isinstance(found.value, float) or found.formula is not None or not _close(found.value, float(wanted)):
            yield Edit(where, _what(sheet, column), f"{wanted:.15g}", _shown(found))
    elif isinstance(wanted, str) and found.value != wanted and _is_held(sheet, column):
        yield Edit(where, _what(sheet, column), wanted, _shown(found))


def _is_held(sheet: str, column: int) -> bool:
    """True for a column whose texts tell what the numbers beside them are."""
    return column in [COLUMN[name] for name in TEXTS.get(sheet, ())]


def _renamed(formula: str, names: Mapping[str, str]) -> str:
    """A formula with the names that sheets had at first."""
    for now, was in names.items():
        formula = formula.replace(f"{now}!", f"{was}!")
    return formula


def _what(sheet: str, column: int) -> str:
    """The words for an edit: by the column on Assumptions, else by the sheet."""
    if sheet == ASSUMPTIONS:
        name = next(name for name, at_column in COLUMN.items() if at_column == column)
        return "base value changed" if name == "value" else f"{name.replace('_', ' ')} changed"
    return "base or scenario value changed" if sheet in (YEARLY, SCENARIOS) else "number changed"


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def _shown(cell: StoredCell) -> str:
    if cell.formula is not None:
        return f"={cell.formula}"
    return f"{cell.value:.15g}" if isinstance(cell.value, float) else "" if cell.value is None else str(cell.value)
