"""The closed list of operations: sentence, arity, unit rule, shape rule, example.

Each reader (NumPy, Excel, JavaScript, words) is a dictionary over `OPERATIONS`; a test proves
that each has them all. Units are canonical text; `None` stands for a literal 0, which fits any unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from estimator import units
from estimator.errors import UnitError

UnitRule = Callable[[Sequence["str | None"]], "str | None"]
ShapeRule = Literal["join", "by_year", "scalar"]
NO_UNIT = units.NO_UNIT


@dataclass(frozen=True, slots=True)
class OperationRule:
    """What an operation means and how units and shapes go through it.

    `arity` (least, most); `series` are the argument places that take a row along the years;
    `axis` the place that takes `year` itself. `shape`: `join` is by year if any argument is.
    """

    name: str
    sentence: str
    arity: tuple[int, int]
    unit: UnitRule
    shape: ShapeRule
    example: str
    series: tuple[int, ...] = ()
    axis: tuple[int, ...] = ()


def same(units: Sequence[str | None]) -> str | None:
    """All arguments share one unit, with conversion factor 1."""
    given = [unit for unit in units if unit is not None]
    for other in given[1:]:
        require_same(given[0], other)
    return given[0] if given else None


def require_same(left: str, right: str) -> None:
    """Raise UnitError unless the two units are the same, printing the factor between them."""
    if left == right:
        return
    times = units.factor(left, right)
    if times is None:
        raise UnitError(f'"{left}" does not fit "{right}"', (left, right))
    if abs(times - 1) > 1e-12:
        raise UnitError(f'"{left}" and "{right}" differ by a factor of {times:.6g}', (left, right))


def plain(units: Sequence[str | None]) -> str | None:
    """All arguments are pure numbers."""
    for unit in units:
        if unit is not None:
            require_same(unit, NO_UNIT)
    return NO_UNIT


def flag(units: Sequence[str | None]) -> str | None:
    """Arguments share a unit; the answer is 1 or 0."""
    same(units)
    return NO_UNIT


def _multiply(given: Sequence[str | None]) -> str | None:
    left, right = given
    return None if left is None or right is None else units.product(left, right)


def _divide(given: Sequence[str | None]) -> str | None:
    left, right = given
    return None if left is None else units.product(left, right or NO_UNIT, -1)


def _divide_or(units: Sequence[str | None]) -> str | None:
    return same([_divide(units[:2]), units[2]])


def _power(units: Sequence[str | None]) -> str | None:
    base, exponent = units
    plain([exponent])
    if base is not None:
        require_same(base, NO_UNIT)
    return NO_UNIT


def _where(units: Sequence[str | None]) -> str | None:
    plain(units[:1])
    return same(units[1:])


def _first(units: Sequence[str | None]) -> str | None:
    return units[0]


def _window(units: Sequence[str | None]) -> str | None:
    same([units[1], "year"])
    return units[0]


def _value_at(units: Sequence[str | None]) -> str | None:
    same([units[1], units[2], "year"])
    return units[0]


def _year_of(units: Sequence[str | None]) -> str | None:
    plain(units[:1])
    return same([units[1], "year"])


def _rule(
    name: str,
    sentence: str,
    arity: int | tuple[int, int],
    unit: UnitRule,
    shape: ShapeRule,
    example: str,
    series: tuple[int, ...] = (),
    axis: tuple[int, ...] = (),
) -> OperationRule:
    span = arity if isinstance(arity, tuple) else (arity, arity)
    return OperationRule(name, sentence, span, unit, shape, example, series, axis)


MANY = 10_000

OPERATIONS: dict[str, OperationRule] = {
    rule.name: rule
    for rule in (
        _rule("add", "The sum of two.", 2, same, "join", "a + b"),
        _rule("subtract", "The first less the second.", 2, same, "join", "a - b"),
        _rule("multiply", "The product of two.", 2, _multiply, "join", "a * b"),
        _rule("divide", "The first over the second, which must not be nil.", 2, _divide, "join", "a / b"),
        _rule("negate", "The same with the other sign.", 1, same, "join", "-a"),
        _rule("power", "A pure number to a power; anything to the power 0 is 1.", 2, _power, "join", "a ** b"),
        _rule("sum_of", "The sum of several rows.", (1, MANY), same, "join", "sum_of(parts)"),
        _rule("minimum", "The smaller of two.", 2, same, "join", "minimum(a, b)"),
        _rule("maximum", "The larger of two.", 2, same, "join", "maximum(a, b)"),
        _rule("ceiling", "The next whole number up, after rounding to nine decimals.", 1, same, "join", "ceiling(a)"),
        _rule("floor", "The next whole number down, after rounding to nine decimals.", 1, same, "join", "floor(a)"),
        _rule("exponential", "e to the power of a pure number.", 1, plain, "join", "exponential(a)"),
        _rule("logarithm", "The natural logarithm of a pure number.", 1, plain, "join", "logarithm(a)"),
        _rule("less", "1 where the first is smaller (nine decimals), else 0.", 2, flag, "join", "a < b"),
        _rule("at_most", "1 where the first is smaller or equal (nine decimals), else 0.", 2, flag, "join", "a <= b"),
        _rule("equals", "1 where both are equal (nine decimals), else 0.", 2, flag, "join", "equals(a, b)"),
        _rule("where", "The second where the first is not 0, else the third.", 3, _where, "join", "where(test, a, b)"),
        _rule(
            "divide_or",
            "The first over the second, or the third where the second is nil.",
            3,
            _divide_or,
            "join",
            "divide_or(a, b, 0)",
        ),
        _rule(
            "only_where",
            "The second where the first is not 0, else nothing; ends a chain.",
            2,
            _where,
            "join",
            "only_where(test, a)",
        ),
        _rule(
            "previous",
            "The value of the year before; the opening value in the first year.",
            2,
            same,
            "by_year",
            "previous(a, opening)",
            series=(0,),
        ),
        _rule(
            "cumulative", "The sum from the first year to this one.", 1, _first, "by_year", "cumulative(a)", series=(0,)
        ),
        _rule(
            "trailing_total",
            "The sum of this and the years before, a number of years in all.",
            2,
            _window,
            "by_year",
            "trailing_total(a, years)",
            series=(0,),
        ),
        _rule(
            "lagged",
            "The value a whole number of years earlier, nil before the first year.",
            2,
            _window,
            "by_year",
            "lagged(a, years)",
            series=(0,),
        ),
        _rule("total", "The sum over all years.", 1, _first, "scalar", "total(a)", series=(0,)),
        _rule("largest", "The largest of all years.", 1, _first, "scalar", "largest(a)", series=(0,)),
        _rule("smallest", "The smallest of all years.", 1, _first, "scalar", "smallest(a)", series=(0,)),
        _rule(
            "value_at",
            "The value in one given year, nil outside the columns.",
            3,
            _value_at,
            "scalar",
            "value_at(a, year, when)",
            series=(0,),
            axis=(1,),
        ),
        _rule(
            "first_year",
            "The first year in which a flag is 1; 0 if none.",
            2,
            _year_of,
            "scalar",
            "first_year(flag, year)",
            series=(0,),
            axis=(1,),
        ),
        _rule(
            "last_year",
            "The last year in which a flag is 1; 0 if none.",
            2,
            _year_of,
            "scalar",
            "last_year(flag, year)",
            series=(0,),
            axis=(1,),
        ),
    )
}

WHOLE_SERIES = frozenset(name for name, rule in OPERATIONS.items() if rule.series and name != "previous")
"""Operations that read a row over all years at once; `previous` reads one year."""
