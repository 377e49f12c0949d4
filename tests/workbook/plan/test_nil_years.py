"""In which years rows can be other than nil: worked by hand, and never narrower than what any numbers give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.expression import Constant, Node, Operation, Reference
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.functions import (
    cumulative,
    divide_or,
    lagged,
    largest,
    maximum,
    only_where,
    previous,
    total,
    trailing_total,
    where,
)
from estimator.model.graph import Model
from estimator.workbook.plan.nil_years import NEVER, RULES, Span, common, hull, spans_of
from tests.workbook import small

YEARS = np.array([small.YEARS], dtype=np.float64)
LAST = len(small.YEARS) - 1  # 21, FY2040
X, PRICE, YEAR = small.r("alpha.boats.ordered"), small.r("boat.unit_price"), small.r("year")
FIRST_YEAR, TYPED, NIL = small.r("pack.first_year"), small.r("boat.service_life"), small.r("nil.input")
IN, LATE, EARLY = small.r("alpha.in"), small.r("alpha.late"), small.r("alpha.early")
LEAVES = {
    "alpha.in": X * (FIRST_YEAR <= YEAR) * (YEAR < FIRST_YEAR + Constant(10.0)),  # FY2021 to FY2030: places 2 to 11
    "alpha.late": X * (FIRST_YEAR + Constant(4.0) <= YEAR),  # FY2025 on: 6 to the last
    "alpha.early": X * (YEAR < FIRST_YEAR),  # FY2019 and FY2020: 0 and 1
}


def _model(**more: Node) -> Model:
    """The small model with rows that are nil in some years, and others that read them."""
    made = small.model()
    nodes = {**LEAVES, **{f"alpha.{name}": node for name, node in more.items()}}
    rows = {id: small.row(id, id, "1", "by_year", "option", node, {}) for id, node in nodes.items()}
    inputs = {**made.inputs, "nil.input": small.assumption("nil.input", 0, limits=(0.0, 0.0))}
    return replace(made, inputs=inputs, rows=rows, order=tuple(rows), rings=())


def span(node: Node) -> Span:
    return spans_of(_model(found=node))["alpha.found"]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (IN, (2, 11)),
        (LATE, (6, LAST)),
        (EARLY, (0, 1)),
        (IN + LATE, (2, LAST)),
        (IN * LATE, (6, 11)),
        (IN * EARLY, NEVER),
        (IN * NIL, NEVER),  # limits of nil and nil
        (IN * TYPED, (2, 11)),
        (X * (TYPED < YEAR), (0, LAST)),  # a number that a user may change decides nothing
        (IN / PRICE, (2, 11)),
        (PRICE / IN, (0, LAST)),
        (divide_or(IN, PRICE, EARLY), (0, 11)),
        (where(IN, X, LATE), (2, LAST)),  # X in the years of IN, LATE in others
        (where(X, IN, 0), (2, 11)),
        (only_where(IN, X), (0, LAST)),  # a dash is not nil
        (maximum(IN, 0), (2, 11)),
        (maximum(IN, 1), (0, LAST)),
        (Constant(0) < IN, (2, 11)),
        (IN <= 0, (0, LAST)),  # 1 where IN is nil
        (cumulative(IN), (2, LAST)),
        (trailing_total(IN, TYPED), (2, LAST)),
        (lagged(LATE, TYPED), (6, LAST)),
        (previous(IN, 0), (0, LAST)),  # no rule is given
        (total(IN) * EARLY, (0, 1)),
        (largest(IN) * LATE, (6, LAST)),
    ],
)
def test_a_row_is_nil_outside_the_years_that_what_it_reads_leaves_it(node: Node, expected: Span) -> None:
    assert span(node) == expected


def test_a_row_of_a_ring_can_be_anything_in_any_year() -> None:
    made = _model(found=IN)
    assert spans_of(replace(made, rings=(("alpha.in",),)))["alpha.found"] == (0, LAST)


def test_years_of_both_and_of_either() -> None:
    assert hull((2, 4), (7, 9)) == (2, 9)
    assert common((2, 7), (4, 9)) == (4, 7)
    assert common((2, 4), (7, 9)) == NEVER
    assert hull(NEVER, (7, 9)) == hull((7, 9), NEVER) == (7, 9)


ARITY = {"negate": 1, "sum_of": 3, "where": 3, "divide_or": 3, "ceiling": 1, "floor": 1, "value_at": 3}
SERIES = {"cumulative", "total", "largest", "smallest", "trailing_total", "lagged", "value_at"}
TAIL: dict[str, tuple[Node, ...]] = {
    "trailing_total": (Constant(3.0),),
    "lagged": (Constant(2.0),),
    "value_at": (YEAR, Constant(2026.0)),
}


def _operations(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def of(name: str) -> st.SearchStrategy[Node]:
        count = 1 if name in SERIES else ARITY.get(name, 2)
        return st.tuples(*[inner] * count).map(lambda given: Operation(name, (*given, *TAIL.get(name, ()))))

    return st.sampled_from(sorted(RULES)).flatmap(of)


TREES = st.recursive(st.sampled_from([IN, LATE, EARLY, X, Constant(0.0), Constant(1.0)]), _operations, max_leaves=10)


@given(TREES, st.lists(st.floats(-5, 5), min_size=LAST + 1, max_size=LAST + 1))
def test_no_number_is_other_than_nil_outside_the_span(node: Node, numbers: list[float]) -> None:
    known: dict[str, Any] = {"year": YEARS, X.id: np.array([numbers]), FIRST_YEAR.id: np.array([[2021.0]])}
    with np.errstate(all="ignore"):
        for id, leaf in LEAVES.items():
            known[id] = _computed(leaf, known)
        found = np.broadcast_to(_computed(node, known), YEARS.shape)[0]
    first, last = span(node)
    outside = [number for place, number in enumerate(found) if not first <= place <= last]
    assert all(number == 0 or not np.isfinite(number) for number in outside)  # a division by nil is an error of its own


def _computed(node: Node, known: dict[str, Any]) -> Any:
    if isinstance(node, Reference):
        return known[node.id]
    if isinstance(node, Constant):
        return np.array([[node.value]])
    assert isinstance(node, Operation)
    return ARITHMETIC[node.name](*(_computed(each, known) for each in node.arguments))
