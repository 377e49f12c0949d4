"""The operations that work along the years, compiled by numba; see `kernels`.

A kernel takes the places of its target, of the series and of two further operands, the number of years and of draws,
and the place of room for two rows. It returns False if it made a number that is not finite.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from estimator.evaluation.kernels import MOST, ONE, ZERO, Kernel, compiled, rounded, same


@compiled
def _previous(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = m[b + i]
    for i in range((years - ONE) * width):
        m[t + width + i] = m[a + i]
    return True


@compiled
def _cumulative(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = m[a + i]
    for i in range(years * width - width):
        m[t + width + i] = m[t + i] + m[a + width + i]
    return _finite(m, t + (years - ONE) * width, width)


@compiled
def _finite(m: Any, at: Any, count: Any) -> Any:
    fine = True
    for i in range(count):
        fine &= abs(m[at + i]) <= MOST
    return fine


@compiled
def _length(given: float, years: Any) -> Any:
    """Years in a window: part of a year counts as a whole one, and more than all years as all."""
    whole = np.ceil(rounded(given))
    return np.uint64(min(max(whole, 0.0), float(years)))


@compiled
def _window(m: Any, t: Any, a: Any, length: Any, years: Any, width: Any, spare: Any) -> None:
    """Windows of 1, 2, 4 … years added up to one of the length wanted."""
    everything = years * width
    for i in range(everything):
        m[t + i] = 0.0
    window, other, done, back = a, spare, ZERO, width
    while length > ZERO:
        if length & ONE:
            for i in range(everything - done):
                m[t + done + i] += m[window + i]
            done += back
        length >>= ONE
        if length > ZERO:
            for i in range(back):
                m[other + i] = m[window + i]
            for i in range(everything - back):
                m[other + back + i] = m[window + back + i] + m[window + i]
            window, other = other, (spare + everything if other == spare else spare)
            back += back


@compiled
def _trailing_total(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    if same(m, b, width):
        _window(m, t, a, _length(m[b], years), years, width, spare)
        return _finite(m, t, years * width)
    fine = _cumulative(m, spare, a, b, c, years, width, spare)
    lengths = spare + years * width
    for i in range(width):
        m[lengths + i] = float(_length(m[b + i], years))
    for y in range(years):
        now = y * width
        for i in range(width):
            back: Any = np.uint64(m[lengths + i])
            before = m[spare + (y - min(back, y)) * width + i]
            m[t + now + i] = m[spare + now + i] - (before if back <= y else 0.0)
    return fine


@compiled
def _lagged(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        given = rounded(m[b + i])
        legal = given == np.floor(given) and given >= 0.0 and given < years
        m[spare + i] = given if legal else float(years)
    for y in range(years):
        for i in range(width):
            back: Any = np.uint64(m[spare + i])
            before = m[a + (y - min(back, y)) * width + i]
            m[t + y * width + i] = before if back <= y else 0.0
    return True


@compiled
def _total(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = m[a + i]
    for y in range(ONE, years):
        for i in range(width):
            m[t + i] += m[a + y * width + i]
    return _finite(m, t, width)


@compiled
def _largest(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = m[a + i]
    for y in range(ONE, years):
        for i in range(width):
            given = m[a + y * width + i]
            m[t + i] = given if given > m[t + i] else m[t + i]
    return True


@compiled
def _smallest(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = m[a + i]
    for y in range(ONE, years):
        for i in range(width):
            given = m[a + y * width + i]
            m[t + i] = given if given < m[t + i] else m[t + i]
    return True


@compiled
def _value_at(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = 0.0
    for y in range(years):
        for i in range(width):
            m[t + i] += m[a + y * width + i] if m[b + y * width + i] == m[c + i] else 0.0
    return _finite(m, t, width)


@compiled
def _first_year(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = 0.0
    for back in range(years):
        now = (years - ONE - back) * width
        for i in range(width):
            m[t + i] = m[b + now + i] if m[a + now + i] == 1.0 else m[t + i]
    return True


@compiled
def _last_year(m: Any, t: Any, a: Any, b: Any, c: Any, years: Any, width: Any, spare: Any) -> Any:
    for i in range(width):
        m[t + i] = 0.0
    for y in range(years):
        for i in range(width):
            found = m[b + y * width + i] if m[a + y * width + i] == 1.0 else 0.0
            m[t + i] = found if found > m[t + i] else m[t + i]
    return True


BY_ROW: dict[str, Kernel] = {
    "previous": _previous,
    "cumulative": _cumulative,
    "trailing_total": _trailing_total,
    "lagged": _lagged,
    "total": _total,
    "largest": _largest,
    "smallest": _smallest,
    "value_at": _value_at,
    "first_year": _first_year,
    "last_year": _last_year,
}
