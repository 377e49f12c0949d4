"""The closed list of operations: what each does to numbers, units and shapes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.errors import UnitError
from estimator.expression import OPERATIONS, Constant, Operation, Reference, TracingError
from estimator.expression import functions as f
from estimator.expression.arithmetic import ARITHMETIC, rounded
from estimator.expression.nodes import ALLOWED_LITERALS
from estimator.model.folding import fold

YEARS = np.array([2020.0, 2021.0, 2022.0, 2023.0])


def test_every_operation_has_arithmetic_a_sentence_and_an_example():
    assert set(ARITHMETIC) == set(OPERATIONS)
    for rule in OPERATIONS.values():
        assert rule.sentence.endswith(".")
        assert rule.example


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        (f.ceiling((0.1 + 0.2) * 10), 3.0),  # 3.0000000000000004 is three, not a fourth hull
        (f.ceiling(-2.5), -2.0),
        (f.floor(2.9999999999), 3.0),  # nearer to 3 than nine decimals can tell
        (f.floor(-2.5), -3.0),
        (f.equals(1.1 * 3, 3.3), 1.0),  # 3.3000000000000003 in binary
        (f.minimum(3, 1, 2), 1.0),
        (f.maximum(3, 1, 2), 3.0),
        (f.where(1, 5, 7), 5.0),
        (f.where(0, 5, 7), 7.0),
        (f.divide_or(6, 3, 9), 2.0),
        (f.divide_or(6, 0, 9), 9.0),
        (f.sum_of([1, 2, 4]), 7.0),
        (f.sum_of([]), 0.0),
        (f.total([1, 2, 4]), 7.0),
        (f.largest([1, 4, 2]), 4.0),
        (f.smallest([3, 1, 2]), 1.0),
        (f.value_at([10, 20, 30, 40], YEARS, 2022), 30.0),
        (f.value_at([10, 20, 30, 40], YEARS, 2050), 0.0),
        (f.first_year([0, 1, 1, 0], YEARS), 2021.0),
        (f.first_year([0, 0, 0, 0], YEARS), 0.0),
        (f.last_year([0, 1, 1, 0], YEARS), 2022.0),
        (f.last_year([0, 0, 0, 0], YEARS), 0.0),
    ],
)
def test_operations_on_single_numbers(computed, expected):
    assert np.asarray(computed).item() == expected


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        (f.previous([1, 2, 3, 4], 9), [9, 1, 2, 3]),
        (f.cumulative([1, 2, 3, 4]), [1, 3, 6, 10]),
        (f.trailing_total([1, 2, 3, 4], 2), [1, 3, 5, 7]),
        (f.trailing_total([1, 2, 3, 4], 0), [0, 0, 0, 0]),
        (f.trailing_total([1, 2, 3, 4], 99), [1, 3, 6, 10]),
        (f.lagged([1, 2, 3, 4], 2), [0, 0, 1, 2]),
        (f.lagged([1, 2, 3, 4], 0), [1, 2, 3, 4]),
        (f.lagged([1, 2, 3, 4], 1.5), [0, 0, 0, 0]),  # no whole number of years
        (ARITHMETIC["power"]([0.0, 2.0], [0.0, 3.0]), [1, 8]),  # 0 to the power 0 is 1 in every reader
    ],
)
def test_operations_along_the_years(computed, expected):
    np.testing.assert_array_equal(np.asarray(computed).ravel(), expected)


def test_windows_may_differ_from_draw_to_draw():
    lengths = np.array([[1.0], [3.0]])
    found = f.trailing_total(np.array([[1.0, 2.0, 4.0]]), lengths)
    np.testing.assert_array_equal(found, [[1, 2, 4], [1, 3, 7]])
    np.testing.assert_array_equal(f.lagged(np.array([[1.0, 2.0, 4.0]]), lengths - 1), [[1, 2, 4], [0, 0, 1]])


@given(st.floats(-4e6, 4e6))
def test_rounding_is_symmetric_and_moves_by_less_than_a_billionth(value):
    assert rounded(-value).item() == -rounded(value).item()
    assert abs(rounded(value).item() - value) <= 1e-9


@given(st.floats(5e6, 1e15))
def test_rounding_leaves_large_numbers_alone(value):
    assert rounded(value).item() == value


def test_units_must_agree_with_factor_one():
    add = OPERATIONS["add"].unit
    assert add(["ship", None]) == "ship"
    with pytest.raises(UnitError, match="does not fit"):
        add(["ship", "person"])
    with pytest.raises(UnitError, match="factor of 12"):
        add(["year", "month"])
    with pytest.raises(UnitError, match="factor of"):
        add(["ton", "metric_ton"])


def test_units_go_through_products_and_quotients():
    assert OPERATIONS["multiply"].unit(["person / ship", "ship"]) == "person"
    assert OPERATIONS["divide"].unit(["JPY_2020", "ship"]) == "JPY_2020 / ship"
    assert OPERATIONS["less"].unit(["ship", "ship"]) == "1"
    with pytest.raises(UnitError):
        OPERATIONS["power"].unit(["ship", "1"])
    with pytest.raises(UnitError):
        OPERATIONS["where"].unit(["ship", "1", "1"])
    with pytest.raises(UnitError):
        OPERATIONS["value_at"].unit(["ship", "year", "person"])


def test_money_of_two_years_never_adds_up():
    with pytest.raises(UnitError, match="does not fit"):
        OPERATIONS["add"].unit(["JPY_2020", "JPY_2026"])


SYMBOL = Reference("a")


@pytest.mark.parametrize(
    ("wrong", "instead"),
    [
        (lambda a: 1 if a else 0, "where"),
        (round, "ceiling"),
        (float, "symbol itself"),
        (int, "floor"),
        (lambda a: [each for each in a], "total"),  # noqa: C416 - the loop is the point
        (lambda a: a[0], "previous"),
        (lambda a: a == Reference("b"), "equals"),
        (lambda a: a * 3, "assumption with a source"),
        (lambda a: a * "text", "a row, an assumption"),
        (f.sum_of, "total"),
    ],
)
def test_what_cannot_be_traced_says_what_to_use(wrong, instead):
    with pytest.raises(TracingError, match=instead):
        wrong(SYMBOL)


NUMBERS = {"a": 3.0, "b": -1.5, "c": 0.25}


def value_of(node):
    if isinstance(node, Reference):
        return NUMBERS[node.id]
    if isinstance(node, Operation):
        return float(np.asarray(ARITHMETIC[node.name](*map(value_of, node.arguments))).item())
    return node.value


LEAVES = st.one_of(
    st.sampled_from(sorted(NUMBERS)).map(Reference), st.sampled_from(sorted(ALLOWED_LITERALS)).map(Constant)
)


def grown(inner):
    two = st.sampled_from(["add", "subtract", "multiply", "minimum", "maximum", "less", "at_most", "equals"])
    return st.one_of(
        st.builds(lambda name, a, b: Operation(name, (a, b)), two, inner, inner),
        st.builds(lambda a, b, c: Operation("where", (a, b, c)), inner, inner, inner),
        st.builds(lambda a, b, c: Operation("divide_or", (a, b, c)), inner, inner, inner),
        st.builds(lambda a: Operation("negate", (a,)), inner),
    )


@given(st.recursive(LEAVES, grown, max_leaves=12))
def test_folding_changes_no_value(node):
    assert value_of(fold(node)) == pytest.approx(value_of(node), rel=1e-12, abs=1e-12)
