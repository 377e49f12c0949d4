"""The distribution of each assumption, from its range, shape, outcomes and limits.

`range` gives the 10th and 90th percentile, whatever the shape; with `range_is = "bounds"` it gives the smallest and
the largest value. Of a triangular or PERT shape the value is the mode, and the smallest and largest value are solved so
that the percentiles hold; of the other shapes the value is a point estimate that only has to lie inside the range.

Limits cut the distribution off, and what is left is scaled up to 1. The percentiles hold *after* the cut; where the
limits leave too little room beyond the range for that, the uncut curve holds them and the cut moves them away
from the end that is cut off (`moved`). An end of the range that stands on its limit is a bound: nothing lies beyond it.
Whole numbers are drawn between the halves and rounded.

Everything here is in the unit of the pack's file; multiply by the assumption's scale for the model's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.shapes import Beta, Curve, Discrete, LogNormal, Normal, Triangular, Uniform
from estimator.errors import PackError, Problem
from estimator.pack.records import Assumption

Array = NDArray[np.float64]
LOW_LEVEL, HIGH_LEVEL = 0.1, 0.9
ROUNDS, HALVINGS, NEAR = 100, 52, 1e-12
HALF = 0.5


class Misfit(Exception):
    """A shape that cannot have the percentiles asked for; the text says why."""


class Fit(Protocol):
    """Finds the curve of a shape with given values at given levels; `mode` is used by shapes that have one."""

    def __call__(self, low: float, mode: float, high: float, levels: tuple[float, float]) -> Curve:
        """The curve."""


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
        bottom, top = _ends(self)
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
        bottom, top = _ends(self)
        return np.clip((self.curve.chance_below(given) - bottom) / (top - bottom), 0.0, 1.0)


@lru_cache(maxsize=8192)
def _ends(distribution: Distribution) -> tuple[float, float]:
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
    made: dict[str, Distribution] = {}
    problems: list[Problem] = []
    for each in assumptions:
        if is_uncertain(each):
            try:
                made[each.id] = fitted(each)
            except Misfit as reason:
                problems.append(_problem(each, str(reason)))
    if problems:
        raise PackError(problems)
    return made


def distribution(assumption: Assumption) -> Distribution:
    """The distribution of one uncertain assumption. Raises PackError with the reason if its shape does not fit."""
    return distributions([assumption])[assumption.id]


def _problem(assumption: Assumption, reason: str) -> Problem:
    given = f"[{assumption.low:g}, {assumption.high:g}]"
    what = f"{assumption.id}: a {assumption.shape} shape does not fit the range {given}"
    return Problem(assumption.place.file, assumption.place.line, what, reason)


@lru_cache(maxsize=4096)
def fitted(assumption: Assumption) -> Distribution:
    """Fit an assumption's shape to its range. Raises Misfit."""
    value = float(assumption.value or 0.0)
    lowest, highest = assumption.limits or (-np.inf, np.inf)
    if assumption.outcomes:
        pairs = sorted(assumption.outcomes)
        curve = Discrete(tuple(each for each, _ in pairs), tuple(chance for _, chance in pairs))
        return Distribution(curve, value, whole=assumption.whole)
    empty = Distribution(Uniform(0.0, 1.0), value, lowest, highest, assumption.whole)
    if assumption.range_is == "bounds":
        return _between_bounds(assumption, empty)
    return _by_percentiles(assumption, empty)


def _between_bounds(assumption: Assumption, empty: Distribution) -> Distribution:
    if assumption.shape not in BOUNDED:
        raise Misfit('it has no smallest and largest value; take out range_is = "bounds", or choose another shape')
    low, high = float(assumption.low or 0.0), float(assumption.high or 0.0)
    if not low <= empty.value <= high:
        raise Misfit(f"the value {empty.value:g} must lie inside the range")
    shapes: dict[str, Curve] = {"uniform": Uniform(low, high), "triangular": Triangular(low, empty.value, high)}
    return replace(empty, curve=shapes.get(assumption.shape, Beta(low, empty.value, high)))


def _by_percentiles(assumption: Assumption, empty: Distribution) -> Distribution:
    """Fit so that the percentiles hold after the cut: fit, see what the limits cut off, fit again to shifted levels."""
    low, high = float(assumption.low or 0.0), float(assumption.high or 0.0)
    fit = FITS[assumption.shape]
    levels = wanted = _levels(assumption, empty)
    uncut = found = replace(empty, curve=fit(low, empty.value, high, wanted))
    for _ in range(ROUNDS):
        bottom, top = _ends(found)
        shifted = bottom + wanted[0] * (top - bottom), bottom + wanted[1] * (top - bottom)
        if max(abs(shifted[0] - levels[0]), abs(shifted[1] - levels[1])) < NEAR:
            return found
        levels = shifted
        try:
            found = replace(empty, curve=fit(low, empty.value, high, levels))
        except Misfit:
            break
    return replace(uncut, moved=True)


def _levels(assumption: Assumption, empty: Distribution) -> tuple[float, float]:
    """The levels of the two ends: a tenth each, or the very end where the range stands on a limit."""
    slack = HALF if assumption.whole else 0.0
    at_low = float(assumption.low or 0.0) <= empty.lowest - slack
    at_high = float(assumption.high or 0.0) >= empty.highest + slack
    if (at_low or at_high) and assumption.shape not in BOUNDED:
        raise Misfit("the range ends on its limit, and this shape has no end; choose triangular, pert or uniform")
    return 0.0 if at_low else LOW_LEVEL, 1.0 if at_high else HIGH_LEVEL


def _fit_normal(low: float, mode: float, high: float, levels: tuple[float, float]) -> Curve:
    return Normal.through(low, high, levels)


def _fit_lognormal(low: float, mode: float, high: float, levels: tuple[float, float]) -> Curve:
    if low <= 0:
        raise Misfit("a lognormal number is above 0")
    return LogNormal(Normal.through(float(np.log(low)), float(np.log(high)), levels))


def _fit_uniform(low: float, mode: float, high: float, levels: tuple[float, float]) -> Curve:
    width = (high - low) / (levels[1] - levels[0])
    return Uniform(low - levels[0] * width, high + (1 - levels[1]) * width)


def _with_mode(kind: type[Triangular] | type[Beta]) -> Fit:
    """Solve for the place of the mode, as a share of the whole width, at which both percentiles hold.

    With the mode at share r of the width W, `mode - low` is W (r - q₁(r)) and `high - mode` is W (q₂(r) - r), where q
    are the curve's quantiles on a width of 1. Their ratio rises with r, so halving finds it.
    """

    def fit(low: float, mode: float, high: float, levels: tuple[float, float]) -> Curve:
        if not low <= mode <= high:
            raise Misfit(f"the value {mode:g} is the mode and must lie inside the range")
        left, right = 0.0, 1.0
        for _ in range(HALVINGS):
            share = (left + right) / 2
            below, above = kind.around_mode(share, levels)
            too_far = below * (high - mode) > above * (mode - low)
            left, right = (left, share) if too_far else (share, right)
        below, above = kind.around_mode(share, levels)
        if below + above <= 0:
            raise Misfit("no width gives these percentiles")
        width = (high - low) / (below + above)
        return kind(mode - share * width, mode, mode + (1 - share) * width)

    return fit


BOUNDED = ("triangular", "pert", "uniform")
FITS: Mapping[str, Fit] = {
    "normal": _fit_normal,
    "lognormal": _fit_lognormal,
    "uniform": _fit_uniform,
    "triangular": _with_mode(Triangular),
    "pert": _with_mode(Beta),
}
