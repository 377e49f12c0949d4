"""The envelope of an option's life-cycle cost: all ranged inputs at once at the ends that lower it, or that raise it.

The ends are those of the pack's files: of a range as published, of outcomes the smallest and the largest. Which end
lowers the cost is found for each input alone, all others at the values in force; an input that moves it at neither end
stays as it is. All ends at once are no likely case, so the envelope is wider than percentiles; where inputs work
against one another it need not hold every combination.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.draws.distributions import is_uncertain
from estimator.analysis.questions.variations import Variations
from estimator.calculators.roles import Role
from estimator.evaluation import Array, input_array
from estimator.model import Model
from estimator.pack.records import Assumption
from estimator.units import in_normal

SAME: Final = 1e-12
"""Costs as near to one another as this are told apart by nothing but the order of additions."""


@dataclass(frozen=True)
class Bounds:
    """The cost of an option at the values, and with all inputs at their cheap or their dear ends, in base units.

    `ends` holds for each input that moves the cost its value in the low case and in the high one, in the unit of the
    pack's file. NaN stands for a case that cannot be computed.
    """

    point: float
    low: float
    high: float
    ends: Mapping[str, tuple[float, float]]


def cost_bounds(model: Model) -> dict[str, Bounds]:
    """The envelope of each option shown that has a life-cycle cost."""
    rows = {option: model.role(Role.LIFE_CYCLE_COST, option) for option in model.options}
    wanted = {option: id for option, id in rows.items() if id}
    varied, ends = Variations(model), published_ends(model)
    moved = _one_by_one(varied, ends, list(wanted.values()))
    return {option: _bounds(varied, id, _by_cost(ends, moved[id], _point(varied, id))) for option, id in wanted.items()}


def published_ends(model: Model) -> dict[str, tuple[float, float]]:
    """The lowest and the highest value that the files give for each ranged input, in the files' unit."""
    return {id: _ends(each) for id, each in model.inputs.items() if is_uncertain(each)}


def _ends(assumption: Assumption) -> tuple[float, float]:
    if assumption.low is None or assumption.high is None:
        values = [value for value, _ in assumption.outcomes]
        return min(values), max(values)
    return assumption.low, assumption.high


def _point(varied: Variations, id: str) -> float:
    return float(varied.values[id][0, 0])


def _one_by_one(varied: Variations, ends: Mapping[str, tuple[float, float]], wanted: list[str]) -> dict[str, Array]:
    """Each wanted row with each input alone at its low and its high, `(inputs, 2)`."""
    model, draws = varied.model, 2 * len(ends)
    changes = {}
    for place, (id, pair) in enumerate(ends.items()):
        made = np.repeat(input_array(model.inputs[id], model.years), draws, axis=0)
        made[2 * place : 2 * place + 2, 0] = [in_normal(each, model.inputs[id].scale) for each in pair]
        changes[id] = made
    found = varied.scalars(changes, wanted, draws) if draws else {id: np.empty(0) for id in wanted}
    return {id: each.reshape(-1, 2) for id, each in found.items()}


def _by_cost(ends: Mapping[str, tuple[float, float]], costs: Array, point: float) -> dict[str, tuple[float, float]]:
    """The values of each input that lower and that raise the cost; without those that leave it as it is."""
    found = {}
    for (id, pair), (at_low, at_high) in zip(ends.items(), costs, strict=True):
        if not np.allclose((at_low, at_high), point, rtol=SAME, atol=0):
            found[id] = pair if at_low <= at_high else (pair[1], pair[0])
    return found


def _bounds(varied: Variations, id: str, ends: Mapping[str, tuple[float, float]]) -> Bounds:
    inputs, point = varied.model.inputs, _point(varied, id)
    if not ends:
        return Bounds(point, point, point, ends)
    changes = {
        each: np.array([[in_normal(value, inputs[each].scale)] for value in pair]) for each, pair in ends.items()
    }
    low, high = varied.group(changes, [id], 2)[id][:, 0]
    return Bounds(point, float(low), float(high), ends)
