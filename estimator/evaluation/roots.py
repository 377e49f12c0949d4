"""The root of a function between two values on either side of it.

Brent's method: the secant or inverse quadratic step where it comes closer than halving would, else halving; the same
steps as SciPy's `brentq`, whose package takes longer to load than the search for most questions.

Source: R. P. Brent, Algorithms for Minimization Without Derivatives, 1973, chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan, nan
from typing import Final

MOST_STEPS: Final = 200
Point = tuple[float, float]
"""A value and the function there."""


def root_between(function: Callable[[float], float], ends: Point, near: float, share: float) -> float:
    """A value within `near`, or that share of itself, of where the function changes its sign; NaN where it has none.

    The function must have unlike signs at the two ends.
    """
    before, here = ((end, function(end)) for end in ends)
    beyond, step, last = before, 0.0, 0.0
    for _ in range(MOST_STEPS):
        if isnan(here[1]) or isnan(before[1]):
            return nan
        if before[1] and here[1] and (before[1] < 0) != (here[1] < 0):
            beyond, step = before, here[0] - before[0]
            last = step
        if abs(beyond[1]) < abs(here[1]):
            before, here, beyond = here, beyond, here
        least, half = (near + share * abs(here[0])) / 2, (beyond[0] - here[0]) / 2
        if here[1] == 0 or abs(half) < least:
            return here[0]
        tried = _tried(before, here, beyond) if abs(last) > least and abs(here[1]) < abs(before[1]) else inf
        last, step = (step, tried) if 2 * abs(tried) < min(abs(last), 3 * abs(half) - least) else (half, half)
        before = here
        value = here[0] + (step if abs(step) > least else least if half > 0 else -least)
        here = value, function(value)
    return here[0]


def _tried(before: Point, here: Point, beyond: Point) -> float:
    """The step to where a line through two points, or a curve through three, is nil; endless where there is none."""
    try:
        if before[0] == beyond[0]:
            return -here[1] * (here[0] - before[0]) / (here[1] - before[1])
        one, other = ((each[1] - here[1]) / (each[0] - here[0]) for each in (before, beyond))
        return -here[1] * (beyond[1] * other - before[1] * one) / (other * one * (beyond[1] - before[1]))
    except ZeroDivisionError:
        return inf
