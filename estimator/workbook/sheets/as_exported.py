"""The block *As exported* on Checks: what was in force when the file was written, and whether it still is.

The scenario is compared by its id, the number of typed-in values by count, and each value typed in at the export with
its cell now: if all are the same, then nothing was added, changed or cleared since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estimator.analysis.standing.inputs_by_layer import Input, Inputs
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.cells.grid import Flag, Formula, Grid, Value
from estimator.workbook.plan.input_places import COLUMN, Places
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, COMPARISON, YEARLY
from estimator.workbook.sheets.value_sheet import LIVE_NAME

NOW, THEN, SAME = 3, 4, 5


def add_exported(
    grid: Grid, inputs: Inputs, places: Places, layout: Layout, selector: tuple[int, int]
) -> dict[str, str]:
    """Put the block beneath the checks; returns the name of its result and where it stands."""
    top = max(row for row, _ in grid.entries) + 3
    grid.line(top, ("As exported: in force then and now", "Where", "Now", "At export", "1 = the same"), "header")
    row = top
    for row, (label, where, now, then) in enumerate(_compared(inputs, places, layout, selector), top + 1):
        grid.line(row, (label, where), "label")
        grid.put(row, NOW, now, "link")
        grid.put(row, THEN, then, "base")
        same = f"IF({at(row, NOW)}={at(row, THEN)},1,0)"
        if not isinstance(then, str):
            same = f"IF(ROUND({at(row, NOW)}-{at(row, THEN)},{ROUNDING})=0,1,0)"
        grid.put(row, SAME, Formula(same, 1.0), "formula", "0")
    span = f"{at(top + 1, SAME)}:{at(row, SAME)}"
    grid.put(row + 1, 1, "All as exported (1 = yes)", "label")
    grid.put(row + 1, SAME, Formula(f"MIN({span})", 1.0), "formula", "0")
    grid.flags.append(Flag(span, f"{at(top + 1, SAME)}<>1"))
    return {LIVE_NAME: f"{CHECKS}!{fixed(row + 1, SAME)}"}


def _compared(
    inputs: Inputs, places: Places, layout: Layout, selector: tuple[int, int]
) -> Iterator[tuple[str, str, Formula, Value]]:
    """Label, sheet, cell now, value at export."""
    scenario = inputs.in_force.id
    yield "Scenario", COMPARISON, Formula(f"{COMPARISON}!{fixed(*selector)}", scenario), scenario
    typed = [(each, yours) for each in inputs.found.values() if (yours := each.yours) is not None]
    count = float(sum(len(yours) if isinstance(yours, Mapping) else 1 for _, yours in typed))
    yield "Numbers typed in as your value", ASSUMPTIONS, Formula("values_typed_in", count), count
    for each, _ in typed:
        yield from _cells(each, places, layout)


def _cells(each: Input, places: Places, layout: Layout) -> Iterator[tuple[str, str, Formula, Value]]:
    """The *your value* cells of one assumption that were filled at the export."""
    id = each.base.id
    if isinstance(each.yours, Mapping):
        for year, number in each.yours.items():
            cell = f"{quoted(YEARLY)}!${layout.column(year)}${places.blocks[id].yours}"
            yield f"{id}, {year}", YEARLY, Formula(f"N({cell})", float(number)), float(number)
    elif each.yours is not None:
        cell = f"{ASSUMPTIONS}!{fixed(places.assumptions[id], COLUMN['your_value'])}"
        yield id, ASSUMPTIONS, Formula(f"N({cell})", float(each.yours)), float(each.yours)
