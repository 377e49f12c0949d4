"""Scenarios beside one another: the same metrics of every option under each, and the chances if they were drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator

from estimator.analysis.questions.scenario_table import BASE, ScenarioTable
from estimator.display.declared import shown_metric
from estimator.display.text import DASH
from estimator.pack.nouns import plural
from estimator.report.answers.answer import Answer, amounts, tidy
from estimator.report.answers.compare import in_lines
from estimator.report.manifest import Document, manifest
from estimator.report.number_table import as_percent
from estimator.report.tables import Cell, Column, Number, Table
from estimator.units import is_noun

CHANCES = {"chance_over_headroom": "Chance over", "chance_short_of_people": "Chance short"}
"""The chances of a scenario and what heads their columns."""


def answer(found: ScenarioTable) -> Answer:
    """Tables, tidy rows and document."""
    return Answer((_table(found),), _tidy(found), _document(found))


def _value(found: ScenarioTable, option: str, metric: str, place: int) -> float | None:
    """A metric of an option under one scenario; None where it does not apply."""
    values = found.values[option].get(metric)
    value = math.nan if values is None else float(values[place])
    return None if math.isnan(value) else value


def _chances(found: ScenarioTable, option: str, scenario: str) -> tuple[float | None, ...]:
    chances = found.chances.get(scenario, {}).get(option)
    return (chances.over, chances.short) if chances else (None, None)


def _table(found: ScenarioTable) -> Table:
    """A block of lines for each scenario, a line an option; options and metrics are called by their short labels."""
    columns_of = [list(_column(found, metric)) for metric in found.metrics]
    rows: list[tuple[Cell, ...]] = []
    for place, scenario in enumerate(found.scenarios):
        rows.append((_heading(found, scenario),))
        for line, option in enumerate(found.values):
            cells = (each[place][line] for each in columns_of)
            chances = map(_per_cent, _chances(found, option, scenario)) if found.chances else ()
            rows.append((found.model.short(option), *cells, *chances))
    shorts = found.model.metric_shorts
    names = {each: shorts[each] for each in found.metrics} | (CHANCES if found.chances else {})
    heads = (Column("option", "option"), *(Column(id, in_lines(each), right=True) for id, each in names.items()))
    return Table("Scenarios beside one another", heads, tuple(rows), tuple(_notes(found)))


def _column(found: ScenarioTable, metric: str) -> Iterator[list[Number]]:
    """The numbers of a metric by scenario and option, written alike."""
    cells = [[_value(found, option, metric, place) for option in found.values] for place in range(len(found.scenarios))]
    how = shown_metric(found.model, metric, found.model.metric_units[metric], [each for row in cells for each in row])
    for row in cells:
        yield list(amounts(row, how))


def _heading(found: ScenarioTable, scenario: str) -> str:
    if scenario == BASE:
        return f"{BASE}: the values in force" + (f", {' + '.join(found.under)}" if found.under else "")
    return f"{scenario}: {found.model.pack.scenarios[scenario].label}"


def _per_cent(chance: float | None) -> Number:
    return Number(chance, DASH if chance is None else as_percent(chance, 0))


def _notes(found: ScenarioTable) -> Iterator[str]:
    units = ((id, shown_metric(found.model, id, found.model.metric_units[id]).unit) for id in found.metrics)
    words = ((id, plural(unit) if is_noun(unit) else unit) for id, unit in units)
    shorts = ((found.model.metric_shorts[id], unit) for id, unit in words)
    named = "; ".join(f"{short} in {unit}" for short, unit in shorts if unit not in ("", short.lower()))
    if named:
        yield f"Units: {named}."
    yield "Each scenario stands alone on top of the values in force; --scenario NAME puts one beneath all."
    if found.chances:
        yield f"Chances from {found.draws:,} draws a scenario, the same in each, given the ranges of the pack."


def _tidy(found: ScenarioTable) -> Table:
    units = found.model.metric_units
    rows: list[tuple[Cell | float | None, ...]] = []
    for place, scenario in enumerate(found.scenarios):
        for option in found.values:
            rows += [
                (scenario, option, metric, _value(found, option, metric, place), units[metric])
                for metric in found.metrics
            ]
            pairs = zip(CHANCES, _chances(found, option, scenario), strict=True) if found.chances else ()
            rows += [(scenario, option, name, chance, "1") for name, chance in pairs]
    return tidy("scenario, option, metric, value, unit", rows)


def _document(found: ScenarioTable) -> Document:
    def of(option: str, scenario: str, place: int) -> Document:
        made: Document = {metric: _value(found, option, metric, place) for metric in found.metrics}
        chances = zip(CHANCES, _chances(found, option, scenario), strict=True) if found.chances else ()
        return {**made, **dict(chances)}

    return {
        "manifest": manifest(found.model.pack),
        "units": {metric: found.model.metric_units[metric] for metric in found.metrics},
        "draws": found.draws,
        "scenarios": {
            scenario: {option: of(option, scenario, place) for option in found.values}
            for place, scenario in enumerate(found.scenarios)
        },
    }
