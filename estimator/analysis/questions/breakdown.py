"""What makes up an option's life-cycle cost: its elements, their phases, and the inputs that each element turns on.

An element's cost is the sum of its rows of money in the years compared, so the parts add up to the option's total. An
input's weight is what one per cent more of it adds to the element's cost, in per cent: its elasticity, at the values in
force. Years, choices and inputs at nil have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.questions.variations import Variations
from estimator.analysis.standing.element_costs import ORDER, cost_rows, element_costs
from estimator.analysis.standing.grades import row_grade
from estimator.calculators.roles import Role
from estimator.errors import InputError
from estimator.evaluation import Values, evaluate, input_array
from estimator.model import Model
from estimator.pack.records import Element
from estimator.units import CALENDAR

STEP: Final = 0.01
MOST_INPUTS: Final = 3
LEAST: Final = 0.0005


@dataclass(frozen=True, slots=True)
class Weight:
    """An input, and by what share the element's cost rises if it rises by one per cent (as a share of one per cent)."""

    id: str
    label: str
    elasticity: float


@dataclass(frozen=True)
class ElementCost:
    """An element: its money by phase in base units (constant prices, years compared), lowest grade, heaviest inputs.

    `kind` is what it has in common with an element of another option: its shared word or its system.
    """

    id: str
    label: str
    kind: str
    phases: Mapping[str, float]
    grade: str
    weights: tuple[Weight, ...]

    @property
    def total(self) -> float:
        """All phases."""
        return sum(self.phases.values())


@dataclass(frozen=True)
class Breakdown:
    """An option's cost by element, the dearest first; the elements without any cost are left out."""

    model: Model
    option: str
    elements: tuple[ElementCost, ...]

    @property
    def total(self) -> float:
        """The option's life-cycle cost."""
        return sum(each.total for each in self.elements)

    @property
    def phases(self) -> dict[str, float]:
        """Money by phase over all elements, in the order of a life."""
        found: dict[str, float] = {}
        for element in self.elements:
            for phase, money in element.phases.items():
                found[phase] = found.get(phase, 0.0) + money
        return {phase: found[phase] for phase in ORDER if phase in found}


def breakdown(model: Model, option: str, values: Values | None = None) -> Breakdown:
    """Break an option's life-cycle cost down. Raises InputError for an option without any cost."""
    found = evaluate(model) if values is None else values
    made = []
    for each in element_costs(model, found, option):
        element = each.element
        ids = [id for rows in cost_rows(model, element.id).values() for id in rows]
        grade = max(row_grade(model, id) for id in ids if found[id].any())
        weights = tuple(_weights(model, found, ids, each.total))
        made.append(ElementCost(element.id, element.label, kind_of(element), each.phases, grade, weights))
    if not made:
        raise InputError(f"{option} costs nothing: no element of it has an outlay or pay in the years compared")
    return Breakdown(model, option, tuple(sorted(made, key=lambda each: -each.total)))


def kind_of(element: Element) -> str:
    """What an element has in common with one of another option: its shared word or its system."""
    return element.share or element.system or element.key


def _weights(model: Model, values: Values, rows: Sequence[str], whole: float) -> Iterator[Weight]:
    """The inputs behind the rows with the largest elasticity."""
    ids = [id for id in _behind(model, rows) if _can_turn(model, id)]
    moved = {id: input_array(model.inputs[id], model.years) for id in ids}
    turned = {
        id: np.concatenate([each * (1 + STEP * (place == number)) for number in range(len(ids))])
        for place, (id, each) in enumerate(moved.items())
    }
    if not ids:
        return
    horizon = model.require_role(Role.IN_HORIZON)
    found = Variations(model).group(turned, [*rows, horizon], len(ids))
    sums = sum((found[row] * found[horizon]).sum(axis=1) for row in rows)
    shares = np.broadcast_to((np.asarray(sums) / whole - 1) / STEP, len(ids))
    for place in np.argsort(-np.abs(shares), kind="stable")[:MOST_INPUTS]:
        if abs(shares[place]) > LEAST:
            yield Weight(ids[place], model.inputs[ids[place]].label, float(shares[place]))


def _behind(model: Model, rows: Sequence[str]) -> list[str]:
    """The inputs that rows depend on, in the order of the files."""
    seen: set[str] = set()
    left = list(rows)
    while left:
        id = left.pop()
        if id not in seen:
            seen.add(id)
            left += model.precedents(id) if id in model.rows else ()
    return [id for id in model.inputs if id in seen]


def _can_turn(model: Model, id: str) -> bool:
    """True for a number of which one per cent more means something: none of the pack's own, not whole, not nil."""
    each = model.inputs[id]
    given = (each.by_year or {}).values() if each.is_by_year else (each.value,)
    return each.editable and not each.whole and any(given) and not (each.normal_unit == "year" and _late(given))


def _late(given: Iterable[float | None]) -> bool:
    return max(each or 0.0 for each in given) > CALENDAR
