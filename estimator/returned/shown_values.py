"""Read the assumptions and the results that a workbook of this program shows.

Stored values are taken as they stand. Where a program saved the file without them, its formulas are recalculated first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from estimator.errors import WorkbookError
from estimator.language import read_back
from estimator.returned.file.package import CELL, Package, StoredCell, read_package
from estimator.returned.file.recalculate import Cells as RecalculatedCells
from estimator.returned.file.recalculate import recalculate
from estimator.workbook.cells.addresses import at, column_number
from estimator.workbook.cells.formula import DASH
from estimator.workbook.plan.input_places import COLUMN, FIRST_CHOICE, TOP
from estimator.workbook.plan.row_places import FIRST, HEADER, ID, LABEL
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, SCENARIOS, YEARLY
from estimator.workbook.sheets.comparison.table import FIRST_OPTION, SELECTOR

METRIC_ID, YOUR_VALUE, IN_USE = "Metric id", "Your value", "In use"
Cells = Mapping[str, StoredCell]


@dataclass(frozen=True, slots=True)
class Shown:
    """One assumption as a workbook shows it, in the unit of the pack's file; `yours` if a *your value* is in use."""

    id: str
    label: str
    unit: str
    value: float | Mapping[int, float] | None
    texts: Mapping[str, str]
    yours: bool


@dataclass(frozen=True)
class Exported:
    """What a workbook shows: its manifest, the scenario chosen, assumptions by id, metrics by option and id.

    Metrics are in base units, None where a dash stands; `units` has the words beside each metric. `in_scenario` are the
    assumptions that the scenario chosen sets.
    """

    manifest: Mapping[str, str]
    scenario: str
    assumptions: Mapping[str, Shown]
    results: Mapping[str, Mapping[str, float | None]]
    units: Mapping[str, str]
    in_scenario: frozenset[str] = frozenset()


def read_exported(path: Path) -> Exported:
    """Read a workbook's stored values, within the limits for files of strangers.

    Raises WorkbookError for a file that is no workbook of this program.
    """
    package = read_package(path)
    sheets = package.sheet_parts()
    for wanted in (ASSUMPTIONS, COMPARISON):
        if wanted not in sheets:
            raise WorkbookError(f'{path}: has no sheet "{wanted}"; is it a workbook of this program?')
    read = _Sheets(package, path)
    comparison = read.cells(COMPARISON)
    chosen = comparison.get(at(*SELECTOR), StoredCell(None)).value
    found = {each.id: each for each in _assumptions(read)}
    results, units = _results(comparison, path)
    scenario = str(chosen or "")
    return Exported(package.manifest(), scenario, found, results, units, frozenset(_set_by(read, scenario)))


class _Sheets:
    """The cells of a workbook; recalculated once if formulas stand without values."""

    def __init__(self, package: Package, path: Path) -> None:
        self.package = package
        self.path = path

    @cached_property
    def computed(self) -> RecalculatedCells:
        """Every cell as recalculated; empty if the stored values are there."""
        stored = self.package.cells(COMPARISON).values()
        blank = any(cell.formula is not None and cell.value is None for cell in stored)
        return recalculate(self.path) if blank else {}

    def has(self, sheet: str) -> bool:
        """True if the workbook has the sheet."""
        return sheet in self.package.sheet_parts()

    def cells(self, sheet: str) -> Cells:
        """The cells of one sheet."""
        stored = self.package.cells(sheet)
        if not self.computed:
            return stored
        return {
            address: replace(cell, value=_plain(self.computed.get((sheet, address))))
            if cell.formula is not None
            else cell
            for address, cell in stored.items()
        }


def _plain(value: float | str | bool | None) -> float | str | bool | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _assumptions(read: _Sheets) -> Iterator[Shown]:
    cells = read.cells(ASSUMPTIONS)
    yearly = dict(_yearly(read)) if read.has(YEARLY) else {}
    for row in _rows(cells):
        id = _text(cells, row, COLUMN["id"])
        scale = _number(cells, row, COLUMN["scale"])
        if row < TOP or not id or not scale:  # a heading has no scale
            continue
        in_use, typed = (_number(cells, row, COLUMN[name]) for name in ("in_use", "your_value"))
        value: float | Mapping[int, float] | None = typed if typed is not None else _unscaled(in_use, scale)
        yours = typed is not None
        if id in yearly:
            years, own = yearly[id]
            value, yours = {year: own.get(year, each / scale) for year, each in years.items()}, bool(own)
        yield Shown(
            id, _text(cells, row, COLUMN["label"]), _text(cells, row, COLUMN["unit"]), value, _texts(cells, row), yours
        )


def _set_by(read: _Sheets, scenario: str) -> Iterator[str]:
    """The assumptions that a scenario sets: a plain number in its column of Scenarios; others repeat the base value."""
    cells = read.cells(SCENARIOS) if read.has(SCENARIOS) else {}
    column = FIRST_CHOICE + 1  # the first one is of the base values
    while (choice := _text(cells, HEADER, column)) not in ("", scenario):
        column += 1
    for row in _rows(cells) if choice else ():
        cell = cells.get(at(row, column), StoredCell(None))
        if row > HEADER and cell.formula is None and isinstance(cell.value, float):
            yield _text(cells, row, LABEL)


def _unscaled(value: float | None, scale: float) -> float | None:
    """A value in the file's unit, without the last digit that dividing by the scale may leave."""
    return None if value is None else float(f"{value / scale:.15g}")


def _texts(cells: Cells, row: int) -> dict[str, str]:
    """What else stands beside an assumption: range, shape, grade, source, note, origin, why."""
    names = ("low", "high", "shape", "grade", "source", "note", "basis", "origin", "why")
    found = {name: cells.get(at(row, COLUMN[name]), StoredCell(None)).value for name in names}
    return {
        name: f"{each:.15g}" if isinstance(each, float) else str(each)
        for name, each in found.items()
        if each not in (None, "")
    }


def _yearly(read: _Sheets) -> Iterator[tuple[str, tuple[dict[int, float], dict[int, float]]]]:
    """Assumption id, with its values in use (normal unit) and the *your values* (file's unit) by fiscal year."""
    cells = read.cells(YEARLY)
    columns = _years(cells)
    id, own = "", dict[int, float]()
    for row in _rows(cells):
        label = _text(cells, row, LABEL)
        id = (_text(cells, row, ID) or id) if row > HEADER else ""
        if id and label == YOUR_VALUE:
            own = _by_year(cells, row, columns)
        elif id and label == IN_USE:
            yield id, (_by_year(cells, row, columns), own)
            own = {}


def _years(cells: Cells) -> dict[int, int]:
    found, column = {}, FIRST
    while isinstance(year := cells.get(at(HEADER, column), StoredCell(None)).value, float):
        found[column] = int(year)
        column += 1
    return found


def _by_year(cells: Cells, row: int, columns: Mapping[int, int]) -> dict[int, float]:
    found = ((year, _number(cells, row, column)) for column, year in columns.items())
    return {year: number for year, number in found if number is not None}


def _results(cells: Cells, path: Path) -> tuple[dict[str, dict[str, float | None]], dict[str, str]]:
    """The table, and the units beside it, of the sheet Comparison, found by the heading of its column of metric ids."""
    heading = next((address for address, cell in cells.items() if read_back(str(cell.value)) == METRIC_ID), "")
    found = CELL.match(heading)
    if not found:
        raise WorkbookError(f'{path}: the sheet "{COMPARISON}" has no column "{METRIC_ID}"')
    top, last = int(found[2]), _column(found[1])
    options = {column: _text(cells, top + 1, column) for column in range(FIRST_OPTION, last)}
    results: dict[str, dict[str, float | None]] = {option: {} for option in options.values() if option}
    units: dict[str, str] = {}
    for row in _rows(cells):
        metric = _text(cells, row, last)
        if row > top and metric:
            units[metric] = _text(cells, row, last + 1)
            for column, option in options.items():
                if option:
                    results[option][metric] = _number(cells, row, column)
    return results, units


def _column(letters: str) -> int:

    return int(column_number(letters))


def _number(cells: Cells, row: int, column: int) -> float | None:
    value = cells.get(at(row, column), StoredCell(None)).value
    return value if isinstance(value, float) and value - value == 0 else None


def _text(cells: Cells, row: int, column: int) -> str:
    value = cells.get(at(row, column), StoredCell(None)).value
    return read_back(value) if isinstance(value, str) and value != DASH else ""


def _rows(cells: Cells) -> list[int]:
    return sorted({int(found[2]) for address in cells if (found := CELL.match(address))})
