"""The whole workbook as data: all sheets in reading order, and the defined names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.standing.inputs_by_layer import Inputs, read_inputs
from estimator.expression.arithmetic import DECIMALS
from estimator.model.graph import Model
from estimator.units import FINE
from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.charts import description
from estimator.workbook.cells.formats import PERCENT
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.cells.grid import Flag, Formula, Grid
from estimator.workbook.plan.input_places import Places, place
from estimator.workbook.plan.row_places import Layout, lay_out
from estimator.workbook.plan.sheet_registry import CHARTS, CHECKS, COMPARISON, DATA, README, SHEETS, registered
from estimator.workbook.plan.subtotals import with_subtotals
from estimator.workbook.sheets.as_exported import add_exported
from estimator.workbook.sheets.assumptions import AssumptionSheet
from estimator.workbook.sheets.charts import ChartSheet
from estimator.workbook.sheets.checks import CHANGED, MASTER, CheckSheet
from estimator.workbook.sheets.comparison.answer_lines import Answer
from estimator.workbook.sheets.comparison.flips import add_flips
from estimator.workbook.sheets.comparison.table import NUMBER, SELECTOR, ComparisonSheet
from estimator.workbook.sheets.data import add_data_flag, data_grid
from estimator.workbook.sheets.links import add_links
from estimator.workbook.sheets.option_in_words import FINE_PLACES, PER_CENT, SCALE
from estimator.workbook.sheets.readme import readme_grid
from estimator.workbook.sheets.scenarios import scenario_grid
from estimator.workbook.sheets.sources import source_grid
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED, Attached, supplement_grid
from estimator.workbook.sheets.what_if.shares_of_gdp import WhatIfSheet
from estimator.workbook.sheets.what_if.sheet import WhatIf
from estimator.workbook.sheets.year_sheets import YearSheets
from estimator.workbook.sheets.yearly_inputs import YearlySheet

Array = NDArray[np.float64]
ROUNDING_CELL, SCALE_CELL, PER_CENT_CELL, FINE_CELL = (3, 5), (5, 5), (2, 5), (1, 5)
TITLE_HEIGHT = 24.0
GOOD_NEWS, BAD_NEWS = "All checks hold", "A check fails: see the sheet Checks"


def compose(
    model: Model, values: Mapping[str, Array], manifest: Mapping[str, str], attached: Attached = NOTHING_ATTACHED
) -> Book:
    """All sheets of a model with the values that its rows and assumptions have, and what is attached as exported."""
    model, values = with_subtotals(model, values)
    inputs = read_inputs(model)
    places = place(inputs, _titles(model))
    layout = lay_out(model, places.spots())
    comparison = ComparisonSheet(model, values, layout, inputs)
    comparison.build()
    what_if = WhatIf(WhatIfSheet(model, values, layout), comparison, attached.substituted)
    checks = CheckSheet(model, values, layout, inputs, places, what_if.at_rest)
    answer = Answer(comparison)
    grids = _with_attached(_grids(model, values, layout, inputs, places, checks, answer, what_if), attached)
    names = [grid.name for grid in grids]
    grids.insert(0, readme_grid(model, layout, names, manifest, list(answer.lines())))
    add_data_flag(grids[0], checks.holds)
    for grid in grids:
        grid.tab = registered(grid.name).color
    for grid in grids:
        if grid.name != DATA:
            _top(grid, _title(grid.name, model, layout), inputs, checks)
    check_grid = next(grid for grid in grids if grid.name == CHECKS)
    _rounding(check_grid, answer)
    live = add_exported(check_grid, inputs, places, layout, SELECTOR)
    add_links(grids, model, layout, places)
    for grid in grids:
        grid.described = tuple(description(chart) for chart in grid.charts)
    return Book(tuple(grids), {**_names(layout), **live, **what_if.names()}, model.pack.settings.title, model)


def _with_attached(grids: Sequence[Grid], attached: Attached) -> list[Grid]:
    """The sheets with those attached, in the order of the registry and in its colours."""
    supplements = [supplement_grid(each) for each in attached.supplements]
    data = [data_grid(attached.data_columns, attached.data_rows)] if attached.data_rows else []
    order = [sheet.name for sheet in SHEETS]
    return sorted(
        (*grids, *attached.grids, *supplements, *data), key=lambda grid: order.index(registered(grid.name).name)
    )


def _grids(
    model: Model,
    values: Mapping[str, Array],
    layout: Layout,
    inputs: Inputs,
    places: Places,
    checks: CheckSheet,
    answer: Answer,
    what_if: WhatIf,
) -> list[Grid]:
    yearly = [YearlySheet(model, inputs, places, layout, values).build()] if places.blocks else []
    charts = ChartSheet(model, values, layout)
    sheets = [answer.sheet.grid, charts.build()]
    add_flips(answer.sheet.grid, model, values, layout)
    answer.put_lists(charts.grid, charts.row + 2)
    return [
        *(each for each in sheets if each.name != CHARTS or each.charts or answer.last_row),
        *what_if.grids(inputs, places, values),
        AssumptionSheet(inputs, places, values, what_if.hooks()).build(),
        *yearly,
        scenario_grid(inputs, places),
        *YearSheets(model, values, layout).grids(),
        checks.build(),
        source_grid(model, places),
    ]


def _titles(model: Model) -> dict[str, str]:
    """The words for the first part of an id: labels of systems and options."""
    systems = {system.id: system.label for system in model.pack.systems.values()}
    return {**systems, **{option.id: f"Option: {option.label}" for option in model.pack.options.values()}}


def _title(sheet: str, model: Model, layout: Layout) -> str:
    if sheet == README:
        return model.pack.settings.title
    options = {name: model.pack.options[option].label for option, name in layout.option_sheets.items()}
    return options.get(sheet, sheet)


def _top(grid: Grid, title: str, inputs: Inputs, checks: CheckSheet) -> None:
    """Title, master check, and what is in force, on the first three rows of each sheet."""
    grid.put(1, 1, title, "title")
    grid.heights[1] = TITLE_HEIGHT
    news = GOOD_NEWS if checks.holds else BAD_NEWS
    grid.put(2, 1, Formula(f'IF(checks_hold=1,"{GOOD_NEWS}","{BAD_NEWS}")', news), "status")
    words = f"Scenario: {inputs.in_force.id}; your values: {checks.changed:.0f}"
    choice = f"{COMPARISON}!${_letters(SELECTOR)}"
    grid.put(3, 1, Formula(f'"Scenario: "&{choice}&"; your values: "&values_typed_in', words), "small")
    grid.flags.append(Flag("A2", "checks_hold<>1", "bad"))
    grid.flags.append(Flag("A2", "checks_hold=1", "good"))


def _letters(spot: tuple[int, int]) -> str:

    return f"{column_letters(spot[1])}${spot[0]}"


def _rounding(grid: Grid, answer: Answer) -> None:
    """The numbers that formulas read beside the assumptions."""
    row, column = ROUNDING_CELL
    grid.put(row, column - 1, "Decimals", "small")
    grid.put(row, column, float(DECIMALS), "base", "0")
    grid.put(row + 1, column, "Comparisons and whole numbers are taken after rounding to so many decimals", "note")
    row, column = SCALE_CELL
    grid.put(row, column - 1, "Money in words", "small")
    grid.put(row, column, answer.scale, "base", "#,##0")
    row, column = PER_CENT_CELL
    grid.put(row, column - 1, "Per cent in words", "small")
    grid.put(row, column, PERCENT, "base", "0.00")
    row, column = FINE_CELL
    grid.put(row, column - 1, "Decimals of the break-even", "small")
    grid.put(row, column, float(FINE), "base", "0")


def _names(layout: Layout) -> dict[str, str]:
    names = {
        ROUNDING: f"{CHECKS}!${_letters(ROUNDING_CELL)}",
        SCALE: f"{CHECKS}!${_letters(SCALE_CELL)}",
        FINE_PLACES: f"{CHECKS}!${_letters(FINE_CELL)}",
        PER_CENT: f"{CHECKS}!${_letters(PER_CENT_CELL)}",
        "checks_hold": f"{CHECKS}!${_letters(MASTER)}",
        "values_typed_in": f"{CHECKS}!${_letters(CHANGED)}",
        "scenario_choice": f"{COMPARISON}!${_letters(NUMBER)}",
    }
    return {**names, **layout.names()}


def all_formulas(grids: Sequence[Grid]) -> int:
    """How many formula cells the sheets hold."""
    single = sum(isinstance(entry.content, Formula) for grid in grids for entry in grid.entries.values())
    return single + sum(len(band.values) for grid in grids for band in grid.bands if band.template)
