"""Workbooks of format 1, whose cells for shares hold 10 for 10 %: their sheets as format 2 has them, which holds 0.1.

So all that reads the numbers of assumptions sees one convention. What was typed is read by the rule of its own file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from estimator.errors import WorkbookError
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.reader.assumptions import Assumptions, is_share
from estimator.returned.reader.scenarios import Scenarios
from estimator.returned.reader.sheet import Sheet
from estimator.returned.reader.sheets import Sheets
from estimator.returned.reader.yearly_inputs import IN_USE, YearlyInputs
from estimator.units import PERCENT
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.shares import FORMAT, LATEST_FORMAT, in_cell
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, SCENARIOS, YEARLY
from estimator.workbook.sheets.as_exported import NOW, THEN

NUMBERS: Final = ("value", "your_value", "low", "high", "limit_low", "limit_high")
KNOWN: Final = tuple(str(each) for each in range(1, LATEST_FORMAT + 1))
LONGEST_SHOWN: Final = 20
Place = tuple[int, int]


def format_of(sheets: Sheets, told: str, name: str) -> int:
    """The format of a workbook by the number that it tells, else by the scales beside shares: 1, or of format 1 0.01.

    Raises WorkbookError for a number that this program does not know.
    """
    if told in KNOWN:
        return int(told)
    if told:
        known = f"this program knows {FORMAT} {LATEST_FORMAT}"
        raise WorkbookError(f'{name}: its {FORMAT} is "{told[:LONGEST_SHOWN]}"; {known}. Use the program that wrote it')
    of = Assumptions(sheets.sheet(ASSUMPTIONS))
    scales = {of.number(row, "scale") for row in of.rows if is_share(of.unit(row))}
    return LATEST_FORMAT if scales == {1.0} else 1


def true_percentages(sheets: Sheets) -> dict[str, Sheet]:
    """The sheets of a workbook of format 1 that hold numbers of assumptions as format 2 has them, by name."""
    of, yearly = Assumptions(sheets.sheet(ASSUMPTIONS)), YearlyInputs(sheets.sheet(YEARLY))
    shares = {of.text(row, "id"): row for row in of.rows if is_share(of.unit(row))}
    scenarios, checks = Scenarios(sheets.sheet(SCENARIOS), yearly), sheets.sheet(CHECKS)
    places = {
        of.sheet: [(row, of.columns[name]) for row in shares.values() for name in (*NUMBERS, "scale")],
        yearly.sheet: list(_of_years(yearly, shares)),
        scenarios.sheet: [place for place, id in scenarios.places() if id in shares and id not in yearly.blocks],
        checks: [(row, column) for row in checks.rows if _id(checks, row) in shares for column in (NOW, THEN)],
    }
    scale = of.columns["scale"]
    return {sheet.name: _changed(sheet, found, scale if sheet is of.sheet else 0) for sheet, found in places.items()}


def _id(checks: Sheet, row: int) -> str:
    """The assumption that a row of Checks is about, `economy.growth` or, of one year, `economy.growth, 2030`."""
    return checks.text(row, 1).partition(",")[0]


def _of_years(yearly: YearlyInputs, shares: dict[str, int]) -> Iterator[Place]:
    for id, rows in yearly.blocks.items():
        if id in shares:
            yield from ((row, column) for label, row in rows.items() if label != IN_USE for column in yearly.years)


def _changed(sheet: Sheet, places: list[Place], scale: int) -> Sheet:
    made: dict[str, StoredCell] = dict(sheet.cells)
    for row, column in places:
        number = sheet.number(row, column)
        if number is not None:
            now = number / PERCENT if column == scale else in_cell(number, PERCENT)
            made[at(row, column)] = replace(sheet.cell(row, column), value=now)
    return Sheet(sheet.name, made)
