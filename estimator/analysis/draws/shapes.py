"""Curves of probability: the distribution function and its inverse, over arrays.

A curve may also stand for many of its kind: its fields are arrays then, one item a curve, along the last axis.
SciPy's special functions are used, not its `stats`, which takes half a second to import.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sizes = float | Array
"""The size of one curve, or one a curve of many."""
PERT_WEIGHT = 4.0
"""How strongly a PERT curve leans on its mode: mean = (min + 4 mode + max) / 6 (Malcolm et al., 1959)."""

FEW = 16
"""Up to so many chances the inverse of the normal curve needs no SciPy."""


class Curve(Protocol):
    """A distribution without limits."""

    def quantile(self, chances: Array) -> Array:
        """The inverse of the distribution function."""

    def chance_below(self, values: Array) -> Array:
        """The distribution function."""

    def part_of_mean(self, values: Array) -> Array:
        """What the numbers below each of these add to the mean: the integral of x times the density."""


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two ends is as likely as another."""

    least: Sizes
    most: Sizes

    def quantile(self, chances: Array) -> Array:
        """A straight line."""
        return self.least + chances * (self.most - self.least)

    def chance_below(self, values: Array) -> Array:
        """A straight line between the ends."""
        return np.clip((values - self.least) / (self.most - self.least), 0.0, 1.0)

    def part_of_mean(self, values: Array) -> Array:
        """The middle of what lies below, times its chance."""
        within = np.clip(values, self.least, self.most)
        found: Array = (within - self.least) * (within + self.least) / (2 * (self.most - self.least))
        return found


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal curve."""

    mean: Sizes
    deviation: Sizes

    @classmethod
    def through(cls, low: Array, high: Array, levels: Array) -> Normal:
        """The curves with these values at these levels, `(2, curves)`."""
        from statistics import NormalDist

        first, second = _by_library_of_python(NormalDist().inv_cdf, levels)
        deviation = (high - low) / (second - first)
        return cls(low - first * deviation, deviation)

    def quantile(self, chances: Array) -> Array:
        """By the inverse of the standard normal."""
        return self.mean + self.deviation * normal_quantile(chances)

    def chance_below(self, values: Array) -> Array:
        """By the standard normal."""
        from statistics import NormalDist

        return _by_library_of_python(NormalDist().cdf, (values - self.mean) / self.deviation)

    def part_of_mean(self, values: Array) -> Array:
        """Mean times chance, less deviation times density."""
        density: Array = np.exp(-(((values - self.mean) / self.deviation) ** 2) / 2) / np.sqrt(2 * np.pi)
        return self.mean * self.chance_below(values) - self.deviation * density


@dataclass(frozen=True, slots=True)
class LogNormal:
    """A number whose logarithm is normal."""

    logarithm: Normal

    def quantile(self, chances: Array) -> Array:
        """e to the normal quantile."""
        return cast(Array, np.exp(self.logarithm.quantile(chances)))

    def chance_below(self, values: Array) -> Array:
        """Nil at and below 0."""
        with np.errstate(divide="ignore"):
            return self.logarithm.chance_below(np.log(np.maximum(values, 0.0)))

    def part_of_mean(self, values: Array) -> Array:
        """The whole mean, times the chance on a curve moved by its variance."""
        inner = self.logarithm
        moved = LogNormal(Normal(inner.mean + inner.deviation**2, inner.deviation))
        return cast(Array, np.exp(inner.mean + inner.deviation**2 / 2) * moved.chance_below(values))


@dataclass(frozen=True, slots=True)
class Triangular:
    """A triangle from the smallest value up to the mode and down to the largest."""

    least: Sizes
    mode: Sizes
    most: Sizes

    @staticmethod
    def around_mode(share: Array, levels: Array) -> tuple[Array, Array]:
        """How far the two levels, `(2, curves)`, lie below and above a mode at `share` of a width of 1."""
        below, above = np.sqrt(levels * share), 1.0 - np.sqrt((1.0 - levels) * (1.0 - share))
        low, high = np.where(levels < share, below, above)
        return share - low, high - share

    @staticmethod
    def mean_at(share: Array) -> Array:
        """The mean, on a width of 1, with the mode at a share of it."""
        return (1.0 + share) / 3.0

    def quantile(self, chances: Array) -> Array:
        """Two parabolas on their side."""
        width = self.most - self.least
        left, right = self.mode - self.least, self.most - self.mode
        below = self.least + np.sqrt(np.maximum(chances, 0.0) * width * left)
        above = self.most - np.sqrt(np.maximum(1.0 - chances, 0.0) * width * right)
        return np.where(chances * width < left, below, above)

    def chance_below(self, values: Array) -> Array:
        """Two parabolas."""
        width = self.most - self.least
        left, right = np.maximum(self.mode - self.least, TINY), np.maximum(self.most - self.mode, TINY)
        within = np.clip(values, self.least, self.most)
        below = (within - self.least) ** 2 / (width * left)
        above = 1.0 - (self.most - within) ** 2 / (width * right)
        return np.where(within < self.mode, below, above)

    def part_of_mean(self, values: Array) -> Array:
        """Chance times the end, and a cubic for the distance from it; from the other end above the mode."""
        width, mean = self.most - self.least, (self.least + self.mode + self.most) / 3.0
        left, right = self.mode - self.least, self.most - self.mode
        within = np.clip(values, self.least, self.most)
        up, down = np.minimum(within - self.least, left), np.minimum(self.most - within, right)
        below = (self.least + up * (2.0 / 3.0)) * up**2 / (width * np.maximum(left, TINY))
        above = mean - (self.most - down * (2.0 / 3.0)) * down**2 / (width * np.maximum(right, TINY))
        return cast(Array, np.where(within < self.mode, below, above))


TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Beta:
    """The PERT curve: a beta distribution between the smallest and the largest value, leaning on its mode."""

    least: Sizes
    mode: Sizes
    most: Sizes

    @staticmethod
    def around_mode(share: Array, levels: Array) -> tuple[Array, Array]:
        """How far the two levels, `(2, curves)`, lie below and above a mode at `share` of a width of 1."""
        low, high = Beta(0.0, share, 1.0).quantile(levels)
        return share - low, high - share

    @staticmethod
    def mean_at(share: Array) -> Array:
        """The mean, on a width of 1, with the mode at a share of it."""
        return (1.0 + PERT_WEIGHT * share) / (2.0 + PERT_WEIGHT)

    def quantile(self, chances: Array) -> Array:
        """By the inverse of the incomplete beta function."""
        from scipy.special import betaincinv

        first, second = self._powers()
        return self.least + (self.most - self.least) * cast(Array, betaincinv(first, second, np.clip(chances, 0, 1)))

    def chance_below(self, values: Array) -> Array:
        """By the incomplete beta function."""
        from scipy.special import betainc

        first, second = self._powers()
        return cast(Array, betainc(first, second, self._within(values)))

    def part_of_mean(self, values: Array) -> Array:
        """Chance times the smallest value, and the mean above it times the chance on a curve one power steeper."""
        from scipy.special import betainc

        first, second = self._powers()
        above = (self.most - self.least) * first / (first + second)
        steeper = cast(Array, betainc(first + 1.0, second, self._within(values)))
        return self.least * self.chance_below(values) + above * steeper

    def _within(self, values: Array) -> Array:
        return np.clip((values - self.least) / (self.most - self.least), 0.0, 1.0)

    def _powers(self) -> tuple[Sizes, Sizes]:
        share = (self.mode - self.least) / (self.most - self.least)
        return 1.0 + PERT_WEIGHT * share, 1.0 + PERT_WEIGHT * (1.0 - share)


@dataclass(frozen=True, slots=True)
class Discrete:
    """A few values in rising order, each with its probability."""

    values: tuple[float, ...]
    chances: tuple[float, ...]

    def quantile(self, chances: Array) -> Array:
        """The value whose step of the staircase holds each chance."""
        steps = np.cumsum(self.chances)[:-1]
        return np.asarray(self.values)[np.searchsorted(steps, chances, side="right")]

    def chance_below(self, values: Array) -> Array:
        """A staircase."""
        steps = np.concatenate([[0.0], np.cumsum(self.chances)])
        found: Array = np.minimum(steps[np.searchsorted(self.values, values, side="right")], 1.0)
        return found

    def part_of_mean(self, values: Array) -> Array:
        """A staircase of values times chances."""
        steps = np.concatenate([[0.0], np.cumsum(np.multiply(self.values, self.chances))])
        found: Array = steps[np.searchsorted(self.values, values, side="right")]
        return found


def some_of(curve: Any, places: NDArray[Any]) -> Any:
    """Those of many curves that stand at some places."""
    return type(curve)(*(some_of(each, places) if _is_curve(each) else each[places] for each in _parts(curve)))


def one_of(curve: Any, place: int) -> Any:
    """One of many curves, its sizes plain numbers."""
    return type(curve)(*(one_of(each, place) if _is_curve(each) else float(each[place]) for each in _parts(curve)))


def _parts(curve: Any) -> list[Any]:
    return [getattr(curve, each.name) for each in fields(curve)]


def _is_curve(part: Any) -> bool:
    return hasattr(part, "quantile")


def _by_library_of_python(function: Callable[[float], float], given: Array) -> Array:
    """The standard normal at a few places without SciPy, whose import takes longer than the answer to a question."""
    values = np.asarray(given, dtype=np.float64)
    return np.array([function(each) for each in values.ravel().tolist()]).reshape(values.shape)


def normal_quantile(chances: Array) -> Array:
    """The inverse of the standard normal distribution function: of a few chances by Python's library, else by SciPy's.

    Python's is M. J. Wichura's algorithm AS 241 (Applied Statistics 37, 1988), SciPy's that of the Cephes library; they
    differ by 1e-15 of the result, or of one deviation where that is more.
    """
    if np.size(chances) <= FEW and np.all((chances > 0) & (chances < 1)):
        from statistics import NormalDist

        return _by_library_of_python(NormalDist().inv_cdf, chances)
    from scipy.special import ndtri

    return cast(Array, ndtri(chances))


def normal_chance(values: Array) -> Array:
    """The standard normal distribution function."""
    from scipy.special import ndtr

    return cast(Array, ndtr(values))
