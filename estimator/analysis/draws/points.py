"""Whether the points of a pack are the middle of what is drawn: values that are no mean, ranges that limits cut off.

A sum of most likely values stands far below the middle of the sum's draws where ranges lean to one side; a sum of means
does not. So the value of whatever enters cost or headroom is the mean of its draws, to within `TOLERANCE`. Left out are
calendar years and other whole numbers, whose mean is often none of their values, shares that can be anything from none
to all, and what the file declares a point (`value_is`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from estimator.analysis.draws.distributions import Distribution, distributions, is_uncertain
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import blocks_for
from estimator.analysis.draws.simulate import correlation_warnings, drawing_of, uncertain_inputs
from estimator.analysis.draws.trials import CostTrials
from estimator.calculators.roles import Role
from estimator.errors import Problem
from estimator.evaluation import evaluate
from estimator.evaluation.planning import make_plan
from estimator.model import Model
from estimator.pack.records import Assumption
from estimator.pack.wording import shown
from estimator.units import NO_UNIT

TOLERANCE = 0.02
DIGITS = 4
COSTS = (Role.LIFE_CYCLE_COST, Role.ACQUISITION_COST, Role.NEW_MONEY)
MIDDLE = (0.3, 0.7)
HAIR = 1e-12


@dataclass(frozen=True, slots=True)
class OffMean:
    """An assumption that enters cost or headroom and whose value is not the mean of its draws."""

    assumption: Assumption
    mean: float

    @property
    def problem(self) -> Problem:
        """Where it stands, and what to write."""
        place, value, mean = self.assumption.place, self.assumption.value or 0.0, float(f"{self.mean:.{DIGITS}g}")
        away = f" ({100 * (self.mean - value) / abs(value):+z.1f} %)" if value else ""
        what = f"{self.assumption.id}: the value {shown(value)} is not the mean of its draws, {shown(mean)}{away}"
        return Problem(place.file, place.line, what, self._advice(mean))

    def _advice(self, mean: float) -> str:
        one = self.assumption
        may_have = one.shape in ("triangular", "pert") and one.mode is None and is_of_pack(one)
        keeps = f" and mode = {shown(one.value or 0.0)}" if may_have else ""
        return f"write value = {shown(mean)}{keeps}, or a range whose mean is the value"


@dataclass(frozen=True, slots=True)
class CutOff:
    """A range that its assumption's limits cut off: its percentiles lie at `low` and `high` instead."""

    assumption: Assumption
    low: float
    high: float

    @property
    def problem(self) -> Problem:
        """Where it stands, and what to do."""
        place, ends = self.assumption.place, (float(f"{end:.{DIGITS}g}") for end in (self.low, self.high))
        what = f"{self.assumption.id}: drawn, its 10th and 90th percentile are {' and '.join(map(shown, ends))}"
        return Problem(place.file, place.line, what, "widen the limits or narrow the range")


def is_of_pack(one: Assumption) -> bool:
    """True for a value of the pack's own files; what a scenario or the user lays on top is theirs to choose."""
    return one.layer in ("base", "system", "option")


def off_mean(model: Model) -> tuple[OffMean, ...]:
    """What enters cost or headroom with a value off its mean, in the order of the files. Raises PackError."""
    counted = reach(model)
    bound = [each for id, each in model.inputs.items() if id in counted and is_uncertain(each) and is_bound(each)]
    fitted = distributions(bound)
    return tuple(OffMean(each, fitted[each.id].mean) for each in bound if not _is_mean(each, fitted[each.id]))


def cut_off(model: Model) -> tuple[CutOff, ...]:
    """The ranges that an assumption's limits cut off, in the order of the files. Raises PackError."""
    uncertain = [each for each in model.inputs.values() if is_uncertain(each)]
    fitted = distributions(uncertain)
    moved = [each for each in uncertain if fitted[each.id].moved]
    return tuple(CutOff(each, *(float(fitted[each.id].quantile(level)) for level in (0.1, 0.9))) for each in moved)


def is_bound(one: Assumption) -> bool:
    """True for an assumption whose value must be its mean: no whole number, chance or declared point."""
    return not (one.value_is == "point" or one.whole or _is_chance(one))


def _is_chance(one: Assumption) -> bool:
    """A pure share or flag that can be anything from none to all."""
    bounds = one.limits and (one.limits[0] * one.scale, one.limits[1] * one.scale)
    return one.normal_unit == NO_UNIT and one.pure in ("share", "fine share", "flag") and bounds == (0.0, 1.0)


def _is_mean(one: Assumption, found: Distribution) -> bool:
    """Within the tolerance of the value; beside a value of nil, of the width of the range."""
    value = one.value or 0.0
    scale = abs(value) or (one.high or 0.0) - (one.low or 0.0) or max(abs(each) for each, _ in one.outcomes)
    return not abs(found.mean - value) > TOLERANCE * scale


def reach(model: Model) -> frozenset[str]:
    """The ids of all that costs and headroom depend on."""
    headroom = model.role(Role.HEADROOM)
    return frozenset(_behind(model, [*_costs(model), *([headroom] if headroom else [])]))


def _costs(model: Model) -> list[str]:
    """The costs of each option whose points are held against their draws."""
    found = (model.role(role, option) for option in model.options for role in COSTS)
    return [id for id in found if id]


def _behind(model: Model, ends: Sequence[str]) -> Iterator[str]:
    seen, open = set(ends), list(ends)
    while open:
        one = open.pop()
        yield one
        if one in model.rows:
            new = [each for each in model.precedents(one) if each not in seen]
            seen.update(new)
            open += new


@dataclass(frozen=True, slots=True)
class Drawn:
    """What `check` finds of a pack's draws: what the correlation does not get, ranges that limits cut off, values off
    their mean, and, where draws were asked for, where the costs stand among theirs.
    """

    warnings: tuple[str, ...] = ()
    cut_off: tuple[CutOff, ...] = ()
    off_mean: tuple[OffMean, ...] = ()
    standings: tuple[Standing, ...] = ()

    @property
    def aside(self) -> tuple[Standing, ...]:
        """The costs whose points stand outside the middle of their draws."""
        return tuple(each for each in self.standings if not each.is_middle)

    @property
    def holds(self) -> bool:
        """True if the points of the pack's own files are the middle of what is drawn, as far as was looked."""
        found: tuple[OffMean | CutOff, ...] = (*self.cut_off, *self.off_mean)
        return not (self.aside or any(is_of_pack(each.assumption) for each in found))


def drawn(model: Model, draws: int = 0) -> Drawn:
    """Hold a model's points against its ranges, and against some draws of them if asked for. Raises PackError."""
    warnings = correlation_warnings(model)
    found = standings(model, Run(draws)) if draws else ()
    return Drawn(warnings, cut_off(model), off_mean(model), found)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the point of a cost stands among its draws: the share of them below it, of those equal to it half."""

    id: str
    percentile: float

    @property
    def is_middle(self) -> bool:
        """True between the 30th and the 70th percentile."""
        return MIDDLE[0] <= self.percentile <= MIDDLE[1]


def standings(model: Model, run: Run) -> tuple[Standing, ...]:
    """Where the costs of each option stand with every assumption at its value. Raises as `simulate` does."""
    run.check()
    ids, wanted = uncertain_inputs(model), _costs(model)
    plan = make_plan(model, ids, wanted)
    drawing, _ = drawing_of(model, [id for id in ids if id in plan.inputs], run)
    job = CostTrials(plan, drawing, run.draws)
    drawn = np.concatenate([job.block(number) for number in blocks_for(run.draws)])
    points = evaluate(model, wanted=wanted)
    columns = dict(zip(plan.wanted, drawn.T, strict=True))
    return tuple(Standing(id, _percentile(columns[id], float(points[id][0, 0]))) for id in wanted)


def _percentile(drawn: np.ndarray, point: float) -> float:
    hair = abs(point) * HAIR
    return float((np.mean(drawn < point - hair) + np.mean(drawn <= point + hair)) / 2)
