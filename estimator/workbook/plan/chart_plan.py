"""What the sheet Charts holds: the options drawn, and the rows of the tables of numbers behind the charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from estimator.calculators.roles import Role
from estimator.model.graph import Model
from estimator.workbook.plan.row_places import Layout

PHASES = (Role.DEVELOPMENT, Role.PROCUREMENT, Role.FACILITIES, Role.OPERATION_WITHOUT_PAY, Role.PAY, Role.DISPOSAL)
COST, PEOPLE = Role.LIFE_CYCLE_COST, Role.PEOPLE_OF_SERVICE
SHARE = Role.SHARE_OF_HEADROOM
SAND = (Role.PERSONNEL, Role.HEADROOM, Role.CEILING)
DWARFS = 5
NUMBERS_TOP = 186
HEADS, GAP = 2, 1  # rows of a table's heading and column heads, and between tables
SHORTFALL_ROWS = 3
Values = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True)
class ChartPlan:
    """The options that are drawn and those that would dwarf them; the first row of each table, None where it is absent.

    `services` are those that an option needs people of, `filled` those with a fill rate; `lists` is the row of the
    lists behind the answer.
    """

    small: tuple[str, ...]
    large: tuple[str, ...]
    services: tuple[str, ...]
    filled: tuple[str, ...]
    phases: int | None
    effects: int | None
    people: int | None
    shortfall: int | None
    fill_rates: int | None
    sand: int | None
    whole: int | None
    lists: int

    @property
    def draws(self) -> bool:
        """True if there is anything to draw."""
        tables = (self.phases, self.effects, self.people, self.fill_rates, self.sand, self.whole)
        return any(each is not None for each in tables)


def plan_charts(model: Model, values: Values, layout: Layout) -> ChartPlan:
    """Place the tables; options whose cost is over five times the median would dwarf the rest and are not drawn."""
    small, large = _sizes(model, values)
    services = _needed(model, small)
    of_services = {
        role: [each for each in model.pack.services if (model.role(role, service=each) or "") in layout.spots]
        for role in (Role.FILL_RATE, Role.SHORTFALL)
    }
    filled, short = tuple(of_services[Role.FILL_RATE]), set(services) <= set(of_services[Role.SHORTFALL])
    table = HEADS + len(small) + len(large) + GAP
    years = model.pack.settings.last_year - model.pack.settings.first_year
    heights = {
        "phases": table if any(model.role(phase, option) for option in small for phase in PHASES) else 0,
        "effects": table if any(model.role(Role.LEAKERS, option) for option in small) else 0,
        "people": table + (SHORTFALL_ROWS if short else 0) if services else 0,
        "fill_rates": len(filled) + GAP if filled else 0,
        "sand": HEADS + years + 1 + GAP if all(model.role(role) for role in SAND) else 0,
        "whole": 1 + GAP if any((model.role(SHARE, option) or "") in layout.spots for option in small) else 0,
    }
    tops, end = _stacked(heights)
    shortfall = tops["people"] + table - GAP if tops["people"] is not None and short else None
    return ChartPlan(small, large, services, filled, **tops, shortfall=shortfall, lists=end + 2)


def _stacked(heights: Mapping[str, int]) -> tuple[dict[str, int | None], int]:
    """The first row of each table, None for one without height, and the row after the last."""
    tops: dict[str, int | None] = {}
    row = NUMBERS_TOP
    for name, height in heights.items():
        tops[name] = row if height else None
        row += height
    return tops, row


def _sizes(model: Model, values: Values) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options that are drawn, and those that would dwarf them."""
    ids = {option: model.role(COST, option) for option in model.options}
    costs = {option: float(values[id][0, 0]) if id else 0.0 for option, id in ids.items()}
    middle = median(costs.values()) if costs else 0.0
    large = tuple(option for option, cost in costs.items() if cost > DWARFS * middle > 0)
    return tuple(option for option in costs if option not in large), large


def _needed(model: Model, options: tuple[str, ...]) -> tuple[str, ...]:
    """The services that an option drawn needs people of."""
    services = model.pack.services
    return tuple(each for each in services if any(model.role(PEOPLE, option, each) for option in options))
