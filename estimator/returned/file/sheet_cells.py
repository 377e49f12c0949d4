"""The cells of a sheet in columns: addresses, what they hold, and formulas as runs of copies along a row.

Half a million cells are read, and hardly one of them is asked for by itself. So a record of a cell is made when it is,
and a formula is written out for a copy when somebody reads it; who compares whole sheets compares the columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property
from string import digits
from typing import Final, NamedTuple

from estimator.returned.file.copied_formula import NO_LETTERS, CopiedFormula
from estimator.returned.file.stored_cell import StoredCell
from estimator.workbook.cells.addresses import column_number

NO_DIGITS: Final = str.maketrans("", "", digits)
Value = float | str | bool | None


class Run(NamedTuple):
    """A formula at a place among the cells, and how many cells next to one another are copies of it, itself too.

    Of a data table it is the first cell; `table` has its cells, and the formula is empty.
    """

    place: int
    size: int
    text: str
    column: int = 0
    copied: CopiedFormula | None = None
    table: str = ""

    @property
    def stop(self) -> int:
        """The place after the last copy."""
        return self.place + self.size

    def texts(self) -> list[str]:
        """The formula of each cell."""
        more = self.copied.along(self.column + 1, self.size - 1) if self.copied else None
        return [self.text, *(more or ())]

    def text_at(self, place: int) -> str:
        """The formula of one of the cells."""
        far = place - self.place
        return (self.copied.at(self.column + far) if far and self.copied else None) or self.text


class Mark(NamedTuple):
    """What is said about a cell beside its value and its formula: the number of its style, and that it is an error."""

    style: int = 0
    is_error: bool = False


class SheetCells(Mapping[str, StoredCell]):
    """The cells of a sheet by address, in the order of the file.

    `contents` is what each holds; `runs` has the formulas, from the first cell to the last.
    """

    def __init__(
        self, addresses: Sequence[str], contents: Sequence[Value], marks: Sequence[Mark], runs: Sequence[Run]
    ) -> None:
        """Take the columns as they were read. Raises ValueError if an address stands twice."""
        self.addresses, self.contents, self.marks, self.runs = addresses, contents, marks, runs
        self.places = dict(zip(addresses, range(len(addresses)), strict=True))
        if len(self.places) != len(addresses):
            raise ValueError("a cell stands twice")

    @classmethod
    def of(cls, cells: Mapping[str, StoredCell]) -> SheetCells:
        """Records of cells in columns."""
        marks = [Mark(each.style, each.is_error) for each in cells.values()]
        written = ((place, each) for place, each in enumerate(cells.values()) if each.formula is not None)
        runs = [Run(place, 1, each.formula or "", table=each.table) for place, each in written]
        return cls(list(cells), [each.value for each in cells.values()], marks, runs)

    def __getitem__(self, address: str) -> StoredCell:
        """A cell. Raises KeyError for one that the file does not have."""
        place = self.places[address]
        run = self.run_of(place)
        return self._record(place, run and run.text_at(place), run.table if run else "")

    def _record(self, place: int, formula: str | None, table: str) -> StoredCell:
        mark = self.marks[place]
        return StoredCell(self.contents[place], formula, mark.is_error, mark.style, table)

    def __iter__(self) -> Iterator[str]:
        return iter(self.addresses)

    def __len__(self) -> int:
        return len(self.addresses)

    def __contains__(self, address: object) -> bool:
        return address in self.places

    def items(self) -> ItemsView[str, StoredCell]:
        """All cells as records."""
        return self._records.items()

    def values(self) -> ValuesView[StoredCell]:
        """All records of cells."""
        return self._records.values()

    def value(self, address: str) -> Value:
        """What a cell holds; None for one that the file does not have."""
        place = self.places.get(address)
        return None if place is None else self.contents[place]

    def formula(self, address: str) -> str | None:
        """The formula of a cell; None for none."""
        place = self.places.get(address)
        run = None if place is None else self.run_of(place)
        return None if run is None or place is None else run.text_at(place)

    def run_of(self, place: int) -> Run | None:
        """The run of the cell at a place; None if it has no formula."""
        before = bisect_right(self._starts, place)
        run = self.runs[before - 1] if before else None
        return run if run and place < run.stop else None

    def of_rows(self, last: int) -> list[str]:
        """The addresses of the cells in the rows down to one."""
        return [address for address, row in zip(self.addresses, self.rows, strict=True) if row <= last]

    @cached_property
    def firsts(self) -> dict[str, Run]:
        """The runs by their first cell."""
        return {self.addresses[run.place]: run for run in self.runs}

    @cached_property
    def with_formulas(self) -> frozenset[str]:
        """The addresses of the cells with a formula."""
        return frozenset(each for run in self.runs for each in self.addresses[run.place : run.stop])

    @cached_property
    def computed(self) -> list[bool]:
        """Whether each cell has a formula."""
        found = [False] * len(self.addresses)
        for run in self.runs:
            found[run.place : run.stop] = [True] * run.size
        return found

    @cached_property
    def formulas(self) -> list[str | None]:
        """The formula of each cell, written out; None for none."""
        found: list[str | None] = [None] * len(self.addresses)
        for run in self.runs:
            found[run.place : run.stop] = run.texts()
        return found

    @cached_property
    def rows(self) -> list[int]:
        """The row of each cell."""
        return list(map(int, " ".join(self.addresses).translate(NO_LETTERS).split()))

    @cached_property
    def columns(self) -> list[int]:
        """The column of each cell."""
        letters = " ".join(self.addresses).translate(NO_DIGITS).split()
        numbers = {each: column_number(each) for each in set(letters)}
        return [numbers[each] for each in letters]

    @cached_property
    def by_place(self) -> dict[tuple[int, int], StoredCell]:
        """The cells by row and column."""
        return dict(zip(zip(self.rows, self.columns, strict=True), self._records.values(), strict=True))

    @cached_property
    def _starts(self) -> list[int]:
        return [each.place for each in self.runs]

    @cached_property
    def _records(self) -> dict[str, StoredCell]:
        tables = {run.place: run.table for run in self.runs if run.table}
        told = enumerate(zip(self.addresses, self.formulas, strict=True))
        return {address: self._record(place, formula, tables.get(place, "")) for place, (address, formula) in told}
