"""Protection without a password, of the sheets on which the answer depends: against slips, not against anybody.

Yellow cells stay open, and a column for notes. Excel opens no closed outline on a protected sheet, so sheets with one
stay open as a whole; the master check guards them.
"""

from __future__ import annotations

from typing import Final

from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.input_places import COLUMNS, TOP
from estimator.workbook.plan.row_places import HEADER
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, SCENARIOS, WHAT_IF, YEARLY

PROTECTED: Final = (WHAT_IF, ASSUMPTIONS, YEARLY, SCENARIOS)
NOTES_AT: Final = {ASSUMPTIONS: HEADER, YEARLY: HEADER, SCENARIOS: HEADER}
NOTES, NOTES_WIDTH = "Your notes", 40


def protect(grid: Grid) -> None:
    """Mark a sheet as protected, if it is one of those, with an open column for notes to the right of all else."""
    if grid.name not in PROTECTED or any(closed for *_, closed in (*grid.groups, *grid.row_groups)):
        return
    grid.protected = True
    if grid.name not in NOTES_AT:
        return
    used = grid.last_column
    grid.print_columns = grid.print_columns or f"A:{column_letters(used)}"
    grid.notes_column = used + 1
    grid.put(NOTES_AT[grid.name], grid.notes_column, NOTES, "header")
    grid.widths[grid.notes_column] = NOTES_WIDTH
    if grid.name == ASSUMPTIONS:
        grid.filtered = f"A{TOP - 1}:{at(grid.last_row, len(COLUMNS))}"
