"""Where a click leads: a source to its record, an input to its row on Assumptions, each sheet to the contents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, quoted
from estimator.workbook.cells.grid import Entry, Grid
from estimator.workbook.plan.input_places import Places
from estimator.workbook.plan.row_places import LABEL, Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, DATA, README, SCENARIOS, SOURCES, YEARLY
from estimator.workbook.sheets.sources import FIRST_SOURCE

BACK, BACK_PLACE, CONTENTS = "Back to the contents", (2, 2), "Contents"


def add_links(grids: Iterable[Grid], model: Model, layout: Layout, places: Places) -> None:
    """Put links on the cells that are there, and a way back on each sheet but the long table."""
    found = {grid.name: grid for grid in grids}
    contents = next(row for (row, _), entry in found[README].entries.items() if entry.content == CONTENTS)
    records = {id: f"{SOURCES}!A{row}" for row, id in enumerate(model.pack.sources, FIRST_SOURCE)}
    for grid in found.values():
        if grid.name not in (README, DATA):
            grid.put(*BACK_PLACE, BACK, "go", link=f"{quoted(README)}!A{contents}")
        if grid.name not in (DATA, SOURCES):
            _to_sources(grid, records)
    _to_bases(found, model, layout, records)
    _to_assumptions(found, places)


def _to_sources(grid: Grid, records: dict[str, str]) -> None:
    """Every cell that holds the id of a source."""
    for place, entry in grid.entries.items():
        if isinstance(entry.content, str) and entry.content in records:
            grid.entries[place] = replace(entry, kind="go", link=records[entry.content])


def _to_bases(grids: dict[str, Grid], model: Model, layout: Layout, records: dict[str, str]) -> None:
    """Grade and source of the inputs on top of an option's sheet."""
    for sheet, block in layout.blocks.items():
        for row, id in enumerate(block.rows, block.row + 1):
            source = model.inputs[id].source
            if source in records:
                _link(grids[sheet], row, layout.note, records[source], "go")


def _to_assumptions(grids: dict[str, Grid], places: Places) -> None:
    """What Yearly inputs and Scenarios say of an assumption, to its row."""
    for id, row in places.scenarios.items():
        _link(grids[SCENARIOS], row, 1, f"{ASSUMPTIONS}!{at(places.assumptions[id], 1)}", "go")
    for id, block in places.blocks.items():
        _link(grids[YEARLY], block.top, LABEL, f"{ASSUMPTIONS}!{at(places.assumptions[id], 1)}")


def _link(grid: Grid, row: int, column: int, target: str, kind: str = "") -> None:
    entry: Entry | None = grid.entries.get((row, column))
    if entry is not None:
        grid.entries[row, column] = replace(entry, kind=kind or entry.kind, link=target)
