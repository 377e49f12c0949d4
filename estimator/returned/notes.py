"""What stands in a workbook that came back where the program writes nothing: remarks and sums of its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from estimator.returned.alignment import Aligned
from estimator.returned.held_against import TO_EDIT, Held, shown
from estimator.returned.reader.sheet import Sheet
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.sheet_registry import README

MOST, LONGEST = 20, 60
LISTS: Final = (README,)  # they grow with the sheets attached at the export


def notes(held: Held) -> Iterator[str]:
    """A line for each row with something in cells that the program leaves blank; beyond some lines, their count."""
    grids = (grid for grid in held.grids if grid.name not in LISTS)
    found = [each for grid in grids for each in _notes(grid, held.there[grid.name], held.aligned)]
    yield from found[:MOST]
    if len(found) > MOST:
        yield f"{len(found) - MOST} more rows hold notes."


def _notes(grid: Grid, sheet: Sheet, aligned: Aligned) -> Iterator[str]:
    there, rows = aligned.sheets[grid.called], dict[int, list[int]]()
    ours = {(there.rows[row], there.columns[column]) for row, column in _written(grid)}
    ours |= {(_row(there.rows, row), there.columns[column]) for row, column in grid.drawn}
    for row, column in sorted(sheet.places.keys() - ours):
        if shown(sheet.cell(row, column)).strip():
            rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        more = f" (and {len(columns) - 1} more of its row)" if len(columns) > 1 else ""
        held = shown(sheet.cell(row, columns[0]))[:LONGEST]
        yield f"{sheet.name}!{at(row, columns[0])}{more} holds a note, which is not read: {held!r}"


def _written(grid: Grid) -> Iterator[tuple[int, int]]:
    """The cells in which the program writes, and those that are there to be typed into."""
    for place, entry in grid.cells():
        if entry.content not in (None, "") or entry.kind in TO_EDIT:
            yield place
    for band in grid.bands:
        whole = band.template or band.kind in TO_EDIT
        for column, value in zip(grid.columns(band), band.values, strict=True):
            if whole or value is not None:
                yield band.row, column


def _row(rows: Mapping[int, int | None], row: int) -> int:
    """Where a row stands now; one that only an export with draws writes, as far beneath the last found before it."""
    before = max((each for each, now in rows.items() if each <= row and now is not None), default=row)
    return (rows.get(before) or before) + row - before
