"""What of a comparison is told first: the roles of its headline metrics, and the effects that tell options apart.

The first screen on a terminal and the sheet *Answer* take their columns from here; a metric that a pack lacks has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from estimator.analysis.standing.compare import Metrics
from estimator.calculators.roles import Role
from estimator.display.text import half_up
from estimator.model.graph import Model

EFFECTS: Final[tuple[Role, ...]] = (Role.STATIONS_HELD, Role.LEAKERS, Role.LAUNCHERS_DESTROYED)
HEADLINES: Final[tuple[Role, ...]] = (Role.NEW_MONEY, Role.PEOPLE, *EFFECTS, Role.COMPLETE_CHAIN, Role.PEAK_SHARE)
TOLD_APART: Final = 3
"""Decimals to which two effects must differ to tell two options apart."""


def applying(model: Model, metrics: Metrics, roles: Iterable[Role]) -> list[str]:
    """The metrics of some roles that apply to an option or more, in the order of the roles."""
    return [id for role in roles if (id := model.name(role)) and numbers(metrics, id)]


def effects(model: Model, metrics: Metrics) -> list[str]:
    """The effects that the pack has, first the one that tells most options apart, of these that of most options."""

    def worth(id: str) -> tuple[int, int]:
        found = numbers(metrics, id)
        return -len({half_up(each, TOLD_APART) for each in found}), -len(found)

    return sorted(applying(model, metrics, EFFECTS), key=worth)


def numbers(metrics: Metrics, id: str) -> list[float]:
    """The numbers of a metric, of the options to which it applies."""
    return [each[id].value for each in metrics.values() if id in each and each[id].value is not None]  # type: ignore[misc]
