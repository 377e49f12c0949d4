"""Everything that the sheets ask of one another, worked out before a cell is written.

A sheet is built from these plans alone, so that the order in which sheets are built does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.questions.key_inputs import key_inputs
from estimator.analysis.standing.inputs_by_layer import Inputs, read_inputs
from estimator.model.graph import Model
from estimator.report.words.glossary import Term
from estimator.workbook.plan.chart_plan import ChartPlan, plan_charts
from estimator.workbook.plan.check_plan import CheckPlan, plan_checks
from estimator.workbook.plan.comparison_plan import ComparisonPlan, plan_comparison
from estimator.workbook.plan.flip_lines import plan_flips
from estimator.workbook.plan.held_cells import HeldBlock, held_blocks
from estimator.workbook.plan.input_places import Places, place
from estimator.workbook.plan.integrity_checks import integrity_checks
from estimator.workbook.plan.row_places import Layout, lay_out
from estimator.workbook.plan.rows_left_off import with_rows_left_off
from estimator.workbook.plan.scenario_selector import ON_ANSWER, ON_COMPARISON, Selector
from estimator.workbook.plan.subtotals import with_subtotals
from estimator.workbook.plan.used_blocks import used_blocks
from estimator.workbook.plan.years_left_off import years_written
from estimator.workbook.sheets.as_exported import Exported, plan_exported
from estimator.workbook.sheets.comparison.answer_lines import Answer
from estimator.workbook.sheets.value_sheet import Attached
from estimator.workbook.sheets.what_if.shares_of_gdp import WhatIfSheet
from estimator.workbook.sheets.what_if.sheet import WhatIf

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Plans:
    """The model with its values, where everything stands, and what each sheet shows that others read.

    `terms` are the words that Read me explains: those that the other sheets use.
    """

    model: Model
    values: Mapping[str, Array]
    manifest: Mapping[str, str]
    attached: Attached
    inputs: Inputs
    places: Places
    layout: Layout
    comparison: ComparisonPlan
    charts: ChartPlan
    answer: Answer
    what_if: WhatIf
    checks: CheckPlan
    held: tuple[HeldBlock, ...]
    exported: Exported
    terms: tuple[Term, ...] = ()

    @property
    def has_charts(self) -> bool:
        """True if the workbook has the sheet Charts."""
        return self.charts.draws or self.answer.has_lists

    @property
    def has_answer(self) -> bool:
        """True if the workbook has the sheet Answer."""
        return self.answer.cost in self.comparison.metrics and self.has_charts

    @property
    def selector(self) -> Selector:
        """The cell in which the scenario is chosen."""
        return ON_ANSWER if self.has_answer else ON_COMPARISON


def plan(
    model: Model, values: Mapping[str, Array], manifest: Mapping[str, str], attached: Attached, by_label: bool = False
) -> Plans:
    """The plans of a model with the values of its rows and assumptions, and of what is attached as exported."""
    first = key_inputs(model)
    model, values = with_subtotals(with_rows_left_off(model), values, by_label)
    inputs = read_inputs(model)
    places = place(inputs, _titles(model), first)
    layout = lay_out(model, places.spots(), {} if attached.all_years else years_written(model))
    comparison, charts = plan_comparison(model, values), plan_charts(model, values, layout)
    comparison = replace(comparison, flips=plan_flips(model, values, layout, comparison.flips_row))
    what_if = WhatIf(WhatIfSheet(model, values, layout), comparison, attached.substituted, attached.data_tables)
    held = held_blocks(inputs, places, layout, comparison, values)
    spans = used_blocks(inputs, places, layout, comparison, charts, what_if.last_row, len(model.pack.sources))
    integrity = integrity_checks(spans, held, len(inputs.choices))
    checks = plan_checks(model, values, layout, inputs, places, what_if.at_rest, integrity)
    comparison = replace(comparison, valid=checks.holds)
    return Plans(
        model=model,
        values=values,
        manifest=manifest,
        attached=attached,
        inputs=inputs,
        places=places,
        layout=layout,
        comparison=comparison,
        charts=charts,
        answer=Answer(comparison, model, charts.lists),
        what_if=what_if,
        checks=checks,
        held=held,
        exported=plan_exported(checks, inputs, places, layout),
    )


def _titles(model: Model) -> dict[str, str]:
    """The words for the first part of an id: labels of systems and options."""
    systems = {system.id: system.label for system in model.pack.systems.values()}
    return {**systems, **{option.id: f"Option: {option.label}" for option in model.pack.options.values()}}
