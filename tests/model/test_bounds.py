"""Between which bounds rows lie: worked by hand, and never narrower than what numbers within the limits give."""

from __future__ import annotations

from math import inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.row import row
from estimator.expression import Constant, Node, Operation, Reference, references
from estimator.expression.arithmetic import ARITHMETIC
from estimator.expression.functions import divide_or, maximum, minimum, previous, total, where
from estimator.model import build_model
from estimator.model.bounds import ANYTHING, RULES, bounds, bounds_of
from tests.model.small_pack import assumption, calculator, install, pack

A, B, C = Reference("a"), Reference("b"), Reference("c")
KNOWN = {"a": (0.0, 5.0), "b": (-2.0, 3.0), "c": (1.0, 4.0)}


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (A + B, (-2, 8)),  # 0 - 2, 5 + 3
        (A - B, (-3, 7)),  # 0 - 3, 5 + 2
        (-B, (-3, 2)),
        (A * B, (-10, 15)),  # 5 x -2, 5 x 3
        (minimum(A, 0), (0, 0)),  # a is never below nil
        (maximum(B, A), (0, 5)),
        (A < B, (0, 1)),
        (A / C, (0, inf)),  # nil or more over more than nil
        (minimum(A, 0) / B, (0, 0)),
        (A / B, (-inf, inf)),
        (divide_or(A, C, -B), (-3, inf)),
        (where(A, B, C), (-2, 4)),
        (where(minimum(A, 0), B, C), (1, 4)),  # the test is always nil
        (A**C, (-inf, inf)),  # no rule is given
        (Reference("unknown"), (-inf, inf)),
    ],
)
def test_bounds_follow_from_the_bounds_of_what_is_read(node: Node, expected: tuple[float, float]) -> None:
    assert bounds(node, KNOWN) == expected


def test_bounds_are_not_wider_where_nil_meets_what_has_no_end() -> None:
    assert bounds(Constant(0) * Reference("unknown"), {}) == (0, 0)
    assert bounds(Constant(2) * Reference("unknown"), {}) == ANYTHING


LEAVES = st.sampled_from([A, B, C, Constant(0.0), Constant(1.0), Constant(2.0)])
ARITY = {"negate": 1, "sum_of": 3, "where": 3, "divide_or": 3}
PLAIN = sorted(set(RULES) - {"total", "cumulative", "trailing_total", "largest", "smallest", "lagged", "value_at"})


def _operations(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    def of(name: str) -> st.SearchStrategy[Node]:
        count = ARITY.get(name, 2)
        return st.tuples(*[inner] * count).map(lambda arguments: Operation(name, arguments))

    return st.sampled_from(PLAIN).flatmap(of)


@given(st.recursive(LEAVES, _operations, max_leaves=12), st.data())
def test_no_number_within_the_limits_leaves_the_bounds(node: Node, data: Any) -> None:
    values = {id: np.array([[data.draw(st.floats(*KNOWN[id]))]]) for id in references(node)}
    with np.errstate(all="ignore"):
        found = float(_computed(node, values)[0, 0])
    low, high = bounds(node, KNOWN)
    if np.isfinite(found):  # a division by nil is an error of its own
        slack = 1e-9 * max(1.0, abs(found))
        assert low - slack <= found <= high + slack


def _computed(node: Node, values: dict[str, Any]) -> Any:
    if isinstance(node, Reference):
        return values[node.id]
    if isinstance(node, Constant):
        return np.array([[node.value]])
    assert isinstance(node, Operation)
    return ARITHMETIC[node.name](*(_computed(each, values) for each in node.arguments))


@row(label="Debt", unit="1", shown="count")
def debt(debt, rate):
    """Reads its own last year, so it can be anything."""
    return previous(debt, 0) + rate


@row(label="Below", unit="1", shown="count")
def below(share):
    """Never above nil, and the share is never below it."""
    return minimum(0, share)


@row(label="All years", unit="1", shown="count")
def all_years(path):
    """Over all years."""
    return total(path)


def test_limits_count_in_the_units_of_the_model_and_rings_can_be_anything(monkeypatch: Any) -> None:
    install(monkeypatch, calculator("economy", "pack", debt, below, all_years))
    found = bounds_of(
        build_model(
            pack(
                [
                    assumption("economy.rate", 1),
                    assumption("economy.share", 20, "%", limits=(0.0, 50.0)),
                    assumption("economy.path", {2020: 1.0}, limits=(-3.0, -1.0)),
                ]
            )
        )
    )
    assert found["economy.share"] == (0, 0.5)  # 50 % is 0.5
    assert found["economy.below"] == (0, 0)
    assert found["economy.all_years"] == (-inf, 0)  # all of one sign
    assert found["economy.debt"] == found["economy.rate"] == ANYTHING
