"""The formula language: immutable nodes that a row's body becomes when it is traced.

A row is called once with `Reference` nodes in place of numbers; Python's operators on nodes build
`Operation` nodes. What cannot be traced (`if`, `round()`, `float()`, a loop over a symbol) raises
`TracingError` with the function to use instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from estimator.errors import ModelError


class TracingError(ModelError):
    """A row's body uses Python that cannot become a formula."""


def _refuse(what: str, instead: str) -> NoReturn:
    raise TracingError(f"{what} cannot be traced into a formula; use {instead}")


class Node:
    """One node of an expression; operators build larger expressions."""

    __slots__ = ()

    def __add__(self, other: object) -> Node:
        """`a + b`."""
        return operation("add", self, other)

    def __radd__(self, other: object) -> Node:
        """`1 + b`."""
        return operation("add", other, self)

    def __sub__(self, other: object) -> Node:
        """`a - b`."""
        return operation("subtract", self, other)

    def __rsub__(self, other: object) -> Node:
        """`1 - b`."""
        return operation("subtract", other, self)

    def __mul__(self, other: object) -> Node:
        """`a * b`."""
        return operation("multiply", self, other)

    def __rmul__(self, other: object) -> Node:
        """`2 * b`."""
        return operation("multiply", other, self)

    def __truediv__(self, other: object) -> Node:
        """`a / b`; a zero divisor is an error, see `divide_or`."""
        return operation("divide", self, other)

    def __rtruediv__(self, other: object) -> Node:
        """`1 / b`."""
        return operation("divide", other, self)

    def __pow__(self, other: object) -> Node:
        """`a ** b`."""
        return operation("power", self, other)

    def __rpow__(self, other: object) -> Node:
        """`2 ** b`."""
        return operation("power", other, self)

    def __neg__(self) -> Node:
        """`-a`."""
        return operation("negate", self)

    def __lt__(self, other: object) -> Node:
        """`a < b`, 1 where it holds and 0 elsewhere."""
        return operation("less", self, other)

    def __gt__(self, other: object) -> Node:
        """`a > b`."""
        return operation("less", other, self)

    def __le__(self, other: object) -> Node:
        """`a <= b`."""
        return operation("at_most", self, other)

    def __ge__(self, other: object) -> Node:
        """`a >= b`."""
        return operation("at_most", other, self)

    def __eq__(self, other: object) -> bool:
        """Refused: `==` on symbols would always be false."""
        if other is self:
            return True
        _refuse("==", "equals(a, b)")

    def __hash__(self) -> int:
        """Nodes are told apart by identity."""
        return id(self)

    def __bool__(self) -> bool:
        """Refused: an `if` would be decided once, for all draws and years."""
        _refuse("if, and, or, not", "where(condition, a, b), minimum or maximum")

    def __float__(self) -> float:
        """Refused."""
        _refuse("float()", "the symbol itself")

    def __int__(self) -> int:
        """Refused."""
        _refuse("int()", "floor(a)")

    def __round__(self, digits: int = 0) -> int:
        """Refused."""
        _refuse("round()", "ceiling(a) or floor(a)")

    def __abs__(self) -> Node:
        """`abs(a)`."""
        return operation("maximum", self, operation("negate", self))

    def __iter__(self) -> Iterator[Node]:
        """Refused."""
        _refuse("a loop over a symbol", "total(a), cumulative(a) or sum_of(parts)")

    def __getitem__(self, item: object) -> Node:
        """Refused."""
        _refuse("an index", "previous(a, opening) or value_at(a, year, when)")


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Node):
    """A number that stands in a formula: 0, 1 or 2."""

    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Reference(Node):
    """Another row or an assumption, by its full id; `year` is the fiscal-year axis."""

    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Node):
    """One of the closed list of operations, applied to nodes."""

    name: str
    arguments: tuple[Node, ...]


ALLOWED_LITERALS = frozenset({0.0, 1.0, 2.0})


def as_node(value: object) -> Node:
    """Make a node of a literal; only 0, 1 and 2 may stand in a row."""
    if isinstance(value, Node):
        return value
    if getattr(value, "size", 0) == 1 and hasattr(value, "item"):
        value = value.item()  # a NumPy number, from a function called with literals only
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(f"a {type(value).__name__}", "a row, an assumption or the numbers 0, 1 and 2")
    if float(value) not in ALLOWED_LITERALS:
        raise TracingError(f"{value} stands in a row; only 0, 1 and 2 may. Make it an assumption with a source")
    return Constant(float(value))


def operation(name: str, *arguments: object) -> Operation:
    """Build an operation node of literals and nodes."""
    return Operation(name, tuple(as_node(argument) for argument in arguments))


def with_references(node: Node, instead: Callable[[Reference], Node]) -> Node:
    """The same expression with something in place of each reference, which may be the reference itself."""
    if isinstance(node, Reference):
        return instead(node)
    if isinstance(node, Operation):
        return Operation(node.name, tuple(with_references(each, instead) for each in node.arguments))
    return node


def walk(node: Node) -> Iterator[Node]:
    """Every node of an expression, parents before children."""
    left = [node]
    while left:
        node = left.pop()
        yield node
        if isinstance(node, Operation):
            left.extend(reversed(node.arguments))


def references(node: Node) -> tuple[str, ...]:
    """The ids that an expression reads, in order of appearance, each once."""
    found: dict[str, None] = {}
    left = [node]
    while left:
        node = left.pop()
        if isinstance(node, Reference):
            found[node.id] = None
        elif isinstance(node, Operation):
            left.extend(reversed(node.arguments))
    return tuple(found)
