"""Between which bounds each row must lie, whatever its inputs are within their limits.

Interval arithmetic over the graph (Moore, Interval Analysis, 1966, chapter 3): an operation's bounds follow from those
of its arguments, each taken as if it moved alone, so bounds may be wider than what can be reached, never narrower. What
no rule is given for, and a row of last year's values, can be anything. Bounds are in the units that the model computes
with and hold for every year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf

from estimator.expression import Constant, Node, Operation, Reference
from estimator.model.graph import YEAR, Model

Bounds = tuple[float, float]
ANYTHING: Bounds = (-inf, inf)
NIL: Bounds = (0.0, 0.0)
FLAG: Bounds = (0.0, 1.0)


def bounds_of(model: Model) -> dict[str, Bounds]:
    """The bounds of every assumption and row, by id; an assumption without limits can be anything."""
    found: dict[str, Bounds] = {YEAR: (0.0, inf)}
    for input in model.inputs.values():
        low, high = input.limits or ANYTHING
        found[input.id] = (low * input.scale, high * input.scale)
    for id in model.order:
        if id in model.rows:
            found[id] = bounds(model.rows[id].expression, found)
    return found


def bounds(node: Node, known: Mapping[str, Bounds]) -> Bounds:
    """The bounds of an expression, from those of what it reads."""
    if isinstance(node, Constant):
        return node.value, node.value
    if isinstance(node, Reference):
        return known.get(node.id, ANYTHING)
    if not isinstance(node, Operation):
        return ANYTHING
    rule = RULES.get(node.name)
    return rule([bounds(each, known) for each in node.arguments]) if rule else ANYTHING


def _sum(given: Sequence[Bounds]) -> Bounds:
    return sum(low for low, _ in given), sum(high for _, high in given)


def _negate(given: Sequence[Bounds]) -> Bounds:
    low, high = given[0]
    return 0.0 - high, 0.0 - low


def _subtract(given: Sequence[Bounds]) -> Bounds:
    return _sum([given[0], _negate(given[1:])])


def _multiply(given: Sequence[Bounds]) -> Bounds:
    products = [left * right if left and right else 0.0 for left in given[0] for right in given[1]]
    return min(products), max(products)


def _divide(given: Sequence[Bounds]) -> Bounds:
    """Nil over anything is nil; of the rest only the sign is said."""
    return _signs(given[0]) if given[1][0] >= 0 else NIL if given[0] == NIL else ANYTHING


def _divide_or(given: Sequence[Bounds]) -> Bounds:
    return _either([_divide(given[:2]), given[2]])


def _either(given: Sequence[Bounds]) -> Bounds:
    return min(low for low, _ in given), max(high for _, high in given)


def _where(given: Sequence[Bounds]) -> Bounds:
    return given[2] if given[0] == NIL else _either(given[1:])


def _minimum(given: Sequence[Bounds]) -> Bounds:
    return min(low for low, _ in given), min(high for _, high in given)


def _maximum(given: Sequence[Bounds]) -> Bounds:
    return max(low for low, _ in given), max(high for _, high in given)


def _flag(_: Sequence[Bounds]) -> Bounds:
    return FLAG


def _added_up(given: Sequence[Bounds]) -> Bounds:
    return _signs(given[0])


def _one_of_a_series(given: Sequence[Bounds]) -> Bounds:
    return given[0]


def _or_nil(given: Sequence[Bounds]) -> Bounds:
    return _either([given[0], NIL])


def _signs(given: Bounds) -> Bounds:
    """What only the signs of some numbers leave open: nil, on either side of it, or both."""
    low, high = given
    return 0.0 if low >= 0 else -inf, 0.0 if high <= 0 else inf


RULES: dict[str, Callable[[Sequence[Bounds]], Bounds]] = {
    "add": _sum,
    "sum_of": _sum,
    "subtract": _subtract,
    "negate": _negate,
    "multiply": _multiply,
    "divide": _divide,
    "divide_or": _divide_or,
    "minimum": _minimum,
    "maximum": _maximum,
    "less": _flag,
    "at_most": _flag,
    "equals": _flag,
    "where": _where,
    "total": _added_up,
    "cumulative": _added_up,
    "trailing_total": _added_up,
    "largest": _one_of_a_series,
    "smallest": _one_of_a_series,
    "lagged": _or_nil,
    "value_at": _or_nil,
}
