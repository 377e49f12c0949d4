"""The comparison: every metric of every option shown, with its unit, or the reason why it does not apply."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.standing.element_costs import ElementPhases, costs_of_options
from estimator.display.decision import Shown
from estimator.display.declared import shown_metric
from estimator.evaluation import Values, evaluate
from estimator.model import Model
from estimator.model.reasons import NOTHING_SUPPLIES


@dataclass(frozen=True, slots=True)
class Metric:
    """One number of the comparison in base units; None, with a reason, where it does not apply."""

    value: float | None
    unit: str
    reason: str = ""


Metrics = Mapping[str, Mapping[str, Metric]]
"""Metrics by option and id."""


@dataclass(frozen=True)
class Comparison:
    """`options` maps an option to its metrics by id, in the order of the pack and of the metric list.

    `values` holds every input and row of the model by id, `(1, years)` or `(1, 1)`, in base units.
    """

    model: Model
    values: Values
    options: Metrics

    @property
    def elements(self) -> dict[str, tuple[ElementPhases, ...]]:
        """What each element of the options shown costs, by phase."""
        return costs_of_options(self.model, self.values)


def compare(model: Model, values: Values | None = None) -> Comparison:
    """Evaluate a model and collect the metrics of the options shown.

    Raises EvaluationError with the row and the fiscal year where a number cannot be computed.
    """
    found = evaluate(model) if values is None else values
    options = {
        option: {name: metric(model, found, option, name) for name in model.metric_labels} for option in model.options
    }
    return Comparison(model, found, options)


def shown_metrics(model: Model, metrics: Metrics) -> dict[str, Shown]:
    """How each metric is shown: with the decimals that its values of all options need together."""
    ids = dict.fromkeys(id for found in metrics.values() for id in found)
    return {id: _shown(model, id, [found[id] for found in metrics.values() if id in found]) for id in ids}


def _shown(model: Model, id: str, found: Sequence[Metric]) -> Shown:
    unit = next((each.unit for each in found if each.value is not None), found[0].unit)
    return shown_metric(model, id, unit, [each.value for each in found])


def metric(model: Model, values: Values, option: str, name: str) -> Metric:
    """One metric of one option, at the first draw."""
    id = f"{option}.{name}"
    if id not in model.rows:
        return Metric(None, model.metric_units[name], model.absent.get(id, NOTHING_SUPPLIES))
    value = float(values[id][0, 0])
    if math.isnan(value):
        doc = model.rows[id].doc.split("\n", 1)[0]
        return Metric(None, model.rows[id].unit, f"does not apply: {doc}")
    return Metric(value, model.rows[id].unit)
