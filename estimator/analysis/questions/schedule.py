"""What a delay of an option costs and frees: metrics, yearly outlays and headroom before and after.

The delay moves every start of the option's elements by whole years (see `starts`); nothing else changes, so prices,
rates, headroom and people are those of the later years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.questions.starts import Starts, starts_of
from estimator.analysis.questions.variations import Variations
from estimator.analysis.standing.compare import Metric, metric
from estimator.calculators.roles import Role
from estimator.display.unit_words import with_noun
from estimator.errors import InputError
from estimator.evaluation import Array, Values
from estimator.model import Model, build_model
from estimator.pack.records import Pack

YEARLY: Final = (Role.OUTLAYS, Role.CHARGED, Role.BILLETS)


@dataclass(frozen=True)
class Delay:
    """An option as planned and delayed.

    `yearly` holds outlays (constant prices), then-year money that counts against the ceiling, and billets, each by
    fiscal year of the horizon as planned and delayed; `headroom` is the room before any option, None where the pack has
    no budget. The `failing_checks` hold as planned and fail delayed.
    """

    model: Model
    option: str
    years: int
    starts: Starts
    metrics: Mapping[str, tuple[Metric, Metric]]
    fiscal_years: tuple[int, ...]
    yearly: Mapping[Role, tuple[Array, Array]]
    headroom: Array | None
    failing_checks: tuple[str, ...]

    @property
    def freed(self) -> Array:
        """Headroom that the delay frees in each year, then-year money; negative where it takes more."""
        planned, delayed = self.yearly[Role.CHARGED]
        return planned - delayed


def delay(pack: Pack, option: str, years: int) -> Delay:
    """Delay an option by whole years; a negative delay brings it forward.

    Raises UnknownNameError for the option, InputError where it has no start or a start would leave its limits.
    """
    model = build_model(pack, [option])
    found = starts_of(pack, option)
    if not found.starts:
        raise InputError(f"{option} has no start to delay: no element of it has one, such as first_order_year")
    wrong = found.problem(years)
    if wrong:
        raise InputError(f"a delay of {option} by {with_noun(str(years), 'year')}: {wrong}")
    study = Variations(model)
    headroom = model.role(Role.HEADROOM)
    later = study.at(found.arrays([years]), list(model.rows))
    inside = study.values[model.require_role(Role.IN_HORIZON)][0] == 1
    return Delay(
        model=model,
        option=option,
        years=years,
        starts=found,
        metrics={id: tuple_of(model, study.values, later, option, id) for id in model.metric_labels},
        fiscal_years=tuple(year for year, flag in zip(model.years, inside, strict=True) if flag),
        yearly={role: _both(study.values, later, model.role(role, option), inside) for role in YEARLY},
        headroom=study.values[headroom][0][inside] if headroom else None,
        failing_checks=tuple(_failing(model, study.values, later)),
    )


def tuple_of(model: Model, before: Values, after: Values, option: str, id: str) -> tuple[Metric, Metric]:
    """One metric as planned and delayed."""
    return metric(model, before, option, id), metric(model, after, option, id)


def _both(before: Values, after: Values, id: str | None, inside: Array) -> tuple[Array, Array]:
    """A row along the years of the horizon, as planned and delayed; nil where the option does not have it."""
    if id is None:
        return np.zeros(int(inside.sum())), np.zeros(int(inside.sum()))
    return before[id][0][inside], after[id][0][inside]


def _failing(model: Model, before: Values, after: Values) -> list[str]:
    checks = [row.id for row in model.rows.values() if row.marks.get("measure") == "check"]
    return [id for id in checks if np.all(before[id] == 1) and not np.all(after[id] == 1)]
