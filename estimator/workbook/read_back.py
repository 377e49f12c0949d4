"""Read the *your value* cells and the scenario of a workbook that a colleague has edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from estimator.errors import WorkbookError
from estimator.workbook.comparison import SELECTOR
from estimator.workbook.grid import at
from estimator.workbook.layout import ASSUMPTIONS, COMPARISON, FIRST, HEADER, ID, LABEL, YEARLY
from estimator.workbook.package import CELL, Package, StoredCell, read_package
from estimator.workbook.places import COLUMN, TOP

YOUR_VALUE, YOUR_VALUE_TITLE = "Your value", "Your value"


@dataclass(frozen=True)
class YourValues:
    """What was typed into a workbook, in the units of its pack.

    `numbers` by id; `by_year` by id and fiscal year, the edited years only. `refused` lists cells that hold
    no number, each with its address.
    """

    manifest: Mapping[str, str]
    scenario: str
    numbers: Mapping[str, float]
    by_year: Mapping[str, Mapping[int, float]]
    refused: tuple[str, ...] = ()


@dataclass
class _Found:
    numbers: dict[str, float] = field(default_factory=dict)
    by_year: dict[str, dict[int, float]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def read_your_values(path: Path) -> YourValues:
    """Read the edited cells of a workbook of this program.

    Raises WorkbookError for a file that is no such workbook, or whose sheets are gone.
    """
    package = read_package(path)
    sheets = package.sheet_parts()
    for wanted in (ASSUMPTIONS, COMPARISON):
        if wanted not in sheets:
            raise WorkbookError(f'{path}: has no sheet "{wanted}"; is it a workbook of this program?')
    found = _Found()
    _scalars(package, found)
    if YEARLY in sheets:
        _yearly(package, found)
    chosen = package.cells(COMPARISON).get(at(*SELECTOR), StoredCell(None)).value
    return YourValues(package.manifest(), str(chosen or ""), found.numbers, found.by_year, tuple(found.refused))


def _scalars(package: Package, found: _Found) -> None:
    cells = package.cells(ASSUMPTIONS)
    if _text(cells, TOP - 1, COLUMN["your_value"]) != YOUR_VALUE_TITLE:
        raise WorkbookError(f"{ASSUMPTIONS}!{at(TOP - 1, COLUMN['your_value'])}: expected the heading Your value")
    for row in _rows(cells):
        id, typed = _text(cells, row, COLUMN["id"]), cells.get(at(row, COLUMN["your_value"]))
        if id and typed is not None and row >= TOP:
            number = _number(typed, f"{ASSUMPTIONS}!{at(row, COLUMN['your_value'])}", found)
            if number is not None:
                found.numbers[id] = number


def _yearly(package: Package, found: _Found) -> None:
    cells = package.cells(YEARLY)
    years = _years(cells)
    id = ""
    for row in _rows(cells):
        id = _text(cells, row, ID) or id
        if row > HEADER and _text(cells, row, LABEL) == YOUR_VALUE:
            numbers = dict(_year_numbers(cells, row, years, found))
            if numbers:
                found.by_year[id] = numbers


def _years(cells: Mapping[str, StoredCell]) -> dict[int, int]:
    """The fiscal year of each column, from the header."""
    found = {}
    column = FIRST
    while isinstance(year := cells.get(at(HEADER, column), StoredCell(None)).value, float):
        found[column] = int(year)
        column += 1
    return found


def _year_numbers(
    cells: Mapping[str, StoredCell], row: int, years: Mapping[int, int], found: _Found
) -> Iterator[tuple[int, float]]:
    for column, year in years.items():
        cell = cells.get(at(row, column))
        number = _number(cell, f"{YEARLY}!{at(row, column)}", found) if cell is not None else None
        if number is not None:
            yield year, number


def _number(cell: StoredCell, address: str, found: _Found) -> float | None:
    """The number of a cell; what is no plain number is noted as refused."""
    if cell.value is None or cell.value == "":
        return None
    if isinstance(cell.value, float) and cell.formula is None and cell.value - cell.value == 0:
        return cell.value
    what = f"the formula ={cell.formula}" if cell.formula is not None else repr(cell.value)
    found.refused.append(f"{address}: holds {what[:80]}; type a plain number")
    return None


def _text(cells: Mapping[str, StoredCell], row: int, column: int) -> str:
    value = cells.get(at(row, column), StoredCell(None)).value
    return value if isinstance(value, str) else ""


def _rows(cells: Mapping[str, StoredCell]) -> list[int]:
    return sorted({int(found[2]) for address in cells if (found := CELL.match(address))})
