"""The cell in which the scenario is chosen, with its list, and what says the choice elsewhere."""

from __future__ import annotations

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.grid import Formula, Grid, Limit
from estimator.workbook.plan.input_places import FIRST_CHOICE
from estimator.workbook.plan.landmarks import SELECTOR_LABEL
from estimator.workbook.plan.named_cells import SCENARIO_CHOICE, VALUES_TYPED_IN
from estimator.workbook.plan.scenario_selector import Selector
from estimator.workbook.plan.sheet_registry import SCENARIOS

IDS_ROW, LABELS_ROW = 4, 5


def choices(inputs: Inputs, row: int) -> str:
    """The cells of a row of Scenarios with something of each choice."""
    first, last = (column_letters(FIRST_CHOICE + place) for place in (0, len(inputs.choices) - 1))
    return f"{SCENARIOS}!${first}${row}:${last}${row}"


def put_choice(grid: Grid, selector: Selector, inputs: Inputs) -> None:
    """The yellow cell that offers the scenarios."""
    grid.put(*selector.place, inputs.in_force.id, "choice")
    ids = choices(inputs, IDS_ROW)
    grid.limits.append(Limit(at(*selector.place), list=ids, title="Scenario", prompt="Choose from the list."))


def chosen_number(selector: Selector, inputs: Inputs) -> Formula:
    """Which of the list is chosen, from 1 on."""
    return Formula(f"MATCH({selector.address},{choices(inputs, IDS_ROW)},0)", float(inputs.chosen + 1))


def chosen_label(inputs: Inputs) -> str:
    """The label of the choice, as a part of a formula."""
    return f"INDEX({choices(inputs, LABELS_ROW)},1,{SCENARIO_CHOICE.name})"


def told(inputs: Inputs, changed: float) -> Formula:
    """What is chosen, in words, and how many values are typed in."""
    words = f"{SELECTOR_LABEL}: {inputs.in_force.label}; your values: {changed:.0f}"
    return Formula(f'"{SELECTOR_LABEL}: "&{chosen_label(inputs)}&"; your values: "&{VALUES_TYPED_IN.name}', words)
