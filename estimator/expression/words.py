"""A formula in words: a reader over the closed list of operations.

`stations * ships_per_station` rounded up reads: the next whole number above ("Stations" × "Ships per station").
"""

from __future__ import annotations

from collections.abc import Callable

from estimator.expression.nodes import Constant, Node, Operation, Reference

Naming = Callable[[str], str]

# Infix operations by how strongly they bind; the words of weaker arguments get parentheses.
INFIX: dict[str, tuple[str, int]] = {
    "less": ("<", 1),
    "at_most": ("≤", 1),
    "equals": ("=", 1),
    "add": ("+", 2),
    "subtract": ("−", 2),
    "multiply": ("×", 3),
    "divide": ("÷", 3),
    "power": ("to the power of", 5),
}
FROM_THE_LEFT = frozenset({"subtract", "divide", "power", "less", "at_most", "equals"})
SIGN = 4
PHRASE = 0
WHOLE = 9

PHRASES: dict[str, str] = {
    "ceiling": "the next whole number above {0}",
    "floor": "the whole number below {0}",
    "exponential": "e to the power of {0}",
    "logarithm": "the natural logarithm of {0}",
    "minimum": "the smaller of {0} and {1}",
    "maximum": "the larger of {0} and {1}",
    "where": "{1} where {0}, else {2}",
    "divide_or": "{0} ÷ {1}, or {2} where {1} is nil",
    "only_where": "{1} where {0}, else nothing",
    "previous": "{0} of the year before ({1} before the first year)",
    "cumulative": "the sum of {0} from the first year to this one",
    "trailing_total": "the sum of {0} over this year and those before it, {1} years in all",
    "lagged": "{0} as it was {1} years earlier",
    "total": "the sum of {0} over all years",
    "largest": "the largest {0} of all years",
    "smallest": "the smallest {0} of all years",
    "value_at": "{0} in the year {2}",
    "first_year": "the first year in which {0} is 1",
    "last_year": "the last year in which {0} is 1",
}


def _infix(name: str) -> Callable[[list[tuple[str, int]]], tuple[str, int]]:
    sign, strength = INFIX[name]

    def write(parts: list[tuple[str, int]]) -> tuple[str, int]:
        left = _inside(parts[0], strength)
        right = _inside(parts[1], strength + (name in FROM_THE_LEFT))
        return f"{left} {sign} {right}", strength

    return write


def _phrase(template: str) -> Callable[[list[tuple[str, int]]], tuple[str, int]]:
    def write(parts: list[tuple[str, int]]) -> tuple[str, int]:
        return template.format(*(_inside(part, WHOLE) for part in parts)), PHRASE

    return write


def _negate(parts: list[tuple[str, int]]) -> tuple[str, int]:
    return f"−{_inside(parts[0], SIGN)}", SIGN


def _sum_of(parts: list[tuple[str, int]]) -> tuple[str, int]:
    if len(parts) == 1:
        return parts[0]
    return "the sum of " + ", ".join(_inside(part, WHOLE) for part in parts), PHRASE


WORDS: dict[str, Callable[[list[tuple[str, int]]], tuple[str, int]]] = {
    **{name: _infix(name) for name in INFIX},
    **{name: _phrase(template) for name, template in PHRASES.items()},
    "negate": _negate,
    "sum_of": _sum_of,
}


def _inside(part: tuple[str, int], strength: int) -> str:
    words, own = part
    return f"({words})" if own < strength else words


def _write(node: Node, name: Naming) -> tuple[str, int]:
    if isinstance(node, Constant):
        return f"{node.value:g}", WHOLE
    if isinstance(node, Reference):
        return name(node.id), WHOLE
    if isinstance(node, Operation):
        return WORDS[node.name]([_write(argument, name) for argument in node.arguments])
    raise TypeError(f"no words for {type(node).__name__}")


def in_words(node: Node, name: Naming) -> str:
    """Write an expression in words; `name` gives the words for a full id."""
    return _write(node, name)[0]
