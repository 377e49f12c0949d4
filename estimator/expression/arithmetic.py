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
    """Anything to the power 0 is 1, also 0 (Excel has an error there; IEEE 754 and NumPy agree with us)."""
    return np.asarray(np.power(np.asarray(base, dtype=np.float64), np.asarray(exponent, dtype=np.float64)))


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
    result = np.asarray(found[0], dtype=np.float64) + 0.0
    for part in found[1:]:
        given = np.asarray(part, dtype=np.float64)
        if given.shape == result.shape:
            result += given
        else:
            result = result + given
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


def _one_length(years: ArrayLike) -> float | None:
    """The length of a window if all draws share it; else None."""
    spans = np.asarray(years, dtype=np.float64)
    if spans.size > 1 and (spans.ndim != 2 or spans.shape[-1] != 1):
        raise ValueError("a window has one length for all years")
    first = float(spans.flat[0])
    return float(rounded(first)) if spans.size == 1 or bool(np.all(spans == first)) else None


def _years_back(values: Array, years: Array) -> Array:
    """For each draw its values a number of years earlier, nil before the first: a stretch of its row, cut earlier."""
    draws, count, most = max(values.shape[0], years.shape[0]), values.shape[-1], int(years.max())
    padded = np.zeros((draws, most + count))
    padded[:, most:] = values
    stretches = np.lib.stride_tricks.sliding_window_view(padded, count, axis=-1)
    found: Array = stretches[np.arange(draws), most - years.astype(np.intp)[:, 0]]
    return found


def trailing_total(series: ArrayLike, years: ArrayLike) -> Array:
    """Sum over the last `years` years, this one included; part of a year counts as a whole one."""
    values, length = _series(series), _one_length(years)
    if length is not None:
        return _window_total(values, length)
    count = values.shape[-1]
    spans = np.clip(np.ceil(rounded(years)), 0.0, count)
    so_far = np.cumsum(values, axis=-1)
    before = _years_back(so_far, spans)
    return np.subtract(so_far, before, out=before)


def _window_total(values: Array, length: float) -> Array:
    """Add windows of 1, 2, 4 … years to one of the length wanted: six additions in place of forty."""
    left = min(int(np.ceil(length)), values.shape[-1])
    result, done = np.zeros(values.shape), 0
    window, size = values, 1
    while left > 0:
        if left & 1:
            result[..., done:] += window[..., : values.shape[-1] - done]
            done += size
        left >>= 1
        if left:
            longer = window.copy()
            longer[..., size:] += window[..., :-size]
            window, size = longer, 2 * size
    return result


def lagged(series: ArrayLike, years: ArrayLike) -> Array:
    """The value `years` years earlier; nil where that is no whole number or lies outside."""
    values, length = _series(series), _one_length(years)
    count = values.shape[-1]
    if length is not None:
        result = np.zeros(values.shape)
        back = int(length)
        if back == length and 0 <= back < count:
            result[..., back:] = values[..., : count - back]
        return result
    spans = rounded(years)
    legal = (spans == np.floor(spans)) & (spans >= 0) & (spans < count)
    return _years_back(values, np.where(legal, spans, count))


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


def _above(left: ArrayLike, right: ArrayLike) -> NDArray[np.bool_]:
    """True where `rounded(left - right)` is above 0: the same rounding of halves without its other steps."""
    difference = np.asarray(np.subtract(left, right, dtype=np.float64))
    difference *= 10.0**DECIMALS
    difference += 0.5
    return np.asarray(difference >= 1.0)


def less(left: ArrayLike, right: ArrayLike) -> Array:
    """1 where the first is smaller, to nine decimals."""
    return _above(right, left).astype(np.float64)


def at_most(left: ArrayLike, right: ArrayLike) -> Array:
    """1 where the first is not larger, to nine decimals."""
    return np.logical_not(_above(left, right)).astype(np.float64)


def equals(left: ArrayLike, right: ArrayLike) -> Array:
    """1 where neither is larger, to nine decimals."""
    difference = np.abs(np.asarray(np.subtract(left, right, dtype=np.float64)))
    difference *= 10.0**DECIMALS
    difference += 0.5
    return np.asarray(difference < 1.0).astype(np.float64)


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
    "less": less,
    "at_most": at_most,
    "equals": equals,
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
