"""What of a sheet is as the program wrote it: whole columns of cells and runs of formulas are compared at once.

It only tells where something may be another; what it is, is found out cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from estimator.returned.expected import TO_EDIT, ExpectedSheet, Kind
from estimator.returned.file.sheet_cells import SheetCells, Value
from estimator.workbook.cells.addresses import at, column_letters, split_address
from estimator.workbook.cells.formula import moves_as_copied, placed
from estimator.workbook.cells.grid import Band


def in_place(expected: ExpectedSheet, cells: SheetCells) -> bool:
    """True if every text and every year by which lines are known stands where it was written."""
    addresses, wanted = expected.known
    return held_at(addresses, cells) == wanted and cells.with_formulas.isdisjoint(addresses)


def held_at(addresses: Sequence[str], cells: SheetCells) -> list[Value]:
    """What cells hold; None for those that the file does not have."""
    contents = cells.contents
    return [None if place is None else contents[place] for place in map(cells.places.get, addresses)]


def unlike_rows(expected: ExpectedSheet, cells: SheetCells, digits: float, texts: bool) -> frozenset[int]:
    """The rows of a sheet in place in which a formula or a number may be another one than was written.

    `digits` is by how much of it a number may differ; below nil no number is looked at. With `texts` cells that
    were left empty are looked at, too.
    """
    found = set(_formulas_alone(expected, cells))
    if digits >= 0:
        found.update(_numbers(expected, cells, digits))
    if texts:
        found.update(at for at in expected.at(Kind.EMPTY) if cells.value(at) not in (None, ""))
    along = (band for band in expected.bands if band.template and band.kind not in TO_EDIT)
    rows = {band.row for band in along if not _stands(expected, band, cells)}
    return frozenset(rows.union(split_address(address)[0] for address in found))


def _formulas_alone(expected: ExpectedSheet, cells: SheetCells) -> Iterator[str]:
    """The addresses of formulas that may be others, or none."""
    firsts = cells.firsts
    for address, text in zip(*expected.formulas, strict=True):
        run = firsts.get(address)
        if (run.text if run else cells.formula(address)) != text:
            yield address


def _stands(expected: ExpectedSheet, band: Band, cells: SheetCells) -> bool:
    """True for formulas along the years that all stand where they were written, as they were."""
    count, column = len(band.values), expected.first_year_column + band.after
    run = cells.firsts.get(at(band.row, column)) if count else None
    if run is None:
        return not count
    if run.size == count and (count == 1 or moves_as_copied(band.template)):
        return run.text == _of(band, column) and run.text_at(run.stop - 1) == _of(band, column + count - 1)
    addresses = expected.cells_of(band)
    if list(cells.addresses[run.place : run.place + count]) != addresses:
        return all(cells.formula(address) == _of(band, each) for each, address in enumerate(addresses, column))
    letters = [column_letters(each) for each in range(column - 1, column + count)]
    wanted = [placed(band.template, now, before) for before, now in pairwise(letters)]
    return cells.formulas[run.place : run.place + count] == wanted


def _of(band: Band, column: int) -> str:
    """The formula of a band in a column."""
    return placed(band.template, column_letters(column), column_letters(column - 1))


def _numbers(expected: ExpectedSheet, cells: SheetCells, digits: float) -> Iterator[str]:
    """The addresses of numbers that may be others, or none."""
    addresses, wanted = expected.numbers
    there = held_at(addresses, cells)
    yield from cells.with_formulas.intersection(addresses)
    if there == wanted and not any(isinstance(each, bool) for each in there):
        return
    for address, now, number in zip(addresses, there, wanted, strict=True):
        if not (isinstance(now, float) and isinstance(number, int | float) and _near(now, number, digits)):
            yield address


def _near(now: float, number: float, digits: float) -> bool:
    return now == number or abs(now - number) <= digits * max(abs(now), abs(number))
