"""The sheet Comparison of a workbook that came back: the scenario chosen, the options, and their metrics."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Final

from estimator.names import WORD
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.reader.sheet import Sheet
from estimator.workbook.cells.addresses import at, place_of, quoted, unquoted
from estimator.workbook.plan.comparison_plan import FIRST_OPTION, SELECTOR
from estimator.workbook.plan.landmarks import BEST_HEADING, ID_HEADING, SELECTOR_LABEL, UNIT_HEADING
from estimator.workbook.plan.sheet_registry import COMPARISON

READS_SELECTOR: Final = re.compile(r"MATCH\((?:('(?:[^']|'')+'|[\w.]+)!)?(\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}),")
Place = tuple[int, int]


class Comparison:
    """The sheet Comparison; `number` is where the file says that the number of the scenario stands.

    `named` gives a sheet by what it is called now: in most files the scenario is chosen on another one, Answer, here in
    those without it and in older ones.
    """

    def __init__(self, sheet: Sheet, number: str = "", named: Callable[[str], Sheet] | None = None) -> None:
        """Find the headings."""
        self.sheet, self._number, self._named = sheet, number, named

    @cached_property
    def heading(self) -> Place:
        """The cell that heads the column of metric ids; zeros if it is gone."""
        return self.sheet.find(ID_HEADING)

    @cached_property
    def _selector(self) -> tuple[Sheet, Place]:
        """The sheet and the place of the cell in which the scenario is chosen."""
        return self._read_by_formula() or (self.sheet, self._beside_label() or self._beneath())

    @property
    def selector(self) -> str:
        """The address of the cell in which the scenario is chosen, with its sheet."""
        sheet, place = self._selector
        return f"{quoted(sheet.name or COMPARISON)}!{at(*place)}"

    @property
    def chosen(self) -> StoredCell:
        """The cell in which the scenario is chosen."""
        sheet, place = self._selector
        return sheet.cell(*place)

    def _read_by_formula(self) -> tuple[Sheet, Place] | None:
        """The cell that the number of the scenario is worked out from."""
        if not self._number:
            return None
        found = READS_SELECTOR.match(self.sheet.cell(*place_of(self._number)).formula or "")
        if not found:
            return None
        name, place = unquoted(found[1] or ""), place_of(found[2])
        if name and self._named:
            return self._named(name), place
        return (self.sheet, place) if self._if_plain(place) else None

    def _beside_label(self) -> Place | None:
        """The first plain text to the right of the words that ask for a choice."""
        row, column = self.sheet.find(SELECTOR_LABEL)
        across = range(column + 1, max(column + 1, self.heading[1], SELECTOR[1]) + 1) if row else ()
        return next((place for each in across if (place := self._if_plain((row, each)))), None)

    def _beneath(self) -> Place:
        """The first plain text above the table, in the column in which the program writes it; else where it does."""
        row, column = SELECTOR
        above = ((each, column) for each in range(row, self.heading[0] or row))
        return next((place for each in above if (place := self._if_plain(each))), SELECTOR)

    def _if_plain(self, place: Place) -> Place | None:
        cell = self.sheet.cell(*place)
        return place if cell.formula is None and self.sheet.text(*place) else None

    @cached_property
    def options(self) -> dict[int, str]:
        """The ids of the options shown, by column: beneath their labels, above results, left of who has the best."""
        row, end = self.heading
        if not row:
            return {}
        words = {each: self.sheet.word(row, each) for each in range(1, end)}
        first = next((each for each, word in words.items() if word == "Unit"), FIRST_OPTION - 1) + 1
        last = next((each for each, word in words.items() if word == BEST_HEADING), end)
        ids = ((column, self.sheet.text(row + 1, column)) for column in range(first, last))
        return {column: id for column, id in ids if WORD.match(id) and self._holds_results(column)}

    def _holds_results(self, column: int) -> bool:
        return not all(self.sheet.is_blank(row, column) for row in self.metrics.values())

    @cached_property
    def metrics(self) -> dict[str, int]:
        """The row of each metric: with an id and, beside it, the unit of its cells."""
        top, column = self.heading
        found = ((self.sheet.text(row, column), row) for row in self.sheet.rows if row > top > 0)
        return {id: row for id, row in found if WORD.match(id) and self.sheet.text(row, self.unit_column)}

    @cached_property
    def unit_column(self) -> int:
        """The column of the units of the metrics' cells."""
        row, column = self.heading
        across = range(column + 1, column + 1 + len(self.sheet.rows))
        return next((each for each in across if self.sheet.word(row, each) == UNIT_HEADING), column + 1)
