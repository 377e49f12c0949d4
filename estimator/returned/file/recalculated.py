"""The values of a workbook after a recalculation, beside those that the file has stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from estimator.returned.file.sheet_cells import SheetCells, Value

Place = tuple[str, str]
"""A sheet and an address."""


class Recalculated(Mapping[Place, Value]):
    """The value of every cell that is not blank, by sheet and address, of the sheets that were recalculated.

    Of each sheet it has the cells as read, and for every place among them the value that was computed; what a cell
    without a formula holds is told as `seen` by who computed.
    """

    def __init__(
        self, sheets: Mapping[str, tuple[SheetCells, list[Value]]], seen: Callable[[Value], Value] = lambda held: held
    ) -> None:
        """Take the sheets."""
        self._sheets, self._seen = sheets, seen

    def values_of(self, sheet: str, cells: SheetCells) -> list[Value]:
        """The computed value for every place among the cells; None where no formula stands."""
        return self._sheets[sheet][1] if sheet in self._sheets else [None] * len(cells)

    def __getitem__(self, place: Place) -> Value:
        """The value of a cell. Raises KeyError for a blank one, and for one of a sheet that was not recalculated."""
        cells, values = self._sheets[place[0]]
        at = cells.places[place[1]]
        if cells.run_of(at) is not None:
            return values[at]
        if cells.contents[at] is None:
            raise KeyError(place)
        return self._seen(cells.contents[at])

    def __iter__(self) -> Iterator[Place]:
        return chain.from_iterable(self._of(sheet, cells) for sheet, (cells, _) in self._sheets.items())

    def _of(self, sheet: str, cells: SheetCells) -> Iterator[Place]:
        told = zip(cells.addresses, cells.contents, strict=True)
        return ((sheet, at) for at, held in told if held is not None or at in cells.with_formulas)

    def __len__(self) -> int:
        return sum(1 for _ in self)
