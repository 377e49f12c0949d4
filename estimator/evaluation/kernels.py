"""The operations that work number by number, compiled by numba: one of the readers of the closed list of operations.

`arithmetic` says what each does; a test holds the two together. Years stand first here: a row by year is one stretch
of draws for each year, a scalar is one stretch. All stand in one array `m`, and operands are places in it. A kernel
takes the places of its target and of three operands, how far on each operand's next year stands (0 for a scalar), the
number of years and of draws; it returns False if it made a number that is not finite. The caller then computes the
same draws in NumPy, which says what is wrong. Places are unsigned, or each access would test for a negative one.

Imported only where numba is installed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numba
import numpy as np

from estimator.evaluation.lines import ACCUMULATE, COPY
from estimator.expression.arithmetic import DECIMALS, EXACT_ABOVE

Kernel = Any
njit: Any = numba.njit
OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""Without `_nrt` every call would count references to the array it hands on, a fifth of the time."""
SCALE = 10.0**DECIMALS
MOST = float(np.finfo(np.float64).max)
WHOLE_POWERS = 1024
ZERO, ONE = np.uint64(0), np.uint64(1)


def compiled(function: Callable[..., Any]) -> Kernel:
    """A function that only compiled ones call."""
    return njit(no_cpython_wrapper=True, no_cfunc_wrapper=True, **OPTIONS)(function)


def inlined(function: Callable[..., Any]) -> Kernel:
    """A small function that stands in each place where it is called."""
    return njit(inline="always", **OPTIONS)(function)


@inlined
def rounded(value: float) -> float:
    """Nine decimals, halves away from zero."""
    near = math.copysign(np.floor(abs(value) * SCALE + 0.5) / SCALE, value)
    return value if abs(value) >= EXACT_ABOVE else near


@inlined
def _above(left: float, right: float) -> Any:
    return bool((left - right) * SCALE + 0.5 >= 1.0)


def _one(function: Callable[..., Any]) -> Kernel:
    """A kernel of one operand."""
    scalar = inlined(function)

    def loop(m: Any, t: Any, a: Any, b: Any, c: Any, by_a: Any, by_b: Any, by_c: Any, years: Any, width: Any) -> Any:
        fine = True
        for y in range(years):
            to, x = t + y * width, a + y * by_a
            for i in range(width):
                value = scalar(m[x + i])
                m[to + i] = value
                fine &= abs(value) <= MOST
        return fine

    return compiled(loop)


def _two(function: Callable[..., Any]) -> Kernel:
    """A kernel of two operands."""
    scalar = inlined(function)

    def loop(m: Any, t: Any, a: Any, b: Any, c: Any, by_a: Any, by_b: Any, by_c: Any, years: Any, width: Any) -> Any:
        fine = True
        for y in range(years):
            to, x, z = t + y * width, a + y * by_a, b + y * by_b
            for i in range(width):
                value = scalar(m[x + i], m[z + i])
                m[to + i] = value
                fine &= abs(value) <= MOST
        return fine

    return compiled(loop)


def _three(function: Callable[..., Any]) -> Kernel:
    """A kernel of three operands."""
    scalar = inlined(function)

    def loop(m: Any, t: Any, a: Any, b: Any, c: Any, by_a: Any, by_b: Any, by_c: Any, years: Any, width: Any) -> Any:
        fine = True
        for y in range(years):
            to, x, z, w = t + y * width, a + y * by_a, b + y * by_b, c + y * by_c
            for i in range(width):
                value = scalar(m[x + i], m[z + i], m[w + i])
                m[to + i] = value
                fine &= abs(value) <= MOST
        return fine

    return compiled(loop)


def _accumulate(m: Any, t: Any, a: Any, b: Any, c: Any, by_a: Any, by_b: Any, by_c: Any, years: Any, width: Any) -> Any:
    fine = True
    for y in range(years):
        to, x = t + y * width, a + y * by_a
        for i in range(width):
            m[to + i] += m[x + i]
            fine &= abs(m[to + i]) <= MOST
    return fine


def _only_where(m: Any, t: Any, a: Any, b: Any, c: Any, by_a: Any, by_b: Any, by_c: Any, years: Any, width: Any) -> Any:
    for y in range(years):
        to, x, z = t + y * width, a + y * by_a, b + y * by_b
        for i in range(width):
            m[to + i] = m[z + i] if m[x + i] != 0.0 else np.nan
    return True


@compiled
def same(m: Any, at: Any, count: Any) -> Any:
    """True if all draws of a stretch have the first one's number."""
    found = True
    for i in range(count):
        found &= m[at + i] == m[at]
    return found


@compiled
def _whole_power(m: Any, t: Any, a: Any, spare: Any, exponent: Any, width: Any) -> None:
    """By squaring: for 13 = 8 + 4 + 1 the eighth, the fourth and the first power multiplied."""
    for i in range(width):
        m[t + i] = 1.0
        m[spare + i] = m[a + i]
    while exponent > ZERO:
        if exponent & ONE:
            for i in range(width):
                m[t + i] *= m[spare + i]
        exponent >>= ONE
        for i in range(width):
            m[spare + i] *= m[spare + i]


def _power(m: Any, t: Any, a: Any, b: Any, c: Any, by_a: Any, by_b: Any, by_c: Any, years: Any, width: Any) -> Any:
    """By squaring in the years in which all draws share a whole exponent; `c` is a spare stretch."""
    fine = True
    for y in range(years):
        to, x, z = t + y * width, a + y * by_a, b + y * by_b
        if m[z] >= 0.0 and m[z] <= WHOLE_POWERS and m[z] == np.floor(m[z]) and same(m, z, width):
            _whole_power(m, to, x, c, np.uint64(m[z]), width)
        else:
            for i in range(width):
                m[to + i] = m[x + i] ** m[z + i]
        for i in range(width):
            fine &= abs(m[to + i]) <= MOST
    return fine


def _exponential(value: float) -> Any:
    return np.exp(value)


def _logarithm(value: float) -> Any:
    return np.log(value)


BY_ELEMENT: dict[str, Kernel] = {
    "add": _two(lambda a, b: a + b),
    "subtract": _two(lambda a, b: a - b),
    "multiply": _two(lambda a, b: a * b),
    "divide": _two(lambda a, b: a / b),
    "negate": _one(lambda a: -a),
    "power": compiled(_power),
    "sum_of": _two(lambda a, b: a + b),
    "minimum": _two(lambda a, b: a if a < b else b),
    "maximum": _two(lambda a, b: a if a > b else b),
    "ceiling": _one(lambda a: np.ceil(rounded(a)) + 0.0),
    "floor": _one(lambda a: np.floor(rounded(a)) + 0.0),
    "exponential": _one(_exponential),
    "logarithm": _one(_logarithm),
    "less": _two(lambda a, b: 1.0 if _above(b, a) else 0.0),
    "at_most": _two(lambda a, b: 0.0 if _above(a, b) else 1.0),
    "equals": _two(lambda a, b: 1.0 if abs(a - b) * SCALE + 0.5 < 1.0 else 0.0),
    "where": _three(lambda a, b, c: b if a != 0.0 else c),
    "divide_or": _three(lambda a, b, c: c if b == 0.0 else a / (1.0 if b == 0.0 else b)),
    "only_where": compiled(_only_where),
    COPY: _one(lambda a: a),
    ACCUMULATE: compiled(_accumulate),
}
