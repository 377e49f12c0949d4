"""Curves of probability: the distribution function and its inverse, over arrays.

SciPy's special functions are used, not its `stats`, which takes half a second to import.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
PERT_WEIGHT = 4.0
"""How strongly a PERT curve leans on its mode: mean = (min + 4 mode + max) / 6 (Malcolm et al., 1959)."""


class Curve(Protocol):
    """A distribution without limits."""

    def quantile(self, chances: Array) -> Array:
        """The inverse of the distribution function."""

    def chance_below(self, values: Array) -> Array:
        """The distribution function."""


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two ends is as likely as another."""

    least: float
    most: float

    def quantile(self, chances: Array) -> Array:
        """A straight line."""
        return self.least + chances * (self.most - self.least)

    def chance_below(self, values: Array) -> Array:
        """A straight line between the ends."""
        return np.clip((values - self.least) / (self.most - self.least), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal curve."""

    mean: float
    deviation: float

    @classmethod
    def through(cls, low: float, high: float, levels: tuple[float, float]) -> Normal:
        """The curve with these values at these levels."""
        first, second = (float(each) for each in normal_quantile(np.array(levels)))
        deviation = (high - low) / (second - first)
        return cls(low - first * deviation, deviation)

    def quantile(self, chances: Array) -> Array:
        """By the inverse of the standard normal."""
        return self.mean + self.deviation * normal_quantile(chances)

    def chance_below(self, values: Array) -> Array:
        """By the standard normal."""
        return normal_chance((values - self.mean) / self.deviation)


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


@dataclass(frozen=True, slots=True)
class Triangular:
    """A triangle from the smallest value up to the mode and down to the largest."""

    least: float
    mode: float
    most: float

    @staticmethod
    def around_mode(share: float, levels: tuple[float, float]) -> tuple[float, float]:
        """How far the two levels lie below and above a mode at `share` of a width of 1."""
        low, high = (_triangular_quantile(share, level) for level in levels)
        return share - low, high - share

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
        left, right = max(self.mode - self.least, TINY), max(self.most - self.mode, TINY)
        within = np.clip(values, self.least, self.most)
        below = (within - self.least) ** 2 / (width * left)
        above = 1.0 - (self.most - within) ** 2 / (width * right)
        return np.where(within < self.mode, below, above)


TINY = 1e-300


def _triangular_quantile(share: float, level: float) -> float:
    """One quantile of a triangle of width 1 with its mode at `share`."""
    return math.sqrt(level * share) if level < share else 1.0 - math.sqrt((1.0 - level) * (1.0 - share))


@dataclass(frozen=True, slots=True)
class Beta:
    """The PERT curve: a beta distribution between the smallest and the largest value, leaning on its mode."""

    least: float
    mode: float
    most: float

    @staticmethod
    def around_mode(share: float, levels: tuple[float, float]) -> tuple[float, float]:
        """How far the two levels lie below and above a mode at `share` of a width of 1."""
        low, high = Beta(0.0, share, 1.0).quantile(np.array(levels))
        return share - float(low), float(high) - share

    def quantile(self, chances: Array) -> Array:
        """By the inverse of the incomplete beta function."""
        from scipy.special import betaincinv

        first, second = self._powers()
        return self.least + (self.most - self.least) * cast(Array, betaincinv(first, second, np.clip(chances, 0, 1)))

    def chance_below(self, values: Array) -> Array:
        """By the incomplete beta function."""
        from scipy.special import betainc

        first, second = self._powers()
        within = np.clip((values - self.least) / (self.most - self.least), 0.0, 1.0)
        return cast(Array, betainc(first, second, within))

    def _powers(self) -> tuple[float, float]:
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


def normal_quantile(chances: Array) -> Array:
    """The inverse of the standard normal distribution function."""
    from scipy.special import ndtri

    return cast(Array, ndtri(chances))


def normal_chance(values: Array) -> Array:
    """The standard normal distribution function."""
    from scipy.special import ndtr

    return cast(Array, ndtr(values))
