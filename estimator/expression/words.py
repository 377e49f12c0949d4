"""A formula in words: a reader over the closed list of operations, in the phrases of a language.

`stations * ships_per_station` rounded up reads: the next whole number above ("Stations" × "Ships per station").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from estimator.expression.nodes import Constant, Node, Operation, Reference

Naming = Callable[[str], str]
Part = tuple[str, int]


@dataclass(frozen=True)
class Phrases:
    """How a language says formulas: a phrase for each operation, whose numbers stand for its arguments, and marks."""

    operations: Mapping[str, str]
    brackets: str = "({0})"
    between: str = ", "


# How strongly operations with a sign bind; the words of weaker arguments get brackets.
STRENGTHS: dict[str, int] = {
    "less": 1,
    "at_most": 1,
    "equals": 1,
    "add": 2,
    "subtract": 2,
    "multiply": 3,
    "divide": 3,
    "negate": 4,
    "power": 5,
}
FROM_THE_LEFT = frozenset({"subtract", "divide", "power", "less", "at_most", "equals"})
PHRASE = 0
WHOLE = 9

ENGLISH = Phrases(
    {
        "less": "{0} < {1}",
        "at_most": "{0} ≤ {1}",
        "equals": "{0} = {1}",
        "add": "{0} + {1}",
        "subtract": "{0} − {1}",
        "multiply": "{0} × {1}",
        "divide": "{0} ÷ {1}",
        "negate": "−{0}",
        "power": "{0} to the power of {1}",
        "sum_of": "the sum of {0}",
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
)


def in_words(node: Node, name: Naming, phrases: Phrases = ENGLISH) -> str:
    """Write an expression in words; `name` gives the words for a full id."""
    return _write(node, name, phrases)[0]


def _write(node: Node, name: Naming, phrases: Phrases) -> Part:
    """The words of a node and how strongly they hold together."""
    if isinstance(node, Constant):
        return f"{node.value:g}", WHOLE
    if isinstance(node, Reference):
        return name(node.id), WHOLE
    if isinstance(node, Operation):
        return _operation(node.name, [_write(argument, name, phrases) for argument in node.arguments], phrases)
    raise TypeError(f"no words for {type(node).__name__}")


def _operation(name: str, parts: list[Part], phrases: Phrases) -> Part:
    phrase, strength = phrases.operations[name], STRENGTHS.get(name, PHRASE)
    if name == "sum_of":
        listed = phrases.between.join(_inside(part, WHOLE, phrases) for part in parts)
        return parts[0] if len(parts) == 1 else (phrase.format(listed), strength)
    least = [strength or WHOLE] * len(parts)
    if name in FROM_THE_LEFT:
        least[1] += 1
    return phrase.format(*(_inside(part, each, phrases) for part, each in zip(parts, least, strict=True))), strength


def _inside(part: Part, least: int, phrases: Phrases) -> str:
    words, own = part
    return phrases.brackets.format(words) if own < least else words
