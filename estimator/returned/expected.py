"""What the program would write today, in plain columns: only what a workbook that came back is held against.

Styles, widths, charts and stored values of formulas are no part of it. It can be put into JSON and back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from string import ascii_uppercase
from typing import Final

from estimator.workbook.cells.addresses import at, column_letters, split_address
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.grid import Band, Entry, Formula, Grid
from estimator.workbook.plan.row_places import HEADER

TO_EDIT: Final = ("input", "choice")
FISCAL_YEAR: Final = "fiscal_year"
Content = Formula | float | str | None


class Kind:
    """The letters for what a cell is."""

    TO_EDIT: Final = b"i"
    TEXT: Final = b"t"
    YEAR: Final = b"y"
    NUMBER: Final = b"n"
    FORMULA: Final = b"f"
    EMPTY: Final = b"e"
    BLANK: Final = b"b"
    ALL: Final = b"itynfeb"


@dataclass(frozen=True)
class ExpectedSheet:
    """One sheet: its cells outside the bands by address, what each is, and the bands along the years.

    `kinds` has a letter for each cell, of which there are half a million: see `Kind`. `last` are its last row and
    column, `drawn` cells that only an export with draws fills.
    """

    name: str
    tab: str
    title: str
    first_year_column: int
    last: tuple[int, int]
    addresses: Sequence[str]
    contents: Sequence[Content]
    kinds: bytes
    bands: Sequence[Band]
    drawn: Sequence[str]

    @property
    def called(self) -> str:
        """What stands on the tab."""
        return self.tab or self.name

    @cached_property
    def grid(self) -> Grid:
        """The same as a grid, cell by cell."""
        return self._grid(zip(self.addresses, self.contents, strict=True), self.bands)

    def of_rows(self, rows: frozenset[int]) -> Grid:
        """The cells and bands of some rows."""
        wanted = {str(row) for row in rows}
        told = zip(self.addresses, self.contents, strict=True)
        cells = (each for each in told if each[0].lstrip(ascii_uppercase) in wanted)
        return self._grid(cells, [band for band in self.bands if band.row in rows])

    def _grid(self, cells: Iterator[tuple[str, Content]], bands: Sequence[Band]) -> Grid:
        found = Grid(self.name, tab=self.tab, bands=list(bands), first_year_column=self.first_year_column)
        for address, content in cells:
            found.entries[split_address(address)] = Entry(content, TO_EDIT[0] if address in self.to_edit else "text")
        found.drawn = set(map(split_address, self.drawn))
        return found

    def cells_of(self, band: Band) -> list[str]:
        """The addresses of the cells of a band."""
        first = self.first_year_column + band.after
        return [at(band.row, column) for column in range(first, first + len(band.values))]

    def at(self, kinds: bytes) -> list[str]:
        """The addresses of the cells of some kinds."""
        return list(compress(self.addresses, self._are(kinds)))

    def held(self, kinds: bytes) -> list[Content]:
        """The contents of the cells of some kinds."""
        return list(compress(self.contents, self._are(kinds)))

    def _are(self, kinds: bytes) -> bytes:
        """One for each cell of some kinds, nought for the others."""
        return self.kinds.translate(bytes(each in kinds for each in range(256)))

    @cached_property
    def known(self) -> tuple[list[str], list[Content]]:
        """The texts and the years by which lines are known: their addresses, and what they are."""
        kinds = Kind.TEXT + Kind.YEAR
        return self.at(kinds), self.held(kinds)

    @cached_property
    def to_edit(self) -> frozenset[str]:
        """The cells to be typed into."""
        return frozenset(self.at(Kind.TO_EDIT))

    @cached_property
    def formulas(self) -> tuple[list[str], list[str]]:
        """The formulas outside the bands: their addresses, and what they are."""
        return self.at(Kind.FORMULA), [each.text for each in self.held(Kind.FORMULA) if isinstance(each, Formula)]

    @cached_property
    def numbers(self) -> tuple[list[str], list[Content]]:
        """The numbers, those of bands too: their addresses, and what they are."""
        kinds = Kind.NUMBER + Kind.YEAR
        addresses, held = self.at(kinds), self.held(kinds)
        for band in self.bands:
            if not band.template and band.kind not in TO_EDIT:
                addresses += self._written_of(band)
                held += [each for each in band.values if each is not None]
        return addresses, held

    @cached_property
    def written(self) -> frozenset[str]:
        """The cells in which the program writes, and those that are there to be typed into."""
        along = (address for band in self.bands for address in self._written_of(band))
        nothing = Kind.EMPTY + Kind.BLANK
        return frozenset(self.addresses).difference(self.at(nothing)).union(along)

    def _written_of(self, band: Band) -> list[str]:
        found = self.cells_of(band)
        if band.template or band.kind in TO_EDIT:
            return found
        return [address for address, value in zip(found, band.values, strict=True) if value is not None]


@dataclass(frozen=True)
class Expected:
    """All sheets; `drawn` is the title and the tab of the sheet that only an export with draws has."""

    sheets: tuple[ExpectedSheet, ...]
    drawn: tuple[str, str]


def expected_of(book: Book, drawn: tuple[str, str]) -> Expected:
    """What a book says that a file can be held against."""
    return Expected(tuple(map(_sheet, book.grids)), drawn)


def _sheet(grid: Grid) -> ExpectedSheet:
    top = grid.entries.get((1, 1))
    years = {column for (row, column), each in grid.entries.items() if row == 1 and each.content == FISCAL_YEAR}
    told = list(grid.cells())
    return ExpectedSheet(
        name=grid.name,
        tab=grid.tab,
        title=top.content if top and isinstance(top.content, str) else "",
        first_year_column=grid.first_year_column,
        last=(max([grid.last_row, *(band.row for band in grid.bands)]), grid.last_column),
        addresses=[f"{column_letters(column)}{row}" for (row, column), _ in told],
        contents=[each.content for _, each in told],
        kinds=b"".join(_kind(each, row == HEADER or column in years) for (row, column), each in told),
        bands=grid.bands,
        drawn=[at(*place) for place in sorted(grid.drawn)],
    )


def _kind(entry: Entry, dates: bool) -> bytes:
    """The letter of a cell; what stands in a row or a column of years is one if it is a number with a point."""
    content = entry.content
    if entry.kind in TO_EDIT:
        return Kind.TO_EDIT
    if isinstance(content, str):
        return Kind.TEXT if content else Kind.EMPTY
    if isinstance(content, Formula):
        return Kind.FORMULA
    if content is None:
        return Kind.BLANK
    return Kind.YEAR if dates and isinstance(content, float) else Kind.NUMBER
