"""What builds each sheet of the registry from the plans, and in which workbooks it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.plan.sheet_registry import (
    ANSWER,
    ASSUMPTIONS,
    BACKTEST,
    BREAKDOWN,
    CHARTS,
    CHECKS,
    COMPARISON,
    DATA,
    ECONOMY,
    ECONOMY_ALONE,
    FOUND_IN_TIME,
    GRADES,
    IN_PLACE,
    JUDGEMENT,
    MANPOWER,
    OPTIONS,
    PRICES,
    QUALITY,
    README,
    SCENARIO_RESULTS,
    SCENARIOS,
    SHEETS,
    SOURCES,
    UNCERTAINTY,
    WHAT_IF,
    YEARLY,
    registered,
)
from estimator.workbook.plans import Plans
from estimator.workbook.sheets.answer.sheet import AnswerSheet
from estimator.workbook.sheets.assumptions import AssumptionSheet
from estimator.workbook.sheets.charts import ChartSheet
from estimator.workbook.sheets.checks import check_grid
from estimator.workbook.sheets.comparison.breakdown import BreakdownSheet
from estimator.workbook.sheets.comparison.table import ComparisonSheet
from estimator.workbook.sheets.data import data_grid
from estimator.workbook.sheets.in_place import in_place_grid
from estimator.workbook.sheets.readme import readme_grid
from estimator.workbook.sheets.scenarios.sheet import scenario_grid
from estimator.workbook.sheets.sources import source_grid
from estimator.workbook.sheets.year_sheets import YearSheets
from estimator.workbook.sheets.yearly_inputs import YearlySheet


@dataclass(frozen=True, slots=True)
class Builder:
    """`build` makes a sheet of a name; `names` are the sheets of its kind that a workbook has, one or none for most."""

    build: Callable[[Plans, str], Grid]
    names: Callable[[Plans], tuple[str, ...]]


def sheet_names(plans: Plans) -> Iterator[str]:
    """The sheets of a workbook in the order of the registry."""
    for sheet in SHEETS:
        yield from BUILDERS[sheet.name].names(plans)


def built(plans: Plans, name: str) -> Grid:
    """A sheet by its name."""
    return BUILDERS[registered(name).name].build(plans, name)


def _answer(plans: Plans, _: str) -> Grid:
    return AnswerSheet(
        plans.comparison,
        plans.charts,
        plans.answer,
        plans.model,
        plans.layout,
        plans.inputs,
        plans.checks.changed,
        plans.attached.drawn,
    ).build()


def _readme(plans: Plans, _: str) -> Grid:
    others = [each for each in sheet_names(plans) if each != README]
    answer = told_on_readme(plans)
    return readme_grid(plans.model, plans.layout, others, plans.manifest, answer, plans.terms, plans.checks.holds)


def stands_on_the_model(name: str) -> bool:
    """True for a sheet that shows the model and its values alone, nothing that is attached."""
    return BUILDERS[registered(name).name].build in ON_THE_MODEL


def told_on_readme(plans: Plans) -> Sequence[tuple[str, Formula]]:
    """The lines of the answer, where no sheet Answer tells it."""
    return () if plans.has_answer else tuple(plans.answer.lines())


def _comparison(plans: Plans, _: str) -> Grid:
    return ComparisonSheet(
        plans.comparison, plans.model, plans.values, plans.layout, plans.inputs, plans.selector, plans.attached.drawn
    ).build()


def _breakdown(plans: Plans, _: str) -> Grid:
    return BreakdownSheet(plans.attached.broken_down, plans.model, plans.values, plans.layout).build()


def _charts(plans: Plans, _: str) -> Grid:
    return ChartSheet(plans.charts, plans.answer, plans.model, plans.values, plans.layout).build()


def _what_if(plans: Plans, _: str) -> Grid:
    return plans.what_if.build(plans.inputs, plans.places, plans.values)


def _assumptions(plans: Plans, _: str) -> Grid:
    return AssumptionSheet(
        plans.inputs, plans.places, plans.values, plans.what_if.hooks(), plans.model.pack.settings
    ).build()


def _yearly(plans: Plans, _: str) -> Grid:
    return YearlySheet(plans.model, plans.inputs, plans.places, plans.layout, plans.values).build()


def _scenarios(plans: Plans, _: str) -> Grid:
    return scenario_grid(plans.inputs, plans.places, plans.model.pack.settings)


def _years(plans: Plans, name: str) -> Grid:
    return YearSheets(plans.model, plans.values, plans.layout, valid=plans.checks.holds).grid(name)


def _attached(plans: Plans, name: str) -> Grid:
    return plans.attached.grid(name)


def _checks(plans: Plans, _: str) -> Grid:
    return check_grid(plans.checks, plans.places, plans.exported, plans.model.pack.settings)


def _in_place(plans: Plans, _: str) -> Grid:
    return in_place_grid(plans.held)


def _sources(plans: Plans, _: str) -> Grid:
    return source_grid(plans.model, plans.places)


def _data(plans: Plans, _: str) -> Grid:
    return data_grid(plans.attached.data_columns, plans.attached.data_rows)


def _always(name: str, build: Callable[[Plans, str], Grid]) -> Builder:
    return _where(name, build, lambda plans: True)


def _where(name: str, build: Callable[[Plans, str], Grid], stands: Callable[[Plans], bool]) -> Builder:
    """A sheet that stands only in some workbooks."""
    return Builder(build, lambda plans: (name,) if stands(plans) else ())


def _year_sheet(name: str) -> Builder:
    return _where(name, _years, lambda plans: bool(plans.layout.sections.get(name)))


def _attached_sheet(name: str) -> Builder:
    return _where(name, _attached, lambda plans: name in plans.attached.names)


def _options(plans: Plans) -> tuple[str, ...]:
    return tuple(name for name in plans.layout.option_sheets.values() if plans.layout.sections.get(name))


BUILDERS: Final[Mapping[str, Builder]] = {
    ANSWER: _where(ANSWER, _answer, lambda plans: plans.has_answer),
    README: _always(README, _readme),
    COMPARISON: _always(COMPARISON, _comparison),
    BREAKDOWN: _where(BREAKDOWN, _breakdown, lambda plans: bool(plans.attached.broken_down)),
    CHARTS: _where(CHARTS, _charts, lambda plans: plans.has_charts),
    WHAT_IF: _where(WHAT_IF, _what_if, lambda plans: plans.what_if.applies),
    UNCERTAINTY: _attached_sheet(UNCERTAINTY),
    ASSUMPTIONS: _always(ASSUMPTIONS, _assumptions),
    YEARLY: _where(YEARLY, _yearly, lambda plans: bool(plans.places.blocks)),
    SCENARIOS: _always(SCENARIOS, _scenarios),
    SCENARIO_RESULTS: _attached_sheet(SCENARIO_RESULTS),
    PRICES: _year_sheet(PRICES),
    ECONOMY: _year_sheet(ECONOMY),
    ECONOMY_ALONE: _year_sheet(ECONOMY_ALONE),
    MANPOWER: _year_sheet(MANPOWER),
    OPTIONS: Builder(_years, _options),
    GRADES: _attached_sheet(GRADES),
    BACKTEST: _attached_sheet(BACKTEST),
    JUDGEMENT: _attached_sheet(JUDGEMENT),
    FOUND_IN_TIME: _attached_sheet(FOUND_IN_TIME),
    QUALITY: _attached_sheet(QUALITY),
    CHECKS: _always(CHECKS, _checks),
    IN_PLACE: _always(IN_PLACE, _in_place),
    SOURCES: _always(SOURCES, _sources),
    DATA: _where(DATA, _data, lambda plans: bool(plans.attached.data_rows)),
}
ON_THE_MODEL: Final = (_charts, _what_if, _assumptions, _yearly, _scenarios, _years, _checks, _in_place, _sources)
