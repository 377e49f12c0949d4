"""One sheet of a workbook that came back: its cells by row and column, and where its headings stand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from estimator.language import read_back
from estimator.returned.file.sheet_cells import SheetCells
from estimator.returned.file.stored_cell import StoredCell
from estimator.workbook.cells.addresses import at, split_address

LATEST_HEADINGS: Final = 60
EARLIEST_YEAR: Final = 1000
BLANK: Final = StoredCell(None)
HEADINGS: Final = frozenset({"Id", "Label", "Unit", "Value", "Your value", "Scale", "In force"})
FEWEST: Final = 2
Cells = Mapping[str, StoredCell]


class Sheet:
    """The cells of a sheet, and its headings wherever they stand now; blank if the sheet is gone."""

    def __init__(self, name: str, cells: Cells) -> None:
        """Look at the cells of the sheet that is now called `name`."""
        self.name = name
        self.cells = cells if isinstance(cells, SheetCells) else SheetCells.of(cells)

    def cell(self, row: int, column: int) -> StoredCell:
        """A cell; a blank one where the file has none."""
        return self.cells.get(at(row, column), BLANK) if row > 0 and column > 0 else BLANK

    def is_blank(self, row: int, column: int) -> bool:
        """True for a cell without a value and without a formula; some programs store formulas without values."""
        return self.cell(row, column).formula is None and self.cell(row, column).value is None

    def text(self, row: int, column: int) -> str:
        """The text of a cell as it stands; empty where it holds none."""
        value = self._value(row, column)
        return value if isinstance(value, str) else ""

    def word(self, row: int, column: int) -> str:
        """The text of a cell, in English where it is one by which the program finds its way."""
        return read_back(self.text(row, column))

    def number(self, row: int, column: int) -> float | None:
        """The number of a cell, if it holds one."""
        value = self._value(row, column)
        return value if isinstance(value, float) and value - value == 0 else None

    def _value(self, row: int, column: int) -> float | str | bool | None:
        return self.cells.value(at(row, column)) if row > 0 and column > 0 else None

    @property
    def places(self) -> dict[tuple[int, int], StoredCell]:
        """The cells by row and column."""
        return self.cells.by_place

    @cached_property
    def rows(self) -> list[int]:
        """The numbers of the rows that hold cells."""
        return sorted(set(self.cells.rows))

    @cached_property
    def _top(self) -> dict[int, list[str]]:
        """The addresses of the cells of the first rows, by row."""
        found: dict[int, list[str]] = {}
        for address in self.cells.of_rows(LATEST_HEADINGS):
            found.setdefault(split_address(address)[0], []).append(address)
        return dict(sorted(found.items()))

    def _in_top(self, row: int) -> dict[int, StoredCell]:
        """The cells of one of the first rows that hold something, by column."""
        found = {split_address(each)[1]: self.cells[each] for each in self._top.get(row, ())}
        return {column: cell for column, cell in found.items() if cell.value is not None}

    @cached_property
    def heading_row(self) -> int:
        """The row of headings, also where rows were inserted above it: the first one with two of them; 0 if none has.

        Fiscal years side by side count as one heading.
        """
        return next((row for row in self._top if _is_heading(self._in_top(row))), 0)

    @cached_property
    def headings(self) -> dict[int, str]:
        """The texts of the row of headings, by column, in English where the program finds its way by them."""
        return _words(self._in_top(self.heading_row))

    def column(self, heading: str, otherwise: int = 0) -> int:
        """The column beneath a heading, the first one if several have it."""
        return min((column for column, word in self.headings.items() if word == heading), default=otherwise)

    @cached_property
    def years(self) -> dict[int, int]:
        """The fiscal year of each column, from the row of headings; none on a sheet without years."""
        return _years(self._in_top(self.heading_row))

    def find(self, word: str) -> tuple[int, int]:
        """Row and column of the first cell with a word by which the program finds its way; zeros if there is none."""
        told = zip(self.cells.addresses, self.cells.contents, strict=True)
        found = (address for address, text in told if isinstance(text, str) and read_back(text) == word)
        return min(map(split_address, found), default=(0, 0))


def _is_heading(cells: Mapping[int, StoredCell]) -> bool:
    count = len(HEADINGS & set(_words(cells).values()))
    return count >= FEWEST or (count > 0 and len(_years(cells)) >= FEWEST)


def _words(cells: Mapping[int, StoredCell]) -> dict[int, str]:
    return {column: read_back(cell.value) for column, cell in cells.items() if isinstance(cell.value, str)}


def _years(cells: Mapping[int, StoredCell]) -> dict[int, int]:
    """The first run of numbers of a row that are years, without a gap."""
    column, found = min((column for column, cell in cells.items() if _is_year(cell)), default=0), dict[int, int]()
    while column in cells and isinstance(year := cells[column].value, float):
        found[column] = int(year)
        column += 1
    return found


def _is_year(cell: StoredCell) -> bool:
    return isinstance(cell.value, float) and cell.value >= EARLIEST_YEAR and cell.formula is None
