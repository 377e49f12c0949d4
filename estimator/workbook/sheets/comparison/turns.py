"""On which judged number the verdict on an option turns, beneath the verdict: live, by the cells beneath the flips.

Each judged number has a letter, which stands for its label, so that a narrow column holds what is told.

Beneath the flips stand two rows for each judged number: the highest of its flips, and the text so far, to which the
number is added where that flip lies within its range. The last number is added in the line beneath the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray

from estimator.display.number_format import number_format
from estimator.display.text import LIST_MARK
from estimator.model.graph import Model
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid, lines, stored
from estimator.workbook.cells.live_sentences import LiveNumber, joined
from estimator.workbook.plan.comparison_plan import BEST, NEXT, TURNS_ROW, ComparisonPlan
from estimator.workbook.plan.flip_lines import FlipLine
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.sheets.comparison.widths import LABEL_WIDTH, OPTION_WIDTH, UNIT_WIDTH
from estimator.workbook.sheets.live_numbers import live_number

Values = Mapping[str, NDArray[np.float64]]
TURNS_HEADING = "Turns on a judgement (grade C) within its range: the verdict changes from"
BEHIND_HEADING, SO_FAR = "Behind the line on judgements: the highest flip of each number", "told so far"
LOW_HEADING, HIGH_HEADING = "Range from", "Range to"
LETTERS = len(ascii_lowercase)
NEXT_NUMBER = 2  # rows from one judged number to the next


@dataclass(frozen=True, slots=True)
class _Judged:
    """The flips on one judged number, in the row of the highest of them; the text so far stands in the next row."""

    letter: str
    row: int
    flips: Sequence[FlipLine]

    def of(self, option: str) -> list[FlipLine]:
        """The flips that an option has."""
        return [line for line in self.flips if option in line.ids]

    def highest(self, option: str, values: Values) -> float:
        """The value of the highest flip of an option."""
        return max(float(values[line.ids[option]][0, 0]) for line in self.of(option))


def put_turns(grid: Grid, plan: ComparisonPlan, model: Model, values: Values, layout: Layout) -> None:
    """Put the line beneath the verdict and the cells behind it; nothing where no verdict might turn."""
    found = list(_judged(plan))
    if not found:
        return
    grid.put(TURNS_ROW, 1, TURNS_HEADING, "explained")
    called = _called(found, model, layout)
    grid.put(TURNS_ROW, 2, called, "wrapped_note")
    grid.raise_to(TURNS_ROW, max(lines(TURNS_HEADING, LABEL_WIDTH), lines(str(called.value), UNIT_WIDTH)))
    grid.put(plan.turns_row, 1, BEHIND_HEADING, "heading")
    grid.put(plan.turns_row, plan.last + BEST, LOW_HEADING, "note")
    grid.put(plan.turns_row, plan.last + NEXT, HIGH_HEADING, "note")
    for judged in found:
        _put_number(grid, plan, judged, model, layout)
    for option in plan.options:
        _put_option(grid, plan, [each for each in found if each.of(option)], option, model, values, layout)


def _called(found: Sequence[_Judged], model: Model, layout: Layout) -> Formula:
    """What each letter stands for, as Assumptions calls it."""
    parts, told = list[str](), list[str]()
    for judged in found:
        by = judged.flips[0].by
        spot, head = layout.spots[by], f"{judged.letter}: "
        parts.append(f'"{head}"&{quoted(spot.sheet)}!{fixed(spot.row, COLUMN["label"])}')
        told.append(head + model.inputs[by].label)
    return Formula(f'&"{LIST_MARK}"&'.join(parts), LIST_MARK.join(told))


def _put_option(
    grid: Grid,
    plan: ComparisonPlan,
    found: Sequence[_Judged],
    option: str,
    model: Model,
    values: Values,
    layout: Layout,
) -> None:
    """Put the highest flips of an option and the texts so far, the last of them beneath the verdict."""
    column, told, above = plan.column(option), Formula(f'"{DASH}"', DASH), ""
    for judged in found:
        highest, how, cell = judged.highest(option, values), judged.flips[0].how, at(judged.row, column)
        cells = ",".join(at(line.row, column) for line in judged.of(option))
        grid.put(judged.row, column, Formula(f"MAX({cells})", stored(highest)), "formula", number_format(how))
        number = live_number(cell, highest, how, model.pack.settings)
        low, high = judged.flips[0].judged or (0.0, 0.0)
        last = judged is found[-1]
        before = LiveNumber(above, told.value if above else "")
        told = _told(plan, judged, before, cell, number, low <= highest <= high, DASH if last else "")
        if not last:
            above = at(judged.row + 1, column)
            grid.put(judged.row + 1, 1, SO_FAR, "explained")
            grid.put(judged.row + 1, column, told, "note")
    grid.put(TURNS_ROW, column, told, "wrapped_note")
    grid.raise_to(TURNS_ROW, lines(str(told.value), OPTION_WIDTH))


def _judged(plan: ComparisonPlan) -> Iterator[_Judged]:
    for index, flips in enumerate(plan.judged):
        yield _Judged(ascii_lowercase[index % LETTERS], plan.turns_row + 1 + NEXT_NUMBER * index, flips)


def _put_number(grid: Grid, plan: ComparisonPlan, judged: _Judged, model: Model, layout: Layout) -> None:
    """What the two rows of a judged number are called, and the ends of its range, read where it stands."""
    one = judged.flips[0]
    label = model.inputs[one.by].label
    grid.put(judged.row, 1, label, "label")
    grid.fit(judged.row, label, LABEL_WIDTH - 1)
    grid.put(judged.row, 2, one.how.words, "unit")
    spot = layout.spots[one.by]
    for place, name, value in zip((BEST, NEXT), ("low", "high"), one.judged or (), strict=False):
        cells = [f"{quoted(spot.sheet)}!{fixed(spot.row, COLUMN[each])}" for each in (name, "scale")]
        grid.put(
            judged.row, plan.last + place, Formula("*".join(cells), stored(value)), "formula", number_format(one.how)
        )


def _told(
    plan: ComparisonPlan, judged: _Judged, before: LiveNumber, cell: str, number: LiveNumber, within: bool, none: str
) -> Formula:
    """The text so far with letter and number, if its highest flip lies within its range; `none` if nothing is told."""
    above, words = before.formula, joined((f"{judged.letter}: ", number))
    start = f'{above}&IF({above}="","","; ")&' if above else ""
    otherwise = (f'IF({above}="","{none}",{above})' if none else above) if above else f'"{none}"'
    low, high = (fixed(judged.row, plan.last + place) for place in (BEST, NEXT))
    told = [each for each in (before.text, f"{judged.letter}: {number.text}" if within else "") if each]
    return Formula(f"IF(AND({low}<={cell},{cell}<={high}),{start}{words},{otherwise})", LIST_MARK.join(told) or none)
