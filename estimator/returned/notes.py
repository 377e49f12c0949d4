"""What stands in a workbook that came back where the program writes nothing: remarks and sums of its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from estimator.returned.alignment import Aligned, Alignment
from estimator.returned.expected import ExpectedSheet
from estimator.returned.held_against import Held, shown
from estimator.returned.reader.sheet import Sheet
from estimator.workbook.cells.addresses import at, split_address
from estimator.workbook.plan.sheet_registry import README

MOST, LONGEST = 20, 60
LISTS: Final = (README,)  # they grow with the sheets attached at the export


def notes(held: Held) -> Iterator[str]:
    """A line for each row with something in cells that the program leaves blank; beyond some lines, their count."""
    sheets = (each for each in held.expected if each.name not in LISTS)
    found = [line for each in sheets for line in _notes(each, held.there[each.name], held.aligned)]
    yield from found[:MOST]
    if len(found) > MOST:
        yield f"{len(found) - MOST} more rows hold notes."


def _notes(expected: ExpectedSheet, sheet: Sheet, aligned: Aligned) -> Iterator[str]:
    rows = dict[int, list[int]]()
    left = sheet.cells.places.keys() - _ours(expected, aligned.sheets[expected.called])
    for row, column in sorted(map(split_address, left)):
        if shown(sheet.cell(row, column)).strip():
            rows.setdefault(row, []).append(column)
    for row, columns in rows.items():
        more = f" (and {len(columns) - 1} more of its row)" if len(columns) > 1 else ""
        held = shown(sheet.cell(row, columns[0]))[:LONGEST]
        yield f"{sheet.name}!{at(row, columns[0])}{more} holds a note, which is not read: {held!r}"


def _ours(expected: ExpectedSheet, there: Alignment) -> frozenset[str]:
    """Where the cells in which the program writes, and those that are there to be typed into, stand now."""
    if there.in_place:
        return expected.written.union(expected.drawn)
    written = ((there.rows[row], there.columns[column]) for row, column in map(split_address, expected.written))
    drawn = ((_row(there.rows, row), there.columns[column]) for row, column in map(split_address, expected.drawn))
    return frozenset(at(row, column) for row, column in (*written, *drawn) if row and column)


def _row(rows: Mapping[int, int | None], row: int) -> int:
    """Where a row stands now; one that only an export with draws writes, as far beneath the last found before it."""
    before = max((each for each, now in rows.items() if each <= row and now is not None), default=row)
    return (rows.get(before) or before) + row - before
