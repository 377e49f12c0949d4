"""What rows, metrics and assumptions declare, and how they are shown by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from estimator.calculators import calculators
from estimator.display.decision import Shown, shown
from estimator.evaluation import Array
from estimator.model import Model, ModelRow
from estimator.model.row_units import FLIP, is_flag
from estimator.pack.records import Assumption
from estimator.units import Pure

TEMPLATE_WORD = re.compile(r"(?<![a-z])(?:service|reference)(?![a-z])")


def of_row(model: Model, row: ModelRow) -> Pure:
    """What a row is declared to be: a flip is what its assumption is, a check or a comparison a flag."""
    by = turned_by(model, row)
    if by is not None:
        return by.pure
    return row.definition.shown or ("flag" if is_flag(row) else "")


def turned_by(model: Model, row: ModelRow) -> Assumption | None:
    """The assumption of which a flip is a value; None for any other row."""
    return model.inputs.get(row.marks.get("by", "")) if row.marks.get("measure") == FLIP else None


def of_id(model: Model, id: str) -> Pure:
    """What a row or an assumption of the model is declared to be; nothing for the axis."""
    if id in model.rows:
        return of_row(model, model.rows[id])
    return model.inputs[id].pure if id in model.inputs else ""


def of_metric(model: Model, metric: str) -> Pure:
    """What a metric is declared to be, whichever option has it."""
    rows = (model.rows[id] for option in model.pack.options if (id := f"{option}.{metric}") in model.rows)
    found = next(rows, None)
    return of_row(model, found) if found else of_metric_named(metric)


@cache
def _metrics() -> tuple[tuple[re.Pattern[str], Pure], ...]:
    """The names that metrics can have, with what they are; a row for each service has one for each."""
    rows = (row for each in calculators().values() for row in each.rows if row.metric and row.shown)
    return tuple((re.compile(TEMPLATE_WORD.sub("[a-z0-9_]+", row.name)), row.shown) for row in rows)


def of_metric_named(metric: str) -> Pure:
    """What a metric is declared to be by the row of that name, where only a result is at hand."""
    return next((shown for pattern, shown in _metrics() if pattern.fullmatch(metric)), "")


def shown_row(model: Model, row: ModelRow, values: Iterable[float | None]) -> Shown:
    """How a row is shown; a flip with the limits of its assumption."""
    how = shown(row.unit, model.pack.settings, of_row(model, row), values)
    by = turned_by(model, row)
    return how if by is None else replace(how, limits=limits_of(by))


def limits_of(assumption: Assumption) -> tuple[float, float] | None:
    """The limits of an assumption in its normal unit."""
    scale = assumption.scale
    return (assumption.limits[0] * scale, assumption.limits[1] * scale) if assumption.limits else None


def shown_assumption(model: Model, assumption: Assumption, values: Iterable[float | None]) -> Shown:
    """How the numbers that the model computes with are shown; as the file has them: `number_format.typed`."""
    return shown(assumption.normal_unit, model.pack.settings, assumption.pure, values)


def shown_id(model: Model, id: str, unit: str, values: Iterable[float | None] = ()) -> Shown:
    """How a row or an assumption of the model is shown."""
    return shown(unit, model.pack.settings, of_id(model, id), values)


def shown_beside(model: Model, metric: str, values: Mapping[str, Array]) -> Shown:
    """How a metric is shown beside those of the other options, by the values of their rows at the first draw."""
    rows = [model.rows[id] for option in model.options if (id := f"{option}.{metric}") in model.rows and id in values]
    unit = rows[0].unit if rows else model.metric_units.get(metric, "")
    return shown_metric(model, metric, unit, [float(values[row.id][0, 0]) for row in rows])


def shown_metric(model: Model, metric: str, unit: str, values: Iterable[float | None] = ()) -> Shown:
    """How a metric is shown, alike for all options."""
    return shown(unit, model.pack.settings, of_metric(model, metric), values)
