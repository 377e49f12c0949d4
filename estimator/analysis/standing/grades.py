"""On what grade of numbers an option's cost rests.

Each outlay row is money made of quantities and prices. Its money counts under the lowest grade among the prices that it
multiplies (a judged price of grade C makes the row C), since quantities and years are mostly decided, not estimated.
"""

from __future__ import annotations

from collections.abc import Mapping

from estimator.calculators.roles import Role
from estimator.evaluation import Array
from estimator.model import Model
from estimator.model.instances import elements_of, price_base_of

COSTS = ("outlay", "pay")


def cost_by_grade(model: Model, values: Mapping[str, Array], option: str) -> dict[str, float]:
    """An option's life-cycle cost in the horizon by the lowest grade of its prices; keys A, B, C, in money."""
    within = values[model.require_role(Role.IN_HORIZON)]
    groups = {element.id for element in elements_of(model.pack, option)}
    found = dict.fromkeys("ABC", 0.0)
    for id, row in model.rows.items():
        if row.group in groups and row.marks.get("measure") in COSTS:
            found[row_grade(model, id)] += float((values[id] * within).sum())
    return found


def grade_shares(model: Model, values: Mapping[str, Array]) -> dict[str, dict[str, float]]:
    """For each option shown, the shares of its life-cycle cost resting on numbers of grade A, B and C."""
    shares = {}
    for option in model.options:
        costs = cost_by_grade(model, values, option)
        total = sum(costs.values())
        shares[option] = {grade: cost / total if total else 0.0 for grade, cost in costs.items()}
    return shares


def row_grade(model: Model, id: str) -> str:
    """The lowest grade of the prices that a row depends on, C if it has none."""
    grades = {model.inputs[each].grade for each in _prices_behind(model, id, {})}
    return max(grades, default="C")


def _prices_behind(model: Model, id: str, seen: dict[str, None]) -> Mapping[str, None]:
    """The assumptions in a currency of some year on which a row depends, directly or through rows of money."""
    for each in model.precedents(id):
        if each in model.inputs:
            if price_base_of(model.inputs[each]):
                seen[each] = None
        elif each in model.rows and _is_money(model, each):
            _prices_behind(model, each, seen)
    return seen


def _is_money(model: Model, id: str) -> bool:
    """True for a row in the pack's constant prices, whatever it is a price of."""
    return model.pack.settings.money in model.rows[id].unit
