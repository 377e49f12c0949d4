"""The words a row is written in. On symbols they build the formula; on numbers they compute.

`ceiling(a)`, `floor`, `minimum`, `maximum`, `where`, `equals`, `divide_or`, `only_where`, `exponential`,
`logarithm`, `sum_of`, and along the years `previous`, `cumulative`, `trailing_total`, `lagged`, `total`,
`largest`, `smallest`, `value_at`, `first_year`, `last_year`. Called with plain numbers or arrays (years along
the last axis) each just computes, so a row's unit test is a call.
"""

from __future__ import annotations

from typing import Any

from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.nodes import Node, TracingError, operation


def _apply(name: str, *arguments: Any) -> Any:
    if any(isinstance(argument, Node) for argument in arguments):
        return operation(name, *arguments)
    return ARITHMETIC[name](*arguments)


def ceiling(value: Any) -> Any:
    """The next whole number up, after rounding to nine decimals."""
    return _apply("ceiling", value)


def floor(value: Any) -> Any:
    """The next whole number down, after rounding to nine decimals."""
    return _apply("floor", value)


def minimum(first: Any, second: Any, *more: Any) -> Any:
    """The smallest of two or more."""
    found = _apply("minimum", first, second)
    for other in more:
        found = _apply("minimum", found, other)
    return found


def maximum(first: Any, second: Any, *more: Any) -> Any:
    """The largest of two or more."""
    found = _apply("maximum", first, second)
    for other in more:
        found = _apply("maximum", found, other)
    return found


def exponential(value: Any) -> Any:
    """e to the power of a pure number."""
    return _apply("exponential", value)


def logarithm(value: Any) -> Any:
    """The natural logarithm of a pure number."""
    return _apply("logarithm", value)


def equals(first: Any, second: Any) -> Any:
    """1 where both agree to nine decimals, else 0."""
    return _apply("equals", first, second)


def where(condition: Any, then: Any, otherwise: Any) -> Any:
    """`then` where the condition holds (is not 0), else `otherwise`."""
    return _apply("where", condition, then, otherwise)


def divide_or(above: Any, below: Any, otherwise: Any) -> Any:
    """`above / below`, or `otherwise` where `below` is nil."""
    return _apply("divide_or", above, below, otherwise)


def only_where(condition: Any, value: Any) -> Any:
    """The value where the condition holds, else nothing (a dash); no row may read it further."""
    return _apply("only_where", condition, value)


def sum_of(parts: Any) -> Any:
    """The sum of the rows that an argument gathers (a tuple)."""
    if not isinstance(parts, list | tuple):
        raise TracingError("sum_of takes the tuple of a gathered argument; for years use total(a)")
    return _apply("sum_of", *parts) if parts else 0


def previous(series: Any, opening: Any) -> Any:
    """The value of the year before; `opening` in the first year."""
    return _apply("previous", series, opening)


def cumulative(series: Any) -> Any:
    """The sum from the first year to this one."""
    return _apply("cumulative", series)


def trailing_total(series: Any, years: Any) -> Any:
    """The sum of this year and those before it, `years` in all."""
    return _apply("trailing_total", series, years)


def lagged(series: Any, years: Any) -> Any:
    """The value a whole number of years earlier; nil before the first year."""
    return _apply("lagged", series, years)


def total(series: Any) -> Any:
    """The sum over all years."""
    return _apply("total", series)


def largest(series: Any) -> Any:
    """The largest of all years."""
    return _apply("largest", series)


def smallest(series: Any) -> Any:
    """The smallest of all years."""
    return _apply("smallest", series)


def value_at(series: Any, year: Any, when: Any) -> Any:
    """The value in the year `when`."""
    return _apply("value_at", series, year, when)


def first_year(flags: Any, year: Any) -> Any:
    """The first year in which a flag is 1; 0 if none."""
    return _apply("first_year", flags, year)


def last_year(flags: Any, year: Any) -> Any:
    """The last year in which a flag is 1; 0 if none."""
    return _apply("last_year", flags, year)
