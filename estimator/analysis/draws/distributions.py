"""The distribution of each assumption, from its range, shape, outcomes and limits.

`range` gives the 10th and 90th percentile, whatever the shape; with `range_is = "bounds"` it gives the smallest and
the largest value. The value is the mean of the draws. A triangular or PERT shape is solved for: so that the percentiles
hold and its most likely value is `mode`, or, where the file gives none, its mean is the value (or as near to it as such
a shape with these ends can come). The other shapes follow from the range alone; their value must be their mean, or
`check` says so.

Limits cut the distribution off, and what is left is scaled up to 1. The percentiles hold *after* the cut; where the
limits leave too little room beyond the range for that, the uncut curve holds them and the cut moves them away
from the end that is cut off (`moved`). An end of the range that stands on its limit is a bound: nothing lies beyond it.
Whole numbers are drawn between the halves and rounded.

Everything here is in the unit of the pack's file; multiply by the assumption's scale for the model's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.fitting import BY_MEAN, fit_all, ranges_of
from estimator.analysis.draws.shapes import Beta, Curve, Discrete, Triangular, Uniform
from estimator.errors import PackError, Problem
from estimator.pack.records import Assumption

Array = NDArray[np.float64]
LOW_LEVEL, HIGH_LEVEL = 0.1, 0.9
HALF = 0.5
MOST_KEPT = 4096


class Misfit(Exception):
    """A shape that cannot have the percentiles asked for; the text says why."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A curve between two limits, of whole numbers if `whole`. `value` is the assumption's own.

    `moved` is True where the limits leave no room for the range's percentiles, so that they lie elsewhere.
    """

    curve: Curve
    value: float
    lowest: float = -np.inf
    highest: float = np.inf
    whole: bool = False
    moved: bool = False

    def quantile(self, chances: Array | float) -> Array:
        """The values below which draws fall with these chances (inverse of the distribution function)."""
        bottom, top = cut_levels(self)
        inside = np.asarray(chances, dtype=np.float64)
        if (bottom, top) != (0.0, 1.0):
            inside = bottom + inside * (top - bottom)
        found = self.curve.quantile(inside)
        if self.whole:
            found = np.floor(found + HALF)
        unlimited = self.lowest == -np.inf and self.highest == np.inf
        return found if unlimited else np.clip(found, self.lowest, self.highest)

    def chance_below(self, values: Array | float) -> Array:
        """The chance of a value at or below each of these."""
        given = np.asarray(values, dtype=np.float64)
        if self.whole:
            given = np.floor(given) + HALF
        bottom, top = cut_levels(self)
        return np.clip((self.curve.chance_below(given) - bottom) / (top - bottom), 0.0, 1.0)

    @property
    def mean(self) -> float:
        """The mean of the draws, before whole numbers are rounded; NaN where numbers do not reach so far."""
        if isinstance(self.curve, Discrete):
            return float(self.curve.part_of_mean(np.array(np.inf)))
        slack = HALF if self.whole else 0.0
        with np.errstate(all="ignore"):
            below, all = self.curve.part_of_mean(np.array([self.lowest - slack, self.highest + slack]))
            bottom, top = cut_levels(self)
            return float((all - below) / np.float64(top - bottom))


@lru_cache(maxsize=8192)
def cut_levels(distribution: Distribution) -> tuple[float, float]:
    """The chances that the curve gives to what lies below the limits, and below or on the upper one."""
    if isinstance(distribution.curve, Discrete):
        return 0.0, 1.0
    slack = HALF if distribution.whole else 0.0
    below = distribution.curve.chance_below(np.array([distribution.lowest - slack, distribution.highest + slack]))
    return float(below[0]), float(below[1])


def is_uncertain(assumption: Assumption) -> bool:
    """True for an assumption with a range or with outcomes; one by year is certain."""
    return not assumption.is_by_year and (assumption.low is not None or bool(assumption.outcomes))


def distributions(assumptions: Iterable[Assumption]) -> dict[str, Distribution]:
    """The distribution of every uncertain assumption by id. Raises PackError with all that cannot be fitted."""
    uncertain = [each for each in assumptions if is_uncertain(each)]
    found = fitted(uncertain)
    _refuse(zip(uncertain, found, strict=True))
    return {each.id: made for each, made in zip(uncertain, found, strict=True) if isinstance(made, Distribution)}


def require_fits(assumptions: Iterable[Assumption]) -> None:
    """Raise the PackError that `distributions` would; curves that can always be are not worked out for it."""
    uncertain = [each for each in assumptions if is_uncertain(each)]
    alone = [_fitted_alone(each) for each in uncertain]
    left = [each for each, made in zip(uncertain, alone, strict=True) if isinstance(made, _Open)]
    solved = [each for each in left if each.shape in BY_MEAN]
    _refuse([*zip(uncertain, alone, strict=True), *zip(solved, fitted(solved), strict=True)])


def _refuse(found: Iterable[tuple[Assumption, object]]) -> None:
    problems = [_problem(each, str(made)) for each, made in found if isinstance(made, Misfit)]
    if problems:
        raise PackError(problems)


def distribution(assumption: Assumption) -> Distribution:
    """The distribution of one uncertain assumption. Raises PackError with the reason if its shape does not fit."""
    return distributions([assumption])[assumption.id]


def _problem(assumption: Assumption, reason: str) -> Problem:
    given = f"[{assumption.low:g}, {assumption.high:g}]"
    what = f"{assumption.id}: a {assumption.shape} shape does not fit the range {given}"
    return Problem(assumption.place.file, assumption.place.line, what, reason)


_known: dict[Assumption, Distribution | Misfit] = {}
"""What was fitted before: a comparison with a simulation asks for each assumption several times."""


def fitted(uncertain: Sequence[Assumption]) -> list[Distribution | Misfit]:
    """The distribution of each assumption, or why its shape does not fit its range. Those of one shape go together."""
    if len(_known) > MOST_KEPT:
        _known.clear()
    groups: dict[tuple[str, bool], list[_Open]] = {}
    for each in dict.fromkeys(uncertain):
        if each not in _known:
            found = _fitted_alone(each)
            if isinstance(found, _Open):
                groups.setdefault((each.shape, _by_mean(each)), []).append(found)
            else:
                _known[each] = found
    for (shape, by_mean), group in groups.items():
        with np.errstate(all="ignore"):  # ranges too wide or too narrow for numbers give curves that are none
            curves = fit_all(shape, ranges_of(each.ends for each in group), by_mean)
        _known.update((each.assumption, _with_curve(each, curve)) for each, curve in zip(group, curves, strict=True))
    return [_known[each] for each in uncertain]


def _by_mean(assumption: Assumption) -> bool:
    """True for a curve that is fitted to its mean, since the file gives no mode."""
    return assumption.shape in BY_MEAN and assumption.mode is None


@dataclass(frozen=True, slots=True)
class _Open:
    """An assumption whose curve is to be fitted to percentiles, and what `Ranges` has of it."""

    assumption: Assumption
    empty: Distribution
    ends: tuple[float, ...]


def _fitted_alone(assumption: Assumption) -> Distribution | Misfit | _Open:
    value = float(assumption.value or 0.0)
    lowest, highest = assumption.limits or (-np.inf, np.inf)
    if assumption.outcomes:
        pairs = sorted(assumption.outcomes)
        curve = Discrete(tuple(each for each, _ in pairs), tuple(chance for _, chance in pairs))
        return Distribution(curve, value, whole=assumption.whole)
    empty = Distribution(Uniform(0.0, 1.0), value, lowest, highest, assumption.whole)
    try:
        bounded = assumption.range_is == "bounds"
        return _between_bounds(assumption, empty) if bounded else _by_percentiles(assumption, empty)
    except Misfit as reason:
        return reason


def _with_curve(fit: _Open, found: tuple[Curve, bool] | None) -> Distribution | Misfit:
    if found is None:
        return Misfit("no width gives these percentiles")
    return replace(fit.empty, curve=found[0], moved=found[1])


def _between_bounds(assumption: Assumption, empty: Distribution) -> Distribution:
    if assumption.shape not in BOUNDED:
        raise Misfit('it has no smallest and largest value; take out range_is = "bounds", or choose another shape')
    low, high = float(assumption.low or 0.0), float(assumption.high or 0.0)
    if not low <= empty.value <= high:
        raise Misfit(f"the value {empty.value:g} must lie inside the range")
    if assumption.shape == "uniform":
        return replace(empty, curve=Uniform(low, high))
    kind = Triangular if assumption.shape == "triangular" else Beta
    mode = assumption.mode if assumption.mode is not None else _mode_for(kind, low, empty.value, high)
    return replace(empty, curve=kind(low, mode, high))


def _mode_for(kind: type[Triangular] | type[Beta], low: float, mean: float, high: float) -> float:
    """The mode with which a curve between two ends has this mean, or the end that comes nearest to it."""
    least, most = kind.mean_at(np.array([0.0, 1.0])).tolist()
    share = ((mean - low) / (high - low) - least) / (most - least)
    return low + (high - low) * float(np.clip(share, 0.0, 1.0))


def _by_percentiles(assumption: Assumption, empty: Distribution) -> _Open:
    low, high = float(assumption.low or 0.0), float(assumption.high or 0.0)
    slack = HALF if assumption.whole else 0.0
    lowest, highest = empty.lowest - slack, empty.highest + slack
    at_low, at_high = low <= lowest, high >= highest
    if (at_low or at_high) and assumption.shape not in BOUNDED:
        raise Misfit("the range ends on its limit, and this shape has no end; choose triangular, pert or uniform")
    point = empty.value if assumption.mode is None else assumption.mode
    if assumption.shape in BY_MEAN and not low <= point <= high:
        name = "value" if assumption.mode is None else "mode"
        raise Misfit(f"the {name} {point:g} must lie inside the range")
    if assumption.shape == "lognormal" and low <= 0:
        raise Misfit("a lognormal number is above 0")
    levels = 0.0 if at_low else LOW_LEVEL, 1.0 if at_high else HIGH_LEVEL
    return _Open(assumption, empty, (low, point, high, lowest, highest, *levels))


BOUNDED = ("triangular", "pert", "uniform")
