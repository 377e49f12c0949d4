"""Cells held against what was written: on the sheet Checks a list of both, side by side, for one comparison a block.

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
from estimator.workbook.plan.comparison_plan import FIRST_OPTION, ID_ROW, NEXT, ComparisonPlan
from estimator.workbook.plan.input_places import COLUMN, FIRST_CHOICE, Places
from estimator.workbook.plan.row_places import ID, Layout
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, SCENARIOS, YEARLY

WRITTEN, THERE, FIRST_HELD_ROW = 7, 8, 7  # columns and first row of the list on Checks
SCENARIO_IDS_ROW: Final = 4
IDS_STAND = "Every id stands in the cell to which names and formulas lead"
AS_ON_SHEET = "The comparison has the numbers of the option's own sheet"


@dataclass(frozen=True, slots=True)
class Held:
    """What should stand in a cell: an id as written or the cell of another sheet; and what stands there now."""

    label: str
    where: str
    written: str | Formula
    there: Formula


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
        last = self.top + len(self.cells) - 1
        written, there = (f"{fixed(self.top, each)}:{fixed(last, each)}" for each in (WRITTEN, THERE))
        return f"SUMPRODUCT(1*({written}<>{there}))"


def held_blocks(inputs: Inputs, places: Places, layout: Layout, comparison: ComparisonPlan) -> tuple[HeldBlock, ...]:
    """The ids by which formulas and the reader find their way, sheet by sheet, then the comparison by option."""
    cells = (
        *_of_inputs(inputs, places),
        *_of_comparison(comparison),
        *_of_years(layout),
        *_numbers(comparison, layout),
    )
    return tuple(_blocks(cells))


def _blocks(cells: Iterable[Held]) -> Iterator[HeldBlock]:
    top = FIRST_HELD_ROW
    for (label, where), found in groupby(cells, key=lambda cell: (cell.label, cell.where)):
        made = HeldBlock(label, where, top, tuple(found))
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


def _numbers(plan: ComparisonPlan, layout: Layout) -> Iterator[Held]:
    """Each number of the comparison beside that of the option's own sheet."""
    for column, option in enumerate(plan.options, FIRST_OPTION):
        for line in plan.metrics.values():
            if option in line.ids:
                spot, value = layout.spots[line.ids[option]], stored(line.numbers[option])
                own = Formula(f"{quoted(spot.sheet)}!{at(spot.row, spot.column)}", value)
                yield Held(AS_ON_SHEET, spot.sheet, own, Formula(plan.cell(line.row, column), value))


def _column(sheet: str, column: int, rows: Mapping[str, int]) -> Iterator[Held]:
    return (_id(id, sheet, row, column) for id, row in rows.items())


def _id(id: str, sheet: str, row: int, column: int) -> Held:
    return Held(IDS_STAND, sheet, id, Formula(f"{quoted(sheet)}!{at(row, column)}", id))
