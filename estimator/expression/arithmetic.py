"""What each operation does to numbers: NumPy arrays `(draws, years)`, scalars `(draws, 1)`.

These are the only definitions of the operations in Python; rows called with plain numbers and the
evaluation both use them. Arrays of one dimension are taken as years of one draw.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

DECIMALS = 9
EXACT_ABOVE = 2.0**52 / 10.0**DECIMALS


def as_array(value: ArrayLike) -> Array:
    """Any number or list as an array of floats."""
    return np.asarray(value, dtype=np.float64)


def rounded(value: ArrayLike) -> Array:
    """Round to nine decimals, halves away from zero, as spreadsheets do.

    Above 4.5 million a float has no ninth decimal left, so it is returned as it is.
    """
    given = np.asarray(value, dtype=np.float64)
    scaled = np.minimum(np.abs(given), EXACT_ABOVE) * 10.0**DECIMALS
    near = np.copysign(np.floor(scaled + 0.5) / 10.0**DECIMALS, given)
    return np.where(np.abs(given) >= EXACT_ABOVE, given, near)


def _series(value: ArrayLike) -> Array:
    """An array with years along its last axis."""
    return np.atleast_1d(np.asarray(value, dtype=np.float64))


def _scalar(value: ArrayLike) -> Array:
    return np.asarray(value, dtype=np.float64)


def power(base: ArrayLike, exponent: ArrayLike) -> Array:
    """Anything to the power 0 is 1, also 0 (Excel has an error there)."""
    low, high = np.asarray(base, dtype=np.float64), np.asarray(exponent, dtype=np.float64)
    return np.where(high == 0, 1.0, np.power(np.where(high == 0, 1.0, low), high))


def where(condition: ArrayLike, then: ArrayLike, otherwise: ArrayLike) -> Array:
    """Choose by a flag."""
    return np.where(np.asarray(condition) != 0, then, otherwise).astype(np.float64)


def divide_or(above: ArrayLike, below: ArrayLike, otherwise: ArrayLike) -> Array:
    """Divide, with a stated answer for a nil divisor."""
    divisor = np.asarray(below, dtype=np.float64)
    nil = divisor == 0
    return np.where(nil, otherwise, np.asarray(above, dtype=np.float64) / np.where(nil, 1.0, divisor))


def only_where(condition: ArrayLike, value: ArrayLike) -> Array:
    """NaN stands for 'does not apply'; no further operation may read it."""
    return np.where(np.asarray(condition) != 0, value, np.nan)


def sum_of(*parts: ArrayLike) -> Array:
    """Add several; called with one sequence it adds its members."""
    found = parts[0] if len(parts) == 1 and isinstance(parts[0], list | tuple) else parts
    result = np.zeros(1)
    for part in found:
        result = result + np.asarray(part, dtype=np.float64)
    return result


def previous(series: ArrayLike, opening: ArrayLike) -> Array:
    """Shift by one year; the opening value comes first."""
    values = _series(series)
    first = np.broadcast_to(_opening(opening), (*values.shape[:-1], 1))
    return np.concatenate([first, values[..., :-1]], axis=-1)


def _opening(opening: ArrayLike) -> Array:
    given = np.asarray(opening, dtype=np.float64)
    return given if given.ndim == 0 else given[..., :1]


def cumulative(series: ArrayLike) -> Array:
    """Running sum along the years."""
    return np.cumsum(_series(series), axis=-1)


def _by_window(series: ArrayLike, years: ArrayLike, one: Callable[[Array, float], Array]) -> Array:
    """Apply a window function draw by draw, in groups of equal window length."""
    values, spans = _series(series), rounded(years)
    lengths = np.unique(spans)
    if lengths.size == 1:
        return one(values, float(lengths[0]))
    if spans.ndim != 2 or spans.shape[-1] != 1:
        raise ValueError("a window has one length for all years")
    draws = max(values.shape[0], spans.shape[0])
    wide = np.broadcast_to(values, (draws, values.shape[-1]))
    result = np.empty(wide.shape)
    for length in lengths:
        chosen = np.broadcast_to(spans[:, 0] == length, (draws,))
        result[chosen] = one(wide[chosen], float(length))
    return result


def trailing_total(series: ArrayLike, years: ArrayLike) -> Array:
    """Sum over the last `years` years, this one included."""

    def one(values: Array, length: float) -> Array:
        result = np.zeros(values.shape)
        for back in range(min(int(np.ceil(length)), values.shape[-1])):
            result[..., back:] += values[..., : values.shape[-1] - back]
        return result

    return _by_window(series, years, one)


def lagged(series: ArrayLike, years: ArrayLike) -> Array:
    """The value `years` years earlier; nil where that is no whole number or lies outside."""

    def one(values: Array, length: float) -> Array:
        result = np.zeros(values.shape)
        back, count = int(length), values.shape[-1]
        if back == length and 0 <= back < count:
            result[..., back:] = values[..., : count - back]
        return result

    return _by_window(series, years, one)


def value_at(series: ArrayLike, year: ArrayLike, when: ArrayLike) -> Array:
    """Pick one year."""
    picked: Array = np.sum(_series(series) * (_series(year) == _scalar(when)), axis=-1, keepdims=True)
    return picked


def first_year(flags: ArrayLike, year: ArrayLike) -> Array:
    """First year whose flag is 1, else 0."""
    on = _series(flags) == 1
    years = np.broadcast_to(_series(year), on.shape)
    first = np.argmax(on, axis=-1)[..., np.newaxis]
    picked = np.take_along_axis(years, first, axis=-1)
    return np.where(on.any(axis=-1, keepdims=True), picked, 0.0)


def last_year(flags: ArrayLike, year: ArrayLike) -> Array:
    """Last year whose flag is 1, else 0."""
    on = _series(flags) == 1
    last: Array = np.max(np.where(on, _series(year), 0.0), axis=-1, keepdims=True)
    return last


def _number(test: object) -> Array:
    return np.asarray(test, dtype=np.float64)


def _difference(left: ArrayLike, right: ArrayLike) -> Array:
    return rounded(np.subtract(left, right))


ARITHMETIC: dict[str, Callable[..., Array]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "negate": np.negative,
    "power": power,
    "sum_of": sum_of,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "ceiling": lambda value: np.ceil(rounded(value)) + 0.0,
    "floor": lambda value: np.floor(rounded(value)) + 0.0,
    "exponential": np.exp,
    "logarithm": np.log,
    "less": lambda left, right: _number(_difference(left, right) < 0),
    "at_most": lambda left, right: _number(_difference(left, right) <= 0),
    "equals": lambda left, right: _number(_difference(left, right) == 0),
    "where": where,
    "divide_or": divide_or,
    "only_where": only_where,
    "previous": previous,
    "cumulative": cumulative,
    "trailing_total": trailing_total,
    "lagged": lagged,
    "total": lambda series: np.sum(_series(series), axis=-1, keepdims=True),
    "largest": lambda series: np.max(_series(series), axis=-1, keepdims=True),
    "smallest": lambda series: np.min(_series(series), axis=-1, keepdims=True),
    "value_at": value_at,
    "first_year": first_year,
    "last_year": last_year,
}
