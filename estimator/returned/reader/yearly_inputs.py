"""The sheet Yearly inputs of a workbook that came back: its blocks by their ids, their rows by labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from estimator.errors import WorkbookError
from estimator.names import may_be_full_id
from estimator.returned.reader.sheet import Sheet
from estimator.workbook.plan.row_places import HEADER, ID, LABEL

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
        """The rows of each block by their labels. Raises WorkbookError for a label that stands twice in one.

        A block begins with an id above rows of it; any other text in the column of ids, and any other label, is a note.
        """
        found, id, below = dict[str, dict[str, int]](), "", [label for _, label in self._rows if label][::-1]
        for row, label in self._rows:
            if label:
                below.pop()
            given, of_block = self.sheet.text(row, self._ids), is_of_a_block(label)
            own = of_block and label not in found.get(id, {})
            if may_be_full_id(given) and is_of_a_block(below[-1] if below else "") and not own:
                id = given
                found.setdefault(id, {})
            elif of_block and id:
                if not own:
                    twice = f'{self.sheet.name}!A{row}: "{label}" of {id} stands twice'
                    raise WorkbookError(f"{twice}; delete the copy, or undo the sorting of rows")
                found[id][label] = row
        return found

    @cached_property
    def _rows(self) -> list[tuple[int, str]]:
        """The rows beneath the headings with their labels."""
        return [(row, self.sheet.word(row, self._labels)) for row in self.sheet.rows if row > self.header]

    @cached_property
    def _ids(self) -> int:
        return self.sheet.column("Id", ID)

    @cached_property
    def _labels(self) -> int:
        """The column of labels, which has no heading: the one with most of those that the rows of a block have."""
        places = ((column, self.sheet.word(row, column)) for row, column in self.sheet.places if row > self.header)
        found = Counter(column for column, word in places if is_of_a_block(word))
        return found.most_common(1)[0][0] if found else LABEL

    def by_year(self, id: str, label: str) -> dict[int, float] | None:
        """The numbers of one row of a block by fiscal year; None if the row is gone."""
        row = self.blocks.get(id, {}).get(label)
        if row is None:
            return None
        found = {year: self.sheet.number(row, column) for column, year in self.years.items()}
        return {year: each for year, each in found.items() if each is not None}


def is_of_a_block(label: str) -> bool:
    """True for the label of a row of numbers; the first row of a block has the label of its assumption."""
    return label in (YOUR_VALUE, BASE_VALUE, IN_USE) or label.startswith(CHOICE.format(""))
