"""What of a sheet is as the program wrote it: whole columns of cells and runs of formulas are compared at once.

It only tells where something may be another; what it is, is found out cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from estimator.returned.expected import TO_EDIT, ExpectedSheet
from estimator.returned.file.sheet_cells import SheetCells
from estimator.workbook.cells.addresses import at, column_letters, split_address
from estimator.workbook.cells.formula import moves_as_copied, placed
from estimator.workbook.cells.grid import Band


def in_place(expected: ExpectedSheet, cells: SheetCells) -> bool:
    """True if every text and every year by which lines are known stands where it was written."""
    there = [*map(cells.places.get, expected.known)]
    if None in there:
        return False
    contents = cells.contents
    same = [contents[each] for each in there if each is not None] == [*expected.known.values()]
    return same and cells.with_formulas.isdisjoint(expected.known)


def unlike_rows(expected: ExpectedSheet, cells: SheetCells, digits: float, texts: bool) -> frozenset[int]:
    """The rows of a sheet in place in which a formula or a number may be another one than was written.

    `digits` is by how much of it a number may differ; below nil no number is looked at. With `texts` cells that
    were left empty are looked at, too.
    """
    found = {split_address(address)[0] for address in _formulas_alone(expected, cells)}
    found |= {
        band.row
        for band in expected.bands
        if band.template and band.kind not in TO_EDIT and not _stands(expected, band, cells)
    }
    if digits >= 0:
        found |= {split_address(address)[0] for address in _numbers(expected.numbers, cells, digits)}
    if texts:
        found |= {split_address(address)[0] for address in expected.empty if cells.value(address) not in (None, "")}
    return frozenset(found)


def _formulas_alone(expected: ExpectedSheet, cells: SheetCells) -> Iterator[str]:
    firsts = cells.firsts
    for address, text in expected.formulas.items():
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


def _numbers(wanted: Mapping[str, float], cells: SheetCells, digits: float) -> Iterator[str]:
    """The addresses of numbers that may be others, or none."""
    contents, places = cells.contents, cells.places
    for address in cells.with_formulas & wanted.keys():
        yield address
    for address, number in wanted.items():
        place = places.get(address)
        now = None if place is None else contents[place]
        if not (isinstance(now, float) and (now == number or abs(now - number) <= digits * max(abs(now), abs(number)))):
            yield address
