"""The sheet Assumptions of a workbook that came back: its columns by their headings, its rows by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from estimator import units
from estimator.errors import UnitError
from estimator.names import may_be_full_id
from estimator.returned.reader.matching import matched
from estimator.returned.reader.sheet import Sheet
from estimator.units import PERCENT
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.shares import from_cell
from estimator.workbook.plan.input_places import COLUMN, HEADINGS, TOP

REQUIRED: Final = ("id", "value", "your_value", "unit", "scale")
GIVEN: Final = "given"


def is_share(unit: str) -> bool:
    """True for a unit whose cells hold true percentages."""
    try:
        return units.read(unit).scale == PERCENT
    except UnitError:
        return False


@dataclass(frozen=True, slots=True)
class BaseRow:
    """One assumption as its row of Assumptions has it: unit, scale and base value as the file shows them now.

    The value is in the unit; the scale is the cell's, which of a share is 1, since its cells hold true percentages.
    """

    id: str
    row: int
    unit: str
    scale: float | None
    value: float | Mapping[int, float] | None
    by_year: bool
    given: bool

    @property
    def is_share(self) -> bool:
        """True if its cells hold true percentages; those of format 1 are read as if they did."""
        return is_share(self.unit)

    def number(self, held: float) -> float:
        """What a cell holds, as a number in the unit."""
        return from_cell(held, PERCENT) if self.is_share else held


class Assumptions:
    """The sheet Assumptions."""

    def __init__(self, sheet: Sheet) -> None:
        """Find the headings."""
        self.sheet, self.heading_row = sheet, sheet.heading_row or TOP - 1
        self.top = self.heading_row + 1

    @cached_property
    def columns(self) -> dict[str, int]:
        """Where each column stands now; 0 for one that is gone. One whose heading was edited stands beside the last."""
        wanted = {column: HEADINGS[name] for name, column in COLUMN.items()}
        found = matched(wanted, self.sheet.headings, strict=False)
        return {name: found[column] or 0 for name, column in COLUMN.items()}

    def missing(self) -> Iterator[tuple[str, str]]:
        """The headings without which nothing can be read, each with the cell where it is expected."""
        for name in REQUIRED:
            column = self.columns[name] or COLUMN[name]
            if self.sheet.word(self.heading_row, column) != HEADINGS[name]:
                yield at(self.heading_row, column), HEADINGS[name]

    def address(self, row: int, name: str) -> str:
        """`D12`, in a column that is there."""
        return at(row, self.columns[name] or COLUMN[name])

    def value(self, row: int, name: str) -> float | str | bool | None:
        """What stands in a column of a row."""
        return self.sheet.cell(row, self.columns[name]).value

    def text(self, row: int, name: str) -> str:
        """The text in a column of a row; empty where it holds none."""
        return self.sheet.text(row, self.columns[name])

    def unit(self, row: int) -> str:
        """The unit of a row as the pack's files write it; workbooks of earlier versions have no other."""
        return self.text(row, "file_unit") or self.text(row, "unit")

    def number(self, row: int, name: str) -> float | None:
        """The number in a column of a row, if it holds one."""
        return self.sheet.number(row, self.columns[name])

    @cached_property
    def rows(self) -> list[int]:
        """The rows beneath the headings."""
        return [row for row in self.sheet.rows if row >= self.top]

    def holds_assumption(self, row: int) -> bool:
        """True for a row with an id and a unit or scale; the heading of a file has neither, a note is no id."""
        marked = self.number(row, "scale") is not None or bool(self.text(row, "unit"))
        return marked and may_be_full_id(self.text(row, "id"))
