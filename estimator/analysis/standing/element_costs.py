"""What each element of an option costs in the years compared, phase by phase: the parts of its life-cycle cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from estimator.analysis.standing.grades import COSTS
from estimator.calculators.roles import Role
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.model.instances import elements_of
from estimator.pack.records import Element

PAY: Final = "pay"
REPLACEMENT: Final = "replacement"
ORDER: Final = ("development", "procurement", "facilities", "operation", REPLACEMENT, PAY, "disposal")
"""The phases in the order of a life; replacements and pay stand apart from the rest of operation."""


@dataclass(frozen=True)
class ElementPhases:
    """An element and its money by phase, in base units (constant prices, years compared), without phases of nil."""

    element: Element
    phases: Mapping[str, float]

    @property
    def total(self) -> float:
        """All phases."""
        return sum(self.phases.values())


def element_costs(model: Model, values: Mapping[str, Array], option: str) -> tuple[ElementPhases, ...]:
    """The elements of an option that cost anything, in the order of its file; included options' elements come first.

    They add up to its life-cycle cost.
    """
    horizon = model.role(Role.IN_HORIZON)
    if horizon is None or option not in model.pack.options:
        return ()
    found = []
    for element in elements_of(model.pack, option):
        sums = {
            phase: sum(float((values[id] * values[horizon]).sum()) for id in ids)
            for phase, ids in cost_rows(model, element.id).items()
        }
        found.append(ElementPhases(element, {phase: money for phase, money in sums.items() if money}))
    return tuple(each for each in found if each.phases)


def costs_of_options(model: Model, values: Mapping[str, Array]) -> dict[str, tuple[ElementPhases, ...]]:
    """The same for each option shown."""
    return {option: element_costs(model, values, option) for option in model.options}


def cost_rows(model: Model, element: str) -> dict[str, list[str]]:
    """The rows of an element's money by phase, in the order of a life."""
    found: dict[str, list[str]] = {}
    for row in model.by_group.get(element, ()):
        if row.marks.get("measure") in COSTS:
            part = REPLACEMENT if row.marks.get("part") == REPLACEMENT else row.marks.get("phase", PAY)
            found.setdefault(PAY if row.marks.get("measure") == PAY else part, []).append(row.id)
    return {phase: found[phase] for phase in ORDER if phase in found}
