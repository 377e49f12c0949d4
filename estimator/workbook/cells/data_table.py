"""Excel's what-if data tables as plain data, and how the values in use of assumptions follow them."""

from __future__ import annotations

from dataclasses import dataclass

# Names of the cells into which the tables put their values, and of the tables' results.
DRIVER, SIDE, SHARE_ADDED, GROWTH_ADDED = "tornado_driver", "tornado_side", "share_added", "growth_added"
TORNADO, TWO_WAY = "tornado_table", "two_way_table"


@dataclass(frozen=True, slots=True)
class DataTable:
    """A block of results: the formula in its corner, computed anew for each value of its left column and top row.

    `cells` are the results alone, `C4:E10`; their values stand in the sheet as numbers. The values of the top row go
    into the cell `row_input`, those of the left column into `column_input`, both on the table's own sheet.
    """

    cells: str
    row_input: str
    column_input: str

    @property
    def first(self) -> str:
        """The cell that holds the table in the file."""
        return self.cells.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Hook:
    """How the value in use of an assumption follows the data tables.

    `number` is the cell with its number among the drivers, `ends` the two cells with its low and high, `added` the name
    of the cell with points that a table adds.
    """

    number: str = ""
    added: str = ""
    ends: str = ""

    def below(self, otherwise: str) -> str:
        """What counts where no value is typed in: the driver's end while it is substituted, else `otherwise`."""
        if not self.number:
            return otherwise
        return f"IF({DRIVER}={self.number},INDEX({self.ends},1,{SIDE}),{otherwise})"

    def plus(self, used: str) -> str:
        """The value in use, with the points that a table adds to it."""
        return f"({used}+{self.added})" if self.added else used


NO_HOOK = Hook()
