"""The sheet Scenarios of a workbook that came back: what each of them sets, by the headings of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from estimator.names import may_be_full_id
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
        """The ids of the table, which have a value in force; ids without one stand beside reasons beneath it."""
        column, in_force = self.sheet.column("Id", COLUMN["id"]), self.sheet.column("In force", IN_FORCE_COLUMN)
        found = ((row, self.sheet.text(row, column)) for row in self.sheet.rows if row > self.header)
        return (each for each in found if may_be_full_id(each[1]) and not self.sheet.is_blank(each[0], in_force))

    def places(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Where numbers stand, each with the id of its row: beneath what is in force and beneath each scenario."""
        first = self.sheet.column("In force", IN_FORCE_COLUMN)
        yield from (((row, column), id) for row, id in self._ids() for column in (first, *self.choices.values()))

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

    def label(self, choice: str) -> str:
        """What a scenario is called: the text beneath its id."""
        return self.sheet.text(self.header + 1, self.choices[choice]) or choice

    def note(self, choice: str) -> str:
        """What a scenario is: the text beside its id beneath the table."""
        return next((note for id, note, _ in self._beneath() if id == choice), "")

    def reasons(self, choice: str) -> dict[str, str]:
        """Why a scenario sets what it sets, by id."""
        return {id: why for id, why, of in self._beneath() if of == choice and may_be_full_id(id)}

    def _beneath(self) -> Iterator[tuple[str, str, str]]:
        """The first three texts of each row, as the lists beneath the table have them."""
        first = self.sheet.column("Id", COLUMN["id"])
        for row in (each for each in self.sheet.rows if each > self.header):
            one, two, three = (self.sheet.text(row, column) for column in range(first, first + 3))
            yield one, two, three
