"""Constant folding: what nothing supplies is nil, and nil rows vanish from the model.

Only 0, 1 and 2 may come out of folding, since no other literal may stand in a formula.
"""

from __future__ import annotations

from collections.abc import Callable

from estimator.expression import Constant, Node, Operation
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.nodes import ALLOWED_LITERALS
from estimator.expression.operations import WHOLE_SERIES

NIL = Constant(0.0)


def is_constant(node: Node, value: float) -> bool:
    """True for the literal `value`."""
    return isinstance(node, Constant) and node.value == value


def is_nil(node: Node) -> bool:
    """True for the literal 0."""
    return is_constant(node, 0.0)


def fold(node: Node) -> Node:
    """The same expression with literals worked out (`0 * a` is 0, `1 * a` is a)."""
    if not isinstance(node, Operation):
        return node
    arguments = tuple([fold(argument) for argument in node.arguments])
    values = [argument.value for argument in arguments if isinstance(argument, Constant)]
    if not values and len(arguments) > 1:  # most operations: no literal, nothing to fold
        return Operation(node.name, arguments)
    known = _of_constants(node.name, values) if len(values) == len(arguments) else None
    if known is not None:
        return known
    rule = RULES.get(node.name)
    shorter = rule(arguments) if rule else None
    return shorter if shorter is not None else Operation(node.name, arguments)


def _of_constants(name: str, values: list[float]) -> Node | None:
    if name in (*WHOLE_SERIES, "previous", "only_where"):
        return None
    if name == "divide" and values[1] == 0:
        return None
    if name == "logarithm" and values[0] <= 0:
        return None
    result = float(ARITHMETIC[name](*values).item())
    return Constant(result + 0.0) if result in ALLOWED_LITERALS else None


def _add(arguments: tuple[Node, ...]) -> Node | None:
    left, right = arguments
    return right if is_nil(left) else left if is_nil(right) else None


def _subtract(arguments: tuple[Node, ...]) -> Node | None:
    left, right = arguments
    return left if is_nil(right) else Operation("negate", (right,)) if is_nil(left) else None


def _multiply(arguments: tuple[Node, ...]) -> Node | None:
    left, right = arguments
    if is_nil(left) or is_nil(right):
        return NIL
    return right if is_constant(left, 1) else left if is_constant(right, 1) else None


def _divide(arguments: tuple[Node, ...]) -> Node | None:
    above, below = arguments
    return NIL if is_nil(above) else above if is_constant(below, 1) else None


def _power(arguments: tuple[Node, ...]) -> Node | None:
    base, exponent = arguments
    if is_nil(exponent) or is_constant(base, 1):
        return Constant(1.0)
    return base if is_constant(exponent, 1) else None


def _sum_of(arguments: tuple[Node, ...]) -> Node | None:
    kept = tuple(argument for argument in arguments if not is_nil(argument))
    if not kept:
        return NIL
    return kept[0] if len(kept) == 1 else Operation("sum_of", kept)


def _where(arguments: tuple[Node, ...]) -> Node | None:
    condition, then, otherwise = arguments
    if isinstance(condition, Constant):
        return otherwise if condition.value == 0 else then
    return then if is_nil(then) and is_nil(otherwise) else None


def _divide_or(arguments: tuple[Node, ...]) -> Node | None:
    above, below, otherwise = arguments
    if is_nil(below):
        return otherwise
    return NIL if is_nil(above) and is_nil(otherwise) else None


def _nil_if_first_is(arguments: tuple[Node, ...]) -> Node | None:
    return NIL if is_nil(arguments[0]) else None


def _previous(arguments: tuple[Node, ...]) -> Node | None:
    return NIL if is_nil(arguments[0]) and is_nil(arguments[1]) else None


RULES: dict[str, Callable[[tuple[Node, ...]], Node | None]] = {
    "add": _add,
    "subtract": _subtract,
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "sum_of": _sum_of,
    "where": _where,
    "divide_or": _divide_or,
    "previous": _previous,
    **dict.fromkeys(WHOLE_SERIES, _nil_if_first_is),
}
