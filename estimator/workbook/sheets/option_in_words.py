"""The paragraph on top of an option's sheet: the sentences about it as short live formulas that follow an edit.

A sentence stands where the option has the rows that it reads. Its numbers are the metrics on the same sheet, rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.display.declared import shown_assumption, shown_beside, shown_id
from estimator.model.graph import Model
from estimator.pack.records import Settings
from estimator.report.words.option_sentences import IN_WORKBOOK
from estimator.report.words.sentence import (
    AboveNil,
    Applies,
    BelowNil,
    Crossed,
    Missing,
    Number,
    PeakYear,
    Sentence,
    Test,
    Told,
    Wording,
    holds,
    words_of,
)
from estimator.workbook.cells.addresses import at, quoted
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.cells.live_sentences import Case, LiveNumber, case, sentence, unsaid
from estimator.workbook.plan.named_cells import CHECKS_HOLD
from estimator.workbook.plan.row_places import HEADER, LABEL, UNIT, Layout, Section
from estimator.workbook.plan.while_checks_hold import NOT_VALID
from estimator.workbook.sheets.live_numbers import live_number


def put_option_in_words(
    grid: Grid,
    section: Section,
    model: Model,
    values: Mapping[str, NDArray[np.float64]],
    layout: Layout,
    option: str,
    *,
    valid: bool = True,
) -> int:
    """Put an option's sentences on its sheet, one a row, each with what it is about; the letters of the longest one.

    Where a check fails, the verdict among them says "not valid"; `valid` tells that none does at export.
    """
    found, longest = _Option(model, values, layout, option, valid), 0
    grid.line(section.row, (section.heading, "", "", "", ""), "band")
    for row, subject in enumerate(section.rows, section.row + 1):
        declared = IN_WORKBOOK[subject]
        grid.put(row, LABEL, declared.about or None, "indented")
        if isinstance(declared, Crossed):
            _put_crossed(grid, row, found, declared)
        else:
            said = _live(found, declared)
            longest = max(longest, len(str(said.value)))
            grid.put(row, UNIT, said, "text")
    return longest


@dataclass(frozen=True)
class _Option:
    """An option with the cells and the values of its metrics."""

    model: Model
    values: Mapping[str, NDArray[np.float64]]
    layout: Layout
    option: str
    valid: bool

    @property
    def settings(self) -> Settings:
        """What the pack says of years, money and names."""
        return self.model.pack.settings

    def id(self, role: Role) -> str:
        """The id of what has a role. Raises ModelError where there is none."""
        return self.model.require_role(role, self.option)

    def has(self, role: Role) -> bool:
        """True if the option has a row."""
        return self.model.role(role, self.option) is not None

    def cell(self, role: Role) -> str:
        """The cell of a row, with its sheet where that is not the option's own; or the name of an assumption."""
        id = self.id(role)
        if id in self.model.inputs:
            return id
        spot = self.layout.spots[id]
        cell = at(spot.row, spot.column)
        return cell if spot.sheet == self.option else f"{quoted(spot.sheet)}!{cell}"

    def value(self, role: Role) -> float:
        """The value of a metric or an assumption; NaN where it does not apply."""
        return float(self.values[self.id(role)][0, 0])

    def how(self, role: Role) -> Shown:
        """How a metric is shown beside those of the other options; an assumption or a row of the pack, alone."""
        id = self.id(role)
        if id in self.model.inputs:
            return shown_assumption(self.model, self.model.inputs[id], [self.value(role)])
        if not self.model.rows[id].metric:
            return shown_id(self.model, id, self.model.rows[id].unit, [self.value(role)])
        return shown_beside(self.model, self.model.name(role), self.values)

    def known(self, role: Role) -> float | None:
        """The value of a metric; None where it does not apply."""
        value = self.value(role)
        return None if value != value else value


def _put_crossed(grid: Grid, row: int, option: _Option, declared: Crossed) -> None:
    """The verdict, or "not valid" where a check fails; among the notes stands the number of its wording."""
    steps = {each: step for step, each in enumerate((declared.of, declared.other), 1) if option.has(each)}
    holding = 1 + sum(step for each, step in steps.items() if option.value(each) > 0)
    tests = "".join(f"+{step}*(N({option.cell(each)})>0)" for each, step in steps.items())
    place = at(row, option.layout.note)
    grid.put(row, option.layout.note, Formula(f"1{tests}", float(holding)), "note", "0")
    both, one_alone, other_alone, neither = declared.sentences
    words = (NOT_VALID, neither, one_alone, other_alone, both)
    texts = ",".join(f'"{each}"' for each in words)
    text = f"CHOOSE(1+IF({CHECKS_HOLD.name}=1,{place},0),{texts})"
    grid.put(row, UNIT, Formula(text, words[holding if option.valid else 0]), "text")


def _live(option: _Option, declared: Sentence) -> Formula:
    """The formula of a sentence, and the text of the wording that holds now; nothing in any other case."""
    wordings = [each for each in declared.wordings if each.in_cells]
    wordings += [Wording("")] if wordings[-1].test else []
    chosen = next(place for place, each in enumerate(wordings) if holds(each.test, option.known))
    return sentence([_case(option, each) for each in wordings], chosen)


def _case(option: _Option, wording: Wording) -> Case:
    test = _formula(option, wording.test) if wording.test else ""
    return (
        case(wording.words, *(_told(option, each) for each in wording.told), test=test)
        if wording.words
        else unsaid(test)
    )


def _formula(option: _Option, test: Test) -> str:
    """The test as a formula; an error in a cell that it reads stays one, and no wording is chosen."""
    if isinstance(test, Applies):
        tests = [f'{option.cell(role)}<>"{DASH}"' for role in test.roles]
        return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
    if isinstance(test, AboveNil):
        (role,) = test.roles
        return f"N({option.cell(role)})>0"
    if isinstance(test, BelowNil):
        return f"N({option.cell(test.role)})<0"
    if isinstance(test, Missing):
        return f'{option.cell(test.role)}="{DASH}"'
    return f"{option.cell(test.one)}={option.cell(test.other)}"


def _told(option: _Option, told: Told) -> LiveNumber | str:
    if isinstance(told, Number):
        return _number(option, told)
    return _peak_year(option, told) if isinstance(told, PeakYear) else words_of(option.settings, told)


def _number(option: _Option, told: Number) -> LiveNumber:
    cell, value, how = option.cell(told.role), option.value(told.role), option.how(told.role)
    return live_number(cell, value, how, option.settings, told.noun, turned=told.turned)


def _peak_year(option: _Option, told: PeakYear) -> LiveNumber:
    """The year of the largest number in the years compared, found where it stands."""
    id, years = option.id(told.row), (option.settings.first_year, option.settings.last_year)
    row, (first, last) = option.layout.spots[id].row, (option.layout.column(each) for each in years)
    found = f"MATCH({option.cell(told.peak)},{first}{row}:{last}{row},0)"
    start, stop = (option.model.years.index(each) for each in years)
    year = years[0] + int(np.nanargmax(option.values[id][0, start : stop + 1]))
    return LiveNumber(f"INDEX({first}{HEADER}:{last}{HEADER},1,{found})", float(year), option.settings.year_prefix)
