"""The sheet Checks: what must hold, whether it does, one flag for all of it, and the numbers that formulas read.

Beneath the checks stands what was in force at the export, and whether it still is.
"""

from __future__ import annotations

from estimator.display.decision import money_scale
from estimator.expression.arithmetic import DECIMALS as PLACES
from estimator.pack.records import Settings
from estimator.units import FINE, PERCENT
from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.cells.grid import Flag, Formula, Grid, SheetName
from estimator.workbook.plan.check_plan import Check, CheckPlan
from estimator.workbook.plan.input_places import COLUMN, TOP, Places
from estimator.workbook.plan.landmarks import FIRST_CHECK
from estimator.workbook.plan.named_cells import (
    CHECKS_HOLD,
    DECIMALS,
    FINE_DECIMALS,
    MONEY_SCALE,
    PER_CENT,
    VALUES_TYPED_IN,
    NamedCell,
)
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS
from estimator.workbook.sheets.as_exported import Exported, put_exported

HEADER_ROW, RESULT = 6, 3
HOLDS, FAILS = "holds", "FAILS"
ROUNDED = "Comparisons and whole numbers are taken after rounding to so many decimals"
EXPLAINED = {
    DECIMALS: ("Decimals", ROUNDED),
    MONEY_SCALE: ("Money in words", "Sentences tell amounts divided by this"),
    PER_CENT: ("Per cent in words", "Sentences tell shares divided by this"),
    FINE_DECIMALS: ("Decimals of small numbers", "Sentences tell small numbers to so many decimals"),
}


def check_grid(plan: CheckPlan, places: Places, exported: Exported, settings: Settings) -> Grid:
    """The sheet with all checks, the numbers that formulas read, and the block *As exported*."""
    grid = Grid(CHECKS)
    grid.line(HEADER_ROW, ("Check", "Where", "1 = holds", "Result", "Id"), "header")
    grid.widths.update({1: 60, 2: 34, 3: 12, 4: 26, 5: 60, 6: 70})
    grid.freeze, grid.title_rows = at(FIRST_CHECK, 1), f"{HEADER_ROW}:{HEADER_ROW}"
    for row, check in enumerate(plan.checks, FIRST_CHECK):
        _check(grid, row, check)
    _summary(grid, plan, places)
    _numbers(grid, settings)
    put_exported(grid, exported)
    return grid


def _check(grid: Grid, row: int, check: Check) -> None:
    holds, cell = HOLDS if check.result == 1 else FAILS, at(row, RESULT)
    grid.line(row, (check.label, SheetName(check.where)), "label")
    grid.put(row, RESULT, check.formula, "link", "0")
    text = f'IF(ISNUMBER({cell}),IF({cell}=1,"{HOLDS}","{FAILS}"),"{FAILS}")'
    grid.put(row, RESULT + 1, Formula(text, holds))
    grid.put(row, RESULT + 2, check.id or None, "note")


def _summary(grid: Grid, plan: CheckPlan, places: Places) -> None:
    first, last = at(FIRST_CHECK, RESULT), at(plan.last_row, RESULT)
    (row, column), changed = CHECKS_HOLD.place, VALUES_TYPED_IN.place
    grid.put(row, 1, "All checks hold (1 = yes)", "label")
    text = f"IF(COUNTIF({first}:{last},1)=COUNTA({at(FIRST_CHECK, 1)}:{at(plan.last_row, 1)}),1,0)"  # an error is no 1
    grid.put(row, column, Formula(text, float(plan.holds)), "formula", "0")
    grid.put(changed[0], 1, "Numbers typed in as your value", "label")
    typed = f"{ASSUMPTIONS}!{fixed(TOP, COLUMN['changed'])}:{fixed(max(places.last, TOP), COLUMN['changed'])}"
    grid.put(*changed, Formula(f"SUM({typed})", plan.changed), "link", "0")
    grid.flags.append(Flag(f"{first}:{at(plan.last_row, RESULT + 1)}", f"${first}<>1"))


def _numbers(grid: Grid, settings: Settings) -> None:
    """The numbers that formulas read beside the assumptions, between their words and what they are for."""
    _number(grid, DECIMALS, float(PLACES))
    _number(grid, MONEY_SCALE, money_scale(settings), "#,##0")
    _number(grid, PER_CENT, PERCENT, "0.00")
    _number(grid, FINE_DECIMALS, float(FINE))


def _number(grid: Grid, cell: NamedCell, number: float, format: str = "0") -> None:
    (row, column), (words, purpose) = cell.place, EXPLAINED[cell]
    grid.put(row, column - 1, words, "small")
    grid.put(row, column + 1, purpose, "small")
    grid.put(row, column, number, "base", format)
