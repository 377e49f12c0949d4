"""The sheet Scenarios of a workbook that came back: what each of them sets, by the headings of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from estimator.returned.reader.sheet import Sheet
from estimator.returned.reader.yearly_inputs import CHOICE, YearlyInputs
from estimator.workbook.plan.input_places import COLUMN, IN_FORCE_COLUMN
from estimator.workbook.plan.row_places import HEADER


class Scenarios:
    """The sheet Scenarios; blank if the file has none."""

    def __init__(self, sheet: Sheet, yearly: YearlyInputs) -> None:
        """Find the headings; what goes by year stands on Yearly inputs."""
        self.sheet, self.yearly, self.header = sheet, yearly, sheet.heading_row or HEADER

    @cached_property
    def choices(self) -> dict[str, int]:
        """The column of each scenario, to the right of what is in force; the base values come first."""
        column, found = self.sheet.column("In force", IN_FORCE_COLUMN) + 1, dict[str, int]()
        while name := self.sheet.text(self.header, column):
            found.setdefault(name, column)
            column += 1
        return found

    def _ids(self) -> Iterator[tuple[int, str]]:
        column = self.sheet.column("Id", COLUMN["id"])
        found = ((row, self.sheet.text(row, column)) for row in self.sheet.rows if row > self.header)
        return (each for each in found if each[1])

    def _numbers(self, choice: str) -> Iterator[tuple[str, float]]:
        """The plain numbers beneath a scenario, by id; a formula there repeats the base value."""
        column = self.choices.get(choice, 0)
        for row, id in self._ids() if column else ():
            number = self.sheet.number(row, column)
            if number is not None and self.sheet.cell(row, column).formula is None:
                yield id, number

    def set_by(self, choice: str) -> frozenset[str]:
        """The assumptions that a scenario sets; none for the base values."""
        is_base = choice in list(self.choices)[:1]
        return frozenset() if is_base else frozenset(id for id, _ in self._numbers(choice))

    def values(self, choice: str) -> dict[str, float | Mapping[int, float]]:
        """What a scenario sets, by id; empty if the file does not show it."""
        found: dict[str, float | Mapping[int, float]] = {}
        if choice not in self.choices:
            return found
        numbers = dict(self._numbers(choice))
        for _, id in self._ids():
            by_year = self.yearly.by_year(id, CHOICE.format(choice))
            if by_year is not None:
                found[id] = by_year
            elif id in numbers and id not in self.yearly.blocks:
                found[id] = numbers[id]
        return found
