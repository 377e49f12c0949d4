"""A workbook that came back, as a whole: what import, diff and every `--from-workbook` read of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Final

from estimator.analysis.standing.inputs_by_layer import LAYERED
from estimator.errors import WorkbookError
from estimator.language import read_back
from estimator.returned.file.package import Package, read_package
from estimator.returned.file.recalculated import Recalculated
from estimator.returned.reader.assumptions import GIVEN, Assumptions, BaseRow
from estimator.returned.reader.comparison import Comparison
from estimator.returned.reader.points import format_of, true_percentages
from estimator.returned.reader.read_me import ReadMe
from estimator.returned.reader.scenarios import Scenarios
from estimator.returned.reader.sheets import Sheets
from estimator.returned.reader.yearly_inputs import BASE_VALUE, YearlyInputs
from estimator.workbook.cells.addresses import unquoted
from estimator.workbook.cells.shares import FORMAT, LATEST_FORMAT
from estimator.workbook.plan.named_cells import SCENARIO_CHOICE
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, README, SCENARIOS, YEARLY

Held = float | Mapping[int, float]
MOST_ROWS: Final = 5_000
"""Eight times as many as the default pack has."""


class Returned(Sheets):
    """A workbook of this program that came back."""

    def __init__(self, package: Package, name: str, recalculated: Recalculated | None = None) -> None:
        """Look at a package. Raises WorkbookError if it is no workbook of this program."""
        super().__init__(package, recalculated)
        for wanted in (ASSUMPTIONS, COMPARISON):
            if not self.name_of(wanted):
                raise WorkbookError(f'{name}: has no sheet "{wanted}"; is it a workbook of this program?')
        for cell, heading in self.assumptions.missing():
            raise WorkbookError(
                f"{self.assumptions.sheet.name}!{cell}: expected the heading {heading}; were columns moved?"
            )
        self.format = format_of(self, self.manifest.get(FORMAT, ""), name)
        if self.format < LATEST_FORMAT:
            self._read |= true_percentages(self)
            del self.assumptions  # it is read anew

    @cached_property
    def assumptions(self) -> Assumptions:
        """Every number with unit, scale and *your value*."""
        return Assumptions(self.sheet(ASSUMPTIONS))

    @cached_property
    def yearly(self) -> YearlyInputs:
        """The assumptions along the years."""
        return YearlyInputs(self.sheet(YEARLY))

    @cached_property
    def scenarios(self) -> Scenarios:
        """What each scenario sets."""
        return Scenarios(self.sheet(SCENARIOS), self.yearly)

    @cached_property
    def comparison(self) -> Comparison:
        """The options, and the scenario chosen."""
        return Comparison(self.sheet(COMPARISON), self.cell_of(SCENARIO_CHOICE.name, COMPARISON), self.named)

    def cell_of(self, name: str, sheet: str) -> str:
        """The cell of a sheet that a defined name stands for; empty if it stands for none there."""
        owner, _, cell = self.package.names().get(name, "").rpartition("!")
        return cell if unquoted(owner) == self.name_of(sheet) and ":" not in cell else ""

    @cached_property
    def read_me(self) -> ReadMe:
        """The first sheet."""
        return ReadMe(self.sheet(README))

    @cached_property
    def manifest(self) -> Mapping[str, str]:
        """Where the workbook comes from: its properties, or what Read me shows where a program dropped those."""
        found = self.package.manifest()
        return found if "digest" in found else {**dict(self.read_me.manifest()), **found}

    def had(self, sheet: str) -> bool:
        """True if the file was written with a sheet that not every workbook has."""
        return sheet in (self.read_me.contents or map(read_back, self.names))

    def scenario_values(self, names: Sequence[str]) -> dict[str, float | Mapping[int, float]]:
        """What the chosen scenarios set in this file, by id; empty if the file does not show them."""
        found = self.scenarios.values(names[0] if len(names) == 1 else LAYERED + " + ".join(names))
        rows = self.base_rows()
        return {id: _numbers(rows[id], value) if id in rows else value for id, value in found.items()}

    def base_rows(self) -> dict[str, BaseRow]:
        """The assumptions by id. Raises WorkbookError for an id that stands twice."""
        return self._base_rows

    @cached_property
    def _base_rows(self) -> dict[str, BaseRow]:
        found, assumptions = dict[str, BaseRow](), self.assumptions
        rows = list(filter(assumptions.holds_assumption, assumptions.rows))
        if len(rows) > MOST_ROWS:
            raise WorkbookError(f"{assumptions.sheet.name}: {len(rows):,} assumptions; at most {MOST_ROWS:,} are read")
        for row in rows:
            id = assumptions.text(row, "id")
            if id in found:
                twice = f"{assumptions.sheet.name}!A{row}: {id} stands in row {found[id].row} too"
                raise WorkbookError(f"{twice}; delete the copy, or undo the sorting of rows")
            found[id] = self.base_row(id, row)
        return found

    def base_row(self, id: str, row: int) -> BaseRow:
        """One assumption as its row has it."""
        by_year, of = id in self.yearly.blocks, self.assumptions
        value = self.yearly.by_year(id, BASE_VALUE) if by_year else of.number(row, "value")
        given = of.text(row, "origin") == GIVEN
        found = BaseRow(id, row, of.unit(row), of.number(row, "scale"), None, by_year, given)
        return found if value is None else replace(found, value=_numbers(found, value))


def _numbers(row: BaseRow, held: Held) -> Held:
    """What cells hold, as numbers in the unit beside them."""
    return row.number(held) if isinstance(held, float) else {year: row.number(each) for year, each in held.items()}


def read_returned(path: Path) -> Returned:
    """Open a workbook that came back, within the limits for files of strangers. Raises WorkbookError."""
    return Returned(read_package(path), str(path))
