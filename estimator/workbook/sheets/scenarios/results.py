"""The sheet Scenario results: every option under every scenario, computed by the program and shown as exported.

The live sheets show one scenario, the one that is chosen on Answer; this one shows what each would give, side by side:
the verdict of the point, new money, missiles that get through, and chances where these were drawn for each scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from estimator.analysis.questions.scenario_table import BASE, ScenarioTable
from estimator.calculators.roles import Role
from estimator.display.declared import shown_metric
from estimator.display.number_format import number_format
from estimator.workbook.cells.addresses import at
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import BOLD, Flag, Grid, lines
from estimator.workbook.plan.sheet_registry import SCENARIO_RESULTS
from estimator.workbook.sheets.comparison.verdict import FITS, MONEY_METRIC, PEOPLE_METRIC, verdict
from estimator.workbook.sheets.value_sheet import FLAG_ROW, HEADER_ROW, NOTE_ROW, put_flag

OPTION_WIDTH, SCENARIO_WIDTH, CHANCE_FORMAT = 30.0, 17.0, "0%"
NOTE: Final = (
    "Each scenario alone on top of the values in force at the export. "
    "The scenario chosen on Answer moves the other sheets."
)
IN_FORCE: Final = "Values in force"
VERDICT: Final = "Verdict of the point"
MONEY_CHANCE, PEOPLE_CHANCE = "Chance to stay within headroom in every year", "Chance to be manned in every year"
Cells = Callable[[str, int], float | str | None]
"""What stands for an option under the scenario of a place."""


def scenario_results(found: ScenarioTable) -> Grid:
    """The sheet: a block for each thing that is told, options down, scenarios across."""
    grid = Grid(SCENARIO_RESULTS, freeze=at(HEADER_ROW + 1, 2), title_rows=f"{HEADER_ROW}:{HEADER_ROW}")
    put_flag(grid, FLAG_ROW)
    grid.put(NOTE_ROW, 1, NOTE, "small")
    _heads(grid, found)
    row = HEADER_ROW + 1
    if _has(found, MONEY_METRIC) or _has(found, PEOPLE_METRIC):
        span = _block(
            grid, row, VERDICT, found, lambda option, place: _verdict(found, option, place), "verdict", "General"
        )
        first = span.partition(":")[0]
        grid.flags += [Flag(span, f'{first}<>"{FITS}"'), Flag(span, f'{first}="{FITS}"', "good")]
        row += len(found.values) + 2
    for role in (Role.NEW_MONEY, Role.LEAKERS):
        if _has(found, role):
            _metric(grid, row, found, found.model.name(role))
            row += len(found.values) + 2
    grid.drawn = set(_chances(grid, row, found))
    return grid


def _heads(grid: Grid, found: ScenarioTable) -> None:
    grid.widths[1] = OPTION_WIDTH
    grid.put(HEADER_ROW, 1, "Option", "header")
    for column, name in enumerate(found.scenarios, 2):
        label = IN_FORCE if name == BASE else found.model.pack.scenarios[name].label
        grid.widths[column] = SCENARIO_WIDTH
        grid.put(HEADER_ROW, column, label, "right_header")
        grid.raise_for(HEADER_ROW, column, label, BOLD)


def _has(found: ScenarioTable, role: Role) -> bool:
    """True if an option has a metric."""
    return any(found.model.name(role) in metrics for metrics in found.values.values())


def _number(found: ScenarioTable, option: str, metric: str, place: int) -> float | None:
    """A metric of an option under one scenario; None where it does not apply."""
    values = found.values[option].get(metric)
    number = float("nan") if values is None else float(values[place])
    return None if np.isnan(number) else number


def _verdict(found: ScenarioTable, option: str, place: int) -> str:
    numbers = {role: _number(found, option, found.model.name(role), place) for role in (MONEY_METRIC, PEOPLE_METRIC)}
    return str(verdict({}, {role: number or 0.0 for role, number in numbers.items()}).value)


def _metric(grid: Grid, row: int, found: ScenarioTable, metric: str) -> None:
    """A block with the numbers of a metric, all in one unit."""
    places, model = range(len(found.scenarios)), found.model
    numbers = [_number(found, option, metric, place) for option in found.values for place in places]
    how = shown_metric(model, metric, model.metric_units[metric], numbers)
    heading = f"{model.metric_labels[metric]}, {how.words}"
    _block(
        grid,
        row,
        heading,
        found,
        lambda option, place: _number(found, option, metric, place),
        "formula",
        number_format(how),
    )


def _block(grid: Grid, row: int, heading: str, found: ScenarioTable, cells: Cells, kind: str, format: str) -> str:
    """A heading and a row for each option; gives the cells beneath the scenarios."""
    grid.line(row, (heading, *[None] * len(found.scenarios)), "band")
    for line, option in enumerate(found.values, row + 1):
        grid.put(line, 1, found.model.short(option) or found.model.pack.options[option].label, "label")
        for place in range(len(found.scenarios)):
            content = cells(option, place)
            grid.put(line, place + 2, DASH if content is None else content, "dash" if content is None else kind, format)
            if isinstance(content, str):
                grid.raise_to(line, lines(content, SCENARIO_WIDTH, BOLD))
    return f"{at(row + 1, 2)}:{at(row + len(found.values), len(found.scenarios) + 1)}"


def _chances(grid: Grid, row: int, found: ScenarioTable) -> Iterator[tuple[int, int]]:
    """The blocks of chances, if they were drawn; gives their cells, whether or not they were."""
    headings: Sequence[tuple[str, Callable[..., float | None]]] = (
        (MONEY_CHANCE, lambda chances: chances.money),
        (PEOPLE_CHANCE, lambda chances: chances.people),
    )
    for heading, of in headings:
        if found.chances:

            def chance(option: str, place: int, of: Callable[..., float | None] = of) -> float | None:
                return of(found.chances[found.scenarios[place]][option])

            _block(grid, row, heading, found, chance, "formula", CHANCE_FORMAT)
        last = row + len(found.values)
        yield from ((line, column) for line in range(row, last + 1) for column in range(1, len(found.scenarios) + 2))
        row = last + 2
