"""In which years each row can be other than nil, whatever its inputs are.

A row that is multiplied by a flag of the years compared is nil before and after them; what is added up from it is nil
before them. Only the years of pack.toml, which nobody types, and what can be nothing but nil (`bounds`) decide: no
value and no limit of a value that a user may change. Where no rule is given a row can be other than nil in any year, so
that a span may be wider than what can be reached, never narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from estimator.expression import Constant, Node, Operation, Reference
from estimator.expression.arithmetic import ARITHMETIC
from estimator.model.bounds import NIL, bounds_of
from estimator.model.graph import YEAR, Model

Span = tuple[int, int]
"""The first and the last place among the years of the columns."""
NEVER: Final[Span] = (1, 0)
COMPARISONS: Final = ("less", "at_most", "equals")
ADDED: Final = ("add", "subtract", "sum_of", "negate", "minimum", "maximum", "ceiling", "floor", "less")
"""Nil where all of their arguments are; of `less`, nothing is less than itself."""


def spans_of(model: Model) -> dict[str, Span]:
    """By id the years outside which each row and assumption is nil; NEVER for one that can only be nil."""
    return _Spans(model).found


def hull(one: Span, other: Span) -> Span:
    """The shortest span that holds both."""
    return one if other == NEVER else other if one == NEVER else (min(one[0], other[0]), max(one[1], other[1]))


def common(one: Span, other: Span) -> Span:
    """The years of both."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else NEVER


class _Spans:
    """Finds the span of one row after the other."""

    def __init__(self, model: Model) -> None:
        self.model, self.always = model, (0, len(model.years) - 1)
        self.years = np.array(model.years, dtype=np.float64)
        self.found = {id: NEVER if bounds == NIL else self.always for id, bounds in bounds_of(model).items()}
        rings = {id for ring in model.rings for id in ring}
        for id in model.order:
            if self.found.get(id) == self.always and id not in rings:
                self.found[id] = self.of(model.rows[id].expression)

    def of(self, node: Node) -> Span:
        """The span of an expression."""
        if isinstance(node, Constant):
            return self.always if node.value else NEVER
        if isinstance(node, Reference):
            return self.found.get(node.id, self.always)
        if not isinstance(node, Operation):
            return self.always
        known = self._numbers(node) if node.name in COMPARISONS else None
        if known is not None:
            return _of_numbers(np.broadcast_to(known, self.years.shape))
        rule = RULES.get(node.name)
        return rule(self, [self.of(each) for each in node.arguments]) if rule else self.always

    def _numbers(self, node: Node) -> NDArray[np.float64] | None:
        """The numbers along the years of what only the years of the columns and of pack.toml decide; else None."""
        if isinstance(node, Constant):
            return np.array([node.value])
        if isinstance(node, Reference):
            return self.years if node.id == YEAR else self._given(node.id)
        if not isinstance(node, Operation):
            return None
        numbers = [self._numbers(each) for each in node.arguments]
        known = [each for each in numbers if each is not None]
        return ARITHMETIC[node.name](*known) if len(known) == len(numbers) else None

    def _given(self, id: str) -> NDArray[np.float64] | None:
        """A number that the program gives every pack."""
        input = self.model.inputs.get(id)
        if input is None or input.editable or input.value is None or input.is_by_year:
            return None
        return np.array([input.value * input.scale])


def _of_numbers(numbers: NDArray[np.float64]) -> Span:
    places = np.flatnonzero(numbers)
    return (int(places[0]), int(places[-1])) if places.size else NEVER


def _any(_: _Spans, given: Sequence[Span]) -> Span:
    return reduce(hull, given)


def _all(_: _Spans, given: Sequence[Span]) -> Span:
    return reduce(common, given)


def _first(_: _Spans, given: Sequence[Span]) -> Span:
    """Nil over anything is nil."""
    return given[0]


def _where(_: _Spans, given: Sequence[Span]) -> Span:
    """The second where the first is not nil, else the third."""
    return hull(common(given[0], given[1]), given[2])


def _divide_or(_: _Spans, given: Sequence[Span]) -> Span:
    return hull(given[0], given[2])


def _on(spans: _Spans, given: Sequence[Span]) -> Span:
    """From the first year on: what is added up, or comes later by a number of years that may be any."""
    return NEVER if given[0] == NEVER else (given[0][0], spans.always[1])


def _added_up(spans: _Spans, given: Sequence[Span]) -> Span:
    return NEVER if given[0] == NEVER else spans.always


RULES: Final[Mapping[str, Callable[[_Spans, Sequence[Span]], Span]]] = {
    **dict.fromkeys(ADDED, _any),
    "multiply": _all,
    "divide": _first,
    "divide_or": _divide_or,
    "where": _where,
    **dict.fromkeys(("cumulative", "trailing_total", "lagged"), _on),
    **dict.fromkeys(("total", "largest", "smallest", "value_at"), _added_up),
}
