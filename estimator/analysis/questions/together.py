"""A set of options as given: what it costs, when it is over the headroom, whom it needs, and what is shared once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.questions.breakeven import require_option
from estimator.analysis.questions.portfolio import ranked
from estimator.analysis.questions.variations import Variations
from estimator.analysis.standing.compare import Metric, metric
from estimator.analysis.standing.joined import SET, require_set, with_set
from estimator.calculators.roles import Role
from estimator.evaluation import Array
from estimator.model import Model, build_model
from estimator.model.instances import elements_of
from estimator.pack.records import Element, Pack

YEARLY: Final = (Role.OUTLAYS, Role.CHARGED)


@dataclass(frozen=True, slots=True)
class Shared:
    """An element that several options of the set have, and that is there once: as `kept_by` has it."""

    word: str
    label: str
    kept_by: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class People:
    """Of one service by fiscal year: posts that the set adds, and what the service can spare."""

    needed: Array
    spare: Array

    @property
    def short(self) -> Array:
        """True in the years in which the service cannot spare them."""
        return np.asarray(self.needed > self.spare)


@dataclass(frozen=True)
class Together:
    """The set and its parts. `columns` are the options and then the set.

    `metrics` and `yearly` follow these columns: outlays in constant prices, and then-year money that counts against
    the ceiling. `headroom` is the room before any option, None where the pack has no budget.
    """

    model: Model
    options: tuple[str, ...]
    metrics: Mapping[str, tuple[Metric, ...]]
    fiscal_years: tuple[int, ...]
    yearly: Mapping[Role, tuple[Array, ...]]
    headroom: Array | None
    people: Mapping[str, People]
    shared: tuple[Shared, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The options and the set."""
        return (*self.options, SET)

    @property
    def left(self) -> Array:
        """Headroom that the set leaves in each year; negative where it takes more. Empty without a budget."""
        return np.empty(0) if self.headroom is None else np.asarray(self.headroom - self.yearly[Role.CHARGED][-1])

    @property
    def years_over(self) -> tuple[int, ...]:
        """The fiscal years in which the set takes more than the headroom."""
        return tuple(year for year, left in zip(self.fiscal_years, self.left, strict=False) if left < 0)

    def years_short(self, service: str) -> tuple[int, ...]:
        """The fiscal years in which a service cannot spare the people."""
        return tuple(year for year, flag in zip(self.fiscal_years, self.people[service].short, strict=True) if flag)


def together(pack: Pack, options: Sequence[str]) -> Together:
    """Compute options as one set; of what they share the version of the dearest counts."""
    alone = build_model(pack, [each for each in options if each in pack.options] or None)
    for each in options:
        require_option(alone, each)
    require_set(pack, options)
    order = ranked(Variations(alone), options)
    model = build_model(with_set(pack, order), [*options, SET])
    study = Variations(model)
    columns, headroom = (*options, SET), model.role(Role.HEADROOM)
    inside = study.values[model.require_role(Role.IN_HORIZON)][0] == 1
    return Together(
        model=model,
        options=tuple(options),
        metrics={id: tuple(metric(model, study.values, each, id) for each in columns) for id in model.metric_labels},
        fiscal_years=tuple(year for year, flag in zip(model.years, inside, strict=True) if flag),
        yearly={role: tuple(_along(study, role, each, inside) for each in columns) for role in YEARLY},
        headroom=study.values[headroom][0][inside] if headroom else None,
        people=dict(_people(study, inside)),
        shared=tuple(_shared(pack, order)),
    )


def _along(study: Variations, role: Role, option: str, inside: Array) -> Array:
    """A row of an option along the years of the horizon; nil where the option does not have it."""
    id = study.model.role(role, option)
    return np.asarray(study.values[id][0][inside] if id else np.zeros(int(inside.sum())))


def _people(study: Variations, inside: Array) -> Iterator[tuple[str, People]]:
    for service in study.model.pack.services:
        ids = [study.model.role(role, SET, service) for role in (Role.NEW_BILLETS, Role.SPARE_PEOPLE)]
        if all(ids):
            needed, spare = (study.values[id or ""][0][inside] for id in ids)
            yield service, People(needed, spare)


def _shared(pack: Pack, options: Sequence[str]) -> Iterator[Shared]:
    """What the options share, in the order of the options; of each the first one's version is kept."""
    found: dict[str, list[tuple[str, Element]]] = {}
    for option in options:
        for element in elements_of(pack, option):
            if element.share:
                found.setdefault(element.share, []).append((option, element))
    for word, held in found.items():
        if len(held) > 1:
            option, element = held[0]
            yield Shared(word, element.label, option, tuple(each for each, _ in held))
