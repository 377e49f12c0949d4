"""Where a click leads: a source to its record, an input to its row on Assumptions, each sheet to the contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, quoted
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.input_places import Places
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, DATA, README, SOURCES
from estimator.workbook.sheets.sources import FIRST_SOURCE

BACK, BACK_PLACE = "Back to the contents", (2, 2)


def source_records(model: Model) -> dict[str, str]:
    """The place of the record of each source."""
    return {id: f"{SOURCES}!A{row}" for row, id in enumerate(model.pack.sources, FIRST_SOURCE)}


def to_assumption(places: Places, id: str) -> str:
    """The place of an assumption on Assumptions."""
    return f"{ASSUMPTIONS}!{at(places.assumptions[id], 1)}"


def add_links(grid: Grid, records: Mapping[str, str], contents: int) -> None:
    """Put a way back on each sheet but the long table, and a link on every cell that holds the id of a source."""
    if grid.name not in (README, DATA):
        grid.put(*BACK_PLACE, BACK, "go", link=f"{quoted(README)}!A{contents}")
    if grid.name in (DATA, SOURCES):
        return
    for place, entry in grid.entries.items():
        if isinstance(entry.content, str) and entry.content in records:
            grid.entries[place] = replace(entry, kind="go", link=records[entry.content])
