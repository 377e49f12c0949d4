"""The sheet Yearly inputs of a workbook that came back: its blocks by their ids, their rows by labels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from estimator.errors import WorkbookError
from estimator.returned.reader.sheet import Sheet
from estimator.workbook.plan.row_places import HEADER, ID, LABEL
from estimator.workbook.plan.sheet_registry import YEARLY

YOUR_VALUE, BASE_VALUE, IN_USE = "Your value", "Base value", "In use"
CHOICE: Final = "Scenario {}"  # in every language


class YearlyInputs:
    """The sheet Yearly inputs; blank if the file has none."""

    def __init__(self, sheet: Sheet) -> None:
        """Find the headings."""
        self.sheet, self.header = sheet, sheet.heading_row or HEADER
        self.years: Mapping[int, int] = sheet.years

    @cached_property
    def blocks(self) -> Mapping[str, Mapping[str, int]]:
        """The rows of each block by their labels. Raises WorkbookError for a label that stands twice in one."""
        found, id = dict[str, dict[str, int]](), ""
        for row in (each for each in self.sheet.rows if each > self.header):
            id = self.sheet.text(row, self._ids) or id
            label = self.sheet.word(row, self._labels)
            if id and label and label in found.setdefault(id, {}):
                raise WorkbookError(f'{YEARLY}!A{row}: "{label}" of {id} stands twice; delete the copy')
            if id:
                found[id][label] = row
        return found

    @property
    def _ids(self) -> int:
        return self.sheet.column("Id", ID)

    @cached_property
    def _labels(self) -> int:
        """The column of labels, which has no heading: the first one with texts."""
        below = ((column, cell) for (row, column), cell in self.sheet.places.items() if row > self.header)
        return min((column for column, cell in below if isinstance(cell.value, str)), default=LABEL)

    def by_year(self, id: str, label: str) -> dict[int, float] | None:
        """The numbers of one row of a block by fiscal year; None if the row is gone."""
        row = self.blocks.get(id, {}).get(label)
        if row is None:
            return None
        found = {year: self.sheet.number(row, column) for column, year in self.years.items()}
        return {year: each for year, each in found.items() if each is not None}
