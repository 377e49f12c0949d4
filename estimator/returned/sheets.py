"""Find the sheets and rows of a workbook that came back: by their titles and ids, not by where they once stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from estimator.analysis.standing.inputs_by_layer import LAYERED
from estimator.errors import WorkbookError
from estimator.language import read_back
from estimator.returned.file.package import CELL, Package, StoredCell, read_package
from estimator.workbook.cells.addresses import at, column_number
from estimator.workbook.plan.input_places import COLUMN, FIRST_CHOICE, TOP
from estimator.workbook.plan.row_places import FIRST, HEADER, ID, LABEL
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, README, SCENARIOS, YEARLY
from estimator.workbook.sheets.comparison.table import FIRST_OPTION, SELECTOR
from estimator.workbook.sheets.readme import MANIFEST_HEADING

YOUR_VALUE, BASE_VALUE, METRIC_ID = "Your value", "Base value", "Metric id"
LATEST_TOP: Final = 60
MOST_CHOICES: Final = 200
GIVEN: Final = "given"
HEADINGS: Final = {"id": "Id", "value": "Value", "your_value": YOUR_VALUE, "unit": "Unit", "scale": "Scale"}
TITLE: Final = "A1"
Cells = Mapping[str, StoredCell]


@dataclass(frozen=True, slots=True)
class BaseRow:
    """One assumption as its row of Assumptions has it: unit, scale and base value as the file shows them now."""

    id: str
    row: int
    unit: str
    scale: float | None
    value: float | Mapping[int, float] | None
    by_year: bool
    given: bool


class Returned:
    """A workbook that came back; sheets are found by name, else by the title in their first cell."""

    def __init__(self, package: Package, name: str) -> None:
        """Look at a package. Raises WorkbookError if it is no workbook of this program."""
        self.package, self._read = package, dict[str, Cells]()
        self.sheets = list(package.sheet_parts())
        for wanted in (ASSUMPTIONS, COMPARISON):
            if not self.name_of(wanted):
                raise WorkbookError(f'{name}: has no sheet "{wanted}"; is it a workbook of this program?')
        for key, heading in HEADINGS.items():
            cell = at(self.top - 1, COLUMN[key])
            if text(self.cells(ASSUMPTIONS), self.top - 1, COLUMN[key]) != heading:
                raise WorkbookError(f"{ASSUMPTIONS}!{cell}: expected the heading {heading}; were columns moved?")

    def name_of(self, sheet: str, title: str = "") -> str:
        """What a sheet is called now; empty if it is gone."""
        if sheet in self.sheets:
            return sheet
        return self._by_title.get(title or sheet, "")

    @cached_property
    def _by_title(self) -> dict[str, str]:
        titles = {each: self._cells_of(each).get(TITLE, StoredCell(None)).value for each in self.sheets}
        found = {read_back(title): each for each, title in titles.items() if isinstance(title, str)}
        return {title: each for title, each in found.items() if title not in self.sheets}

    def cells(self, sheet: str, title: str = "") -> Cells:
        """The cells of a sheet; none if it is gone."""
        now = self.name_of(sheet, title)
        return self._cells_of(now) if now else {}

    def _cells_of(self, name: str) -> Cells:
        if name not in self._read:
            self._read[name] = self.package.cells(name)
        return self._read[name]

    @cached_property
    def contents(self) -> frozenset[str]:
        """The first texts of the rows of Read me, those of its contents among them; empty if the sheet is gone."""
        cells = self.cells(README)
        return frozenset(found for row in rows(cells) if (found := text(cells, row, 1)))

    def had(self, sheet: str) -> bool:
        """True if the file was written with a sheet that not every workbook has."""
        return sheet in (self.contents or self.sheets)

    @cached_property
    def top(self) -> int:
        """The first row of Assumptions below the headings, also where rows were inserted above them."""
        cells = self.cells(ASSUMPTIONS)
        first = (row for row in rows(cells) if row <= LATEST_TOP)
        return next((row for row in first if text(cells, row, COLUMN["id"]) == HEADINGS["id"]), TOP - 1) + 1

    def header(self, sheet: str) -> int:
        """The row of headings of a sheet with fiscal years: the first one with two years in a row."""
        cells = self.cells(sheet)
        for row in rows(cells):
            one, other = (number(cells, row, column) for column in (FIRST, FIRST + 1))
            if row <= LATEST_TOP and one is not None and other == one + 1 and one.is_integer():
                return row
        return HEADER

    @cached_property
    def selector(self) -> str:
        """The cell of Comparison in which the scenario is chosen: the first one with a plain text above the table."""
        cells, (row, column) = self.cells(COMPARISON), SELECTOR
        last = int(self._metric_heading[2]) if self._metric_heading else row
        plain = (each for each in range(row, last) if not _is_formula(cells, each, column))
        return at(next((each for each in plain if text(cells, each, column)), row), column)

    @cached_property
    def _metric_heading(self) -> re.Match[str] | None:
        """The cell of Comparison that heads the column of metric ids."""
        cells = self.cells(COMPARISON).items()
        return CELL.match(next((address for address, cell in cells if read_back(str(cell.value)) == METRIC_ID), ""))

    @cached_property
    def manifest(self) -> Mapping[str, str]:
        """Where the workbook comes from: its properties, or what Read me shows where a program dropped those."""
        found = self.package.manifest()
        return found if "digest" in found else {**dict(self._shown_manifest()), **found}

    def _shown_manifest(self) -> Iterator[tuple[str, str]]:
        cells = self.cells(README)
        started = False
        for row in rows(cells):
            key, value = text(cells, row, 1), cells.get(at(row, 2), StoredCell(None)).value
            if started and key:
                yield key, f"{value:g}" if isinstance(value, float) else str(value or "")
            started = started or key == MANIFEST_HEADING

    @cached_property
    def years(self) -> Mapping[int, int]:
        """The fiscal year of each column of Yearly inputs, from its header."""
        cells, found, column, row = self.cells(YEARLY), dict[int, int](), FIRST, self.header(YEARLY)
        while isinstance(year := cells.get(at(row, column), StoredCell(None)).value, float):
            found[column] = int(year)
            column += 1
        return found

    @cached_property
    def blocks(self) -> Mapping[str, Mapping[str, int]]:
        """The rows of each block of Yearly inputs by their labels."""
        cells, found, id, header = self.cells(YEARLY), dict[str, dict[str, int]](), "", self.header(YEARLY)
        for row in rows(cells):
            id = (text(cells, row, ID) or id) if row > header else ""
            label = text(cells, row, LABEL)
            if id and label and label in found.setdefault(id, {}):
                raise WorkbookError(f'{YEARLY}!A{row}: "{label}" of {id} stands twice; delete the copy')
            if id:
                found[id][label] = row
        return found

    @cached_property
    def options(self) -> list[str]:
        """The ids of the options shown on Comparison."""
        cells, heading = self.cells(COMPARISON), self._metric_heading
        if not heading:
            return []
        last = column_number(heading[1])
        ids = (text(cells, int(heading[2]) + 1, column) for column in range(FIRST_OPTION, last))
        return [each for each in ids if each]

    def scenario_values(self, names: Sequence[str]) -> dict[str, float | Mapping[int, float]]:
        """What the chosen scenario sets in this file, by id; empty if the file does not show it."""
        choice = names[0] if len(names) == 1 else LAYERED + " + ".join(names)
        cells, yearly = self.cells(SCENARIOS), self.cells(YEARLY)
        column = next(
            (
                at_column
                for at_column in range(FIRST_CHOICE, FIRST_CHOICE + MOST_CHOICES)
                if text(cells, HEADER, at_column) == choice
            ),
            0,
        )
        found: dict[str, float | Mapping[int, float]] = {}
        for row in rows(cells) if column else ():
            id, cell = text(cells, row, 1), cells.get(at(row, column), StoredCell(None))
            block_row = self.blocks.get(id, {}).get(f"Scenario {choice}")
            if block_row is not None:
                found[id] = self._years_of(yearly, block_row)
            elif isinstance(cell.value, float) and cell.formula is None and id not in self.blocks:
                found[id] = cell.value
        return found

    @cached_property
    def _base_rows(self) -> dict[str, BaseRow]:
        cells, found = self.cells(ASSUMPTIONS), dict[str, BaseRow]()
        for row in rows(cells):
            id, scale = text(cells, row, COLUMN["id"]), number(cells, row, COLUMN["scale"])
            if row < self.top or not id or (scale is None and not text(cells, row, COLUMN["unit"])):  # a heading
                continue
            if id in found:
                raise WorkbookError(f"{ASSUMPTIONS}!A{row}: {id} stands in row {found[id].row} too; delete the copy")
            by_year = id in self.blocks
            value = self._base_years(id) if by_year else number(cells, row, COLUMN["value"])
            given = text(cells, row, COLUMN["origin"]) == GIVEN
            found[id] = BaseRow(id, row, text(cells, row, COLUMN["unit"]), scale, value, by_year, given)
        return found

    def base_rows(self) -> dict[str, BaseRow]:
        """The assumptions by id. Raises WorkbookError for an id that stands twice."""
        return self._base_rows

    def _base_years(self, id: str) -> dict[int, float] | None:
        row = self.blocks[id].get(BASE_VALUE)
        return None if row is None else self._years_of(self.cells(YEARLY), row)

    def _years_of(self, cells: Cells, row: int) -> dict[int, float]:
        found = {year: number(cells, row, column) for column, year in self.years.items()}
        return {year: each for year, each in found.items() if each is not None}


def read_returned(path: Path) -> Returned:
    """Open a workbook that came back, within the limits for files of strangers. Raises WorkbookError."""
    return Returned(read_package(path), str(path))


def text(cells: Cells, row: int, column: int) -> str:
    """The text of a cell; empty where it holds none."""
    value = cells.get(at(row, column), StoredCell(None)).value
    return read_back(value) if isinstance(value, str) else ""


def number(cells: Cells, row: int, column: int) -> float | None:
    """The number of a cell, if it holds one."""
    value = cells.get(at(row, column), StoredCell(None)).value
    return value if isinstance(value, float) else None


def _is_formula(cells: Cells, row: int, column: int) -> bool:
    return cells.get(at(row, column), StoredCell(None)).formula is not None


def rows(cells: Cells) -> list[int]:
    """The numbers of the rows that hold cells."""
    return sorted({int(found[2]) for address in cells if (found := CELL.match(address))})
