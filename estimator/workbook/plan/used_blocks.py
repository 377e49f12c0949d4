"""The cells of each sheet in which an error would spoil the answer, as spans for one formula a sheet.

A block leaves out what reads the master check itself, or the formulas would go in a circle: the status rows, the
verdicts, the paragraph on top of an option's sheet, and the lists behind the answer on Charts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from estimator.analysis.standing.inputs_by_layer import Inputs
from estimator.workbook.cells.addresses import fixed, quoted
from estimator.workbook.plan.chart_plan import ChartPlan
from estimator.workbook.plan.comparison_plan import (
    FIRST_METRIC,
    HEADER_ROW,
    NEXT,
    ROLE_ROW,
    SELECTOR,
    VERDICT_ROW,
    ComparisonPlan,
)
from estimator.workbook.plan.input_places import COLUMNS, FIRST_CHOICE, SCENARIO_TOP, TOP, Places
from estimator.workbook.plan.row_places import HEADER, Layout, after
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHARTS, COMPARISON, SCENARIOS, SOURCES, WHAT_IF, YEARLY

FIRST_ROW, SOURCE_COLUMNS = 4, 6  # beneath the status rows
Blocks = dict[str, list[str]]


def used_blocks(
    inputs: Inputs,
    places: Places,
    layout: Layout,
    comparison: ComparisonPlan,
    charts: ChartPlan,
    what_if_ends: int,
    sources: int,
) -> Blocks:
    """The spans of each sheet with formulas.

    What-if ends in the row `what_if_ends`, which is 0 where it is absent; `sources` counts the documents. Sheets of
    values as exported are left out: they hold no formula that reads a number.
    """
    right = comparison.last + NEXT + 2
    found: Blocks = {COMPARISON: _comparison(comparison, right)}
    if charts.draws:
        found[CHARTS] = [_span(CHARTS, FIRST_ROW, charts.lists - 1, layout.last)]
    if what_if_ends:
        found[WHAT_IF] = [_span(WHAT_IF, FIRST_ROW, what_if_ends, layout.last)]
    found[ASSUMPTIONS] = [_span(ASSUMPTIONS, TOP, places.last, len(COLUMNS))]
    if places.blocks:
        last = max(block.in_use for block in places.blocks.values())
        found[YEARLY] = [_span(YEARLY, HEADER, last, layout.last)]
    last = max(places.scenarios.values(), default=SCENARIO_TOP)
    found[SCENARIOS] = [_span(SCENARIOS, FIRST_ROW, last, FIRST_CHOICE + len(inputs.choices) - 1)]
    return {**found, **dict(_years(layout)), SOURCES: [_span(SOURCES, FIRST_ROW, FIRST_ROW + sources, SOURCE_COLUMNS)]}


def errors_in(spans: Sequence[str]) -> str:
    """A formula that gives 1 where a cell of a sheet is an error: a sum passes over texts, not errors."""
    return f"1*ISERROR(SUM({','.join(spans)}))"


def _comparison(plan: ComparisonPlan, right: int) -> list[str]:
    above = _span(COMPARISON, SELECTOR[0], ROLE_ROW, right, SELECTOR[1])  # beside the master check
    heads = _span(COMPARISON, HEADER_ROW, VERDICT_ROW - 1, right)
    return [above, heads, _span(COMPARISON, FIRST_METRIC, plan.last_number, right)]


def _years(layout: Layout) -> Iterator[tuple[str, list[str]]]:
    for sheet, sections in layout.sections.items():
        ends = [section.row + len(section.rows) for section in sections]
        if ends:
            yield sheet, [_span(sheet, after(layout.words.get(sheet)) - 1, max(ends), layout.last)]


def _span(sheet: str, top: int, bottom: int, right: int, left: int = 1) -> str:
    return f"{quoted(sheet)}!{fixed(top, left)}:{fixed(max(top, bottom), right)}"
