"""The block *As exported* on Checks: what was in force when the file was written, and whether it still is.

The scenario is compared by its id, the number of typed-in values by count, and each value typed in at the export with
its cell now: if all are the same, then nothing was added, changed or cleared since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimator.analysis.standing.inputs_by_layer import Input, Inputs
from estimator.display.number_format import GENERAL, to_type_in
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.cells.grid import Flag, Formula, Grid, SheetName, Value
from estimator.workbook.cells.shares import in_cell
from estimator.workbook.plan.check_plan import CheckPlan
from estimator.workbook.plan.comparison_plan import SELECTOR
from estimator.workbook.plan.input_places import COLUMN, Places
from estimator.workbook.plan.named_cells import VALUES_TYPED_IN
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, COMPARISON, YEARLY
from estimator.workbook.sheets.value_sheet import LIVE_NAME

NOW, THEN, SAME = 3, 4, 5


Compared = tuple[str, str, Formula, Value, str]
"""Label, sheet, cell now, value at export, number format."""


@dataclass(frozen=True)
class Exported:
    """The block from the row `top` on: what is compared, line by line."""

    top: int
    compared: tuple[Compared, ...]

    @property
    def result_row(self) -> int:
        """The row that tells whether all is as exported."""
        return self.top + len(self.compared) + 1

    def name(self) -> dict[str, str]:
        """The name of the result, and where it stands."""
        return {LIVE_NAME: f"{CHECKS}!{fixed(self.result_row, SAME)}"}


def plan_exported(checks: CheckPlan, inputs: Inputs, places: Places, layout: Layout) -> Exported:
    """Place the block beneath the checks."""
    return Exported(checks.last_row + 3, tuple(_compared(inputs, places, layout)))


def put_exported(grid: Grid, block: Exported) -> None:
    """Put the block on the sheet Checks."""
    heads = ("As exported: in force then and now", "Where", "Now", "At export", "1 = the same")
    grid.line(block.top, heads, "header")
    for row, (label, where, now, then, format) in enumerate(block.compared, block.top + 1):
        grid.line(row, (label, SheetName(where)), "label")
        grid.put(row, NOW, now, "link", format)
        grid.put(row, THEN, then, "base", format)
        same = f"IF({at(row, NOW)}={at(row, THEN)},1,0)"
        if not isinstance(then, str):
            same = f"IF(ROUND({at(row, NOW)}-{at(row, THEN)},{ROUNDING})=0,1,0)"
        grid.put(row, SAME, Formula(same, 1.0), "formula", "0")
    first = at(block.top + 1, SAME)
    span = f"{first}:{at(block.result_row - 1, SAME)}"
    grid.put(block.result_row, 1, "All as exported (1 = yes)", "label")
    grid.put(block.result_row, SAME, Formula(f"MIN({span})", 1.0), "formula", "0")
    grid.flags.append(Flag(span, f"{first}<>1"))


def _compared(inputs: Inputs, places: Places, layout: Layout) -> Iterator[Compared]:
    scenario = inputs.in_force.id
    yield "Scenario", COMPARISON, Formula(f"{COMPARISON}!{fixed(*SELECTOR)}", scenario), scenario, GENERAL
    typed = [(each, yours) for each in inputs.found.values() if (yours := each.yours) is not None]
    count = float(sum(len(yours) if isinstance(yours, Mapping) else 1 for _, yours in typed))
    yield "Numbers typed in as your value", ASSUMPTIONS, Formula(VALUES_TYPED_IN.name, count), count, GENERAL
    for each, _ in typed:
        yield from _cells(each, places, layout)


def _cells(each: Input, places: Places, layout: Layout) -> Iterator[Compared]:
    """The *your value* cells of one assumption that were filled at the export."""
    id = each.base.id
    if isinstance(each.yours, Mapping):
        for year, number in each.yours.items():
            cell = f"{quoted(YEARLY)}!${layout.column(year)}${places.blocks[id].yours}"
            then = in_cell(float(number), each.base.scale)
            yield f"{id}, {year}", YEARLY, Formula(f"N({cell})", then), then, to_type_in(each.base)
    elif each.yours is not None:
        cell = f"{ASSUMPTIONS}!{fixed(places.assumptions[id], COLUMN['your_value'])}"
        then = in_cell(float(each.yours), each.base.scale)
        yield id, ASSUMPTIONS, Formula(f"N({cell})", then), then, to_type_in(each.base)
