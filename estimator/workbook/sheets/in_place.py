"""The sheet In place: each id beside what stands in its cell now, each compared number beside the option's own.

The sheet Checks compares the two, one formula a block. It stands on a sheet of its own, keyed by id, so that a workbook
that came back is known line by line. On paper its first page stands for the list.
"""

from __future__ import annotations

from collections.abc import Iterable

from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.grid import Grid, SheetName
from estimator.workbook.plan.held_cells import FIRST_HELD_ROW, KEY, OWN, THERE, WHERE, HeldBlock
from estimator.workbook.plan.sheet_registry import COMPARISON, IN_PLACE

HEADER_ROW = FIRST_HELD_ROW - 1
HEADINGS = {KEY: "Id", WHERE: "Where", OWN: "On the option's sheet", THERE: "In its cell"}
WIDTHS = {KEY: 60, WHERE: 34, OWN: 24, THERE: 60}
WORDS = "What must stand in a cell, and what stands there now; Checks compares them, and fails where rows were sorted."


def in_place_grid(blocks: Iterable[HeldBlock]) -> Grid:
    """The list, one line a cell that is held."""
    grid = Grid(IN_PLACE, freeze=at(FIRST_HELD_ROW, WHERE), title_rows=f"{HEADER_ROW}:{HEADER_ROW}")
    grid.put(HEADER_ROW - 1, 1, WORDS, "small")
    for column, heading in HEADINGS.items():
        grid.put(HEADER_ROW, column, heading, "header")
    grid.widths.update(WIDTHS)
    grid.print_columns = "A:D"
    for block in blocks:
        for row, held in enumerate(block.cells, block.top):
            grid.put(row, KEY, held.id, "note")
            grid.put(row, WHERE, SheetName(COMPARISON if held.own else held.where), "note")
            if held.own:
                grid.put(row, OWN, held.own, "note")
            grid.put(row, THERE, held.there, "note")
    return grid
