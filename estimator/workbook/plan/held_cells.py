"""Cells held against what was written, line by line of the sheet In place, for one comparison a block on Checks.

A sorted or overtyped sheet has other ids in its cells, while names and addresses still lead to the old rows; a number
of the comparison that was typed over is no longer that of the option's sheet. A reference follows inserted rows, as
names do, so that a row more is no failure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.grid import Formula, stored
from estimator.workbook.plan.comparison_plan import FIRST_OPTION, ID_ROW, NEXT, ComparisonPlan, Values
from estimator.workbook.plan.input_places import COLUMN, FIRST_CHOICE, Places
from estimator.workbook.plan.row_places import ID, Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, IN_PLACE, SCENARIOS, YEARLY

KEY, WHERE, OWN, THERE, FIRST_HELD_ROW = 1, 2, 3, 4, 6  # columns and first row of the sheet In place
SCENARIO_IDS_ROW: Final = 4
IDS_STAND = "Every id stands in the cell to which names and formulas lead"
AS_ON_SHEET = "The comparison has the numbers of the option's own sheet"


@dataclass(frozen=True, slots=True)
class Held:
    """What should stand in a cell: the id, or for a number of the comparison the option's `own`; and what stands there.

    `where` is the sheet that is held, of a number the option's, which it is held against.
    """

    id: str
    where: str
    there: Formula
    own: Formula | None = None


@dataclass(frozen=True, slots=True)
class HeldBlock:
    """Cells of one check, and the row of the list in which they start."""

    label: str
    where: str
    top: int
    cells: tuple[Held, ...]

    @property
    def differing(self) -> str:
        """A formula that counts the cells that differ; an error where a cell is gone or is an error."""
        last, right = self.top + len(self.cells) - 1, OWN if self.cells[0].own else KEY
        wanted, there = (f"{quoted(IN_PLACE)}!{fixed(self.top, each)}:{fixed(last, each)}" for each in (right, THERE))
        return f"SUMPRODUCT(1*({wanted}<>{there}))"


def held_blocks(
    inputs: Inputs, places: Places, layout: Layout, comparison: ComparisonPlan, values: Values
) -> tuple[HeldBlock, ...]:
    """The ids by which formulas and the reader find their way, sheet by sheet, then the comparison by option."""
    cells = (
        *_of_inputs(inputs, places),
        *_of_comparison(comparison),
        *_of_years(layout),
        *_numbers(comparison, layout, values),
    )
    return tuple(_blocks(cells))


def _blocks(cells: Iterable[Held]) -> Iterator[HeldBlock]:
    top = FIRST_HELD_ROW
    for (of_number, where), found in groupby(cells, key=lambda cell: (cell.own is not None, cell.where)):
        made = HeldBlock(AS_ON_SHEET if of_number else IDS_STAND, where, top, tuple(found))
        yield made
        top += len(made.cells)


def _of_inputs(inputs: Inputs, places: Places) -> Iterator[Held]:
    yield from _column(ASSUMPTIONS, COLUMN["id"], places.assumptions)
    yield from _column(YEARLY, ID, {id: block.top for id, block in places.blocks.items()})
    for column, choice in enumerate(inputs.choices, FIRST_CHOICE):
        yield _id(choice.id, SCENARIOS, SCENARIO_IDS_ROW, column)
    yield from _column(SCENARIOS, 1, places.scenarios)


def _of_comparison(plan: ComparisonPlan) -> Iterator[Held]:
    for column, option in enumerate(plan.options, FIRST_OPTION):
        yield _id(option, COMPARISON, ID_ROW, column)
    yield from _column(COMPARISON, plan.last + NEXT + 1, {id: line.row for id, line in plan.metrics.items()})


def _of_years(layout: Layout) -> Iterator[Held]:
    for sheet, sections in layout.sections.items():
        inputs = layout.blocks.get(sheet)
        for section in (*([inputs] if inputs else []), *sections):
            yield from _column(sheet, ID, {id: row for row, id in enumerate(section.rows, section.row + 1)})


def _numbers(plan: ComparisonPlan, layout: Layout, values: Values) -> Iterator[Held]:
    """Each number of the comparison, and of the flips beneath it, beside that of the option's own sheet."""
    of_metrics = ((line.row, option, id) for line in plan.metrics.values() for option, id in line.ids.items())
    of_flips = (each for flip in plan.flips for each in flip.held())
    for row, option, id in sorted((*of_metrics, *of_flips), key=lambda each: plan.column(each[1])):
        spot, value = layout.spots[id], stored(float(values[id][0, 0]))
        own = Formula(f"{quoted(spot.sheet)}!{at(spot.row, spot.column)}", value)
        yield Held(id, layout.option_sheets[option], Formula(plan.cell(row, plan.column(option)), value), own)


def _column(sheet: str, column: int, rows: Mapping[str, int]) -> Iterator[Held]:
    return (_id(id, sheet, row, column) for id, row in rows.items())


def _id(id: str, sheet: str, row: int, column: int) -> Held:
    return Held(id, sheet, Formula(f"{quoted(sheet)}!{at(row, column)}", id))
