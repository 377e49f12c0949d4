"""What the program would write today, in plain columns: only what a workbook that came back is held against.

Styles, widths, charts and stored values of formulas are no part of it. It can be put into JSON and back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase, digits
from typing import Final

from estimator.workbook.cells.addresses import at, column_letters, split_address
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.grid import Band, Entry, Formula, Grid
from estimator.workbook.plan.row_places import HEADER

TO_EDIT: Final = ("input", "choice")
FISCAL_YEAR: Final = "fiscal_year"
Content = Formula | float | str | None


@dataclass(frozen=True)
class ExpectedSheet:
    """One sheet: its cells outside the bands by address, those to be typed into, and the bands along the years.

    `last` are its last row and column, `drawn` cells that only an export with draws fills.
    """

    name: str
    tab: str
    title: str
    first_year_column: int
    last: tuple[int, int]
    addresses: Sequence[str]
    contents: Sequence[Content]
    to_edit: frozenset[str]
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
            kind = TO_EDIT[0] if address in self.to_edit else "text"
            found.entries[split_address(address)] = Entry(content, kind)
        found.drawn = set(map(split_address, self.drawn))
        return found

    def cells_of(self, band: Band) -> list[str]:
        """The addresses of the cells of a band."""
        first = self.first_year_column + band.after
        return [at(band.row, column) for column in range(first, first + len(band.values))]

    @cached_property
    def known(self) -> Mapping[str, Content]:
        """The texts and the years by which lines are known, by address."""
        told = zip(self.addresses, self.contents, strict=True)
        return {
            address: each
            for address, each in told
            if each != "" and (isinstance(each, str) or self._dates(address, each))
        }

    def _dates(self, address: str, content: Content) -> bool:
        """True for a year in the row of headings or in a column of years."""
        if not isinstance(content, float):
            return False
        return address.rstrip(digits) in self._years or address.lstrip(ascii_uppercase) == str(HEADER)

    @cached_property
    def _years(self) -> frozenset[str]:
        """The letters of the columns of years."""
        told = zip(self.addresses, self.contents, strict=True)
        return frozenset(
            address[:-1] for address, each in told if each == FISCAL_YEAR and address.lstrip(ascii_uppercase) == "1"
        )

    @cached_property
    def formulas(self) -> Mapping[str, str]:
        """The formulas outside the bands by address, but of cells to be typed into."""
        told = zip(self.addresses, self.contents, strict=True)
        found = {address: each.text for address, each in told if isinstance(each, Formula)}
        return {address: text for address, text in found.items() if address not in self.to_edit}

    @cached_property
    def numbers(self) -> Mapping[str, float]:
        """The numbers by address, those of bands too, but of cells to be typed into."""
        told = zip(self.addresses, self.contents, strict=True)
        found = {address: each for address, each in told if isinstance(each, int | float)}
        for band in self.bands:
            if not band.template and band.kind not in TO_EDIT:
                along = zip(self.cells_of(band), band.values, strict=True)
                found |= {address: value for address, value in along if value is not None}
        return {address: each for address, each in found.items() if address not in self.to_edit}

    @cached_property
    def empty(self) -> list[str]:
        """The cells with an empty text, but those to be typed into."""
        told = zip(self.addresses, self.contents, strict=True)
        return [address for address, each in told if each == "" and address not in self.to_edit]

    @cached_property
    def written(self) -> frozenset[str]:
        """The cells in which the program writes, and those that are there to be typed into."""
        told = zip(self.addresses, self.contents, strict=True)
        alone = (address for address, content in told if content not in (None, ""))
        along = (address for band in self.bands for address in self._written_of(band))
        return frozenset((*alone, *along, *self.to_edit))

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
    addresses = [f"{column_letters(column)}{row}" for row, column in grid.entries]
    told = zip(addresses, grid.entries.values(), strict=True)
    return ExpectedSheet(
        name=grid.name,
        tab=grid.tab,
        title=top.content if top and isinstance(top.content, str) else "",
        first_year_column=grid.first_year_column,
        last=(_last_row(grid), _last_column(grid)),
        addresses=addresses,
        contents=[each.content for each in grid.entries.values()],
        to_edit=frozenset(address for address, each in told if each.kind in TO_EDIT),
        bands=grid.bands,
        drawn=[at(*place) for place in sorted(grid.drawn)],
    )


def _last_row(grid: Grid) -> int:
    return max([0, *(row for row, _ in grid.entries), *(band.row for band in grid.bands)])


def _last_column(grid: Grid) -> int:
    return max([grid.last_year_column, *(column for _, column in grid.entries)])
