"""The lines of a long table: texts, numbers and blanks, as many to a line as it has columns; no formula, no link.

They are kept as they come: a record for each of two hundred thousand cells would cost more than the rest of a sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Cell = float | str | None
Line = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class LongLines:
    """Lines from the row `first` and the first column on; `format_of` tells the format of a number by line and place.

    An empty text and None leave a cell out.
    """

    first: int
    lines: Sequence[Line]
    format_of: Callable[[Line, int], str] = field(compare=False)

    @property
    def rows(self) -> range:
        """The rows of the lines."""
        return range(self.first, self.first + len(self.lines))

    @property
    def width(self) -> int:
        """How many columns the longest line has; 0 for none."""
        return max(map(len, self.lines), default=0)

    def cells(self) -> Iterator[tuple[int, int, float | str, str]]:
        """Row, column, content and number format of each cell that is there."""
        for row, line in enumerate(self.lines, self.first):
            for place, cell in enumerate(line):
                if cell is not None and cell != "":
                    yield row, place + 1, cell, "General" if isinstance(cell, str) else self.format_of(line, place)
