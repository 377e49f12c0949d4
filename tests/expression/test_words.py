"""Formulas in words."""

import pytest

from estimator.expression import OPERATIONS, Constant, Reference
from estimator.expression.functions import ceiling, divide_or, maximum, previous, sum_of, total, where
from estimator.expression.nodes import operation
from estimator.expression.words import ENGLISH, in_words

A, B, C = (Reference(id) for id in ("a", "b", "c"))


def words(node):
    return in_words(node, lambda name: name.upper())


def test_every_operation_has_words():
    assert set(ENGLISH.operations) == set(OPERATIONS)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_each_operation_mentions_every_argument_that_is_not_the_axis_of_years(name):
    rule = OPERATIONS[name]
    arguments = [Reference(f"argument_{place}") for place in range(max(rule.arity[0], 1))]
    text = words(operation(name, *arguments))
    for place, argument in enumerate(arguments):
        if place not in rule.axis and (name, place) not in (("first_year", 1), ("last_year", 1)):
            assert argument.id.upper() in text


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (A + B * C, "A + B × C"),
        ((A + B) * C, "(A + B) × C"),
        (A - (B - C), "A − (B − C)"),
        (A - B - C, "A − B − C"),
        (A / (B / C), "A ÷ (B ÷ C)"),
        (-(A + B), "−(A + B)"),
        ((-A) ** B, "(−A) to the power of B"),
        (A ** (B**C), "A to the power of (B to the power of C)"),
        (ceiling(A * B), "the next whole number above (A × B)"),
        (maximum(0, A - B), "the larger of 0 and (A − B)"),
        (where(A < B, A, 0), "A where (A < B), else 0"),
        (divide_or(A, B, 0), "A ÷ B, or 0 where B is nil"),
        (previous(A, B) + 1, "(A of the year before (B before the first year)) + 1"),
        (sum_of((A, B, C)), "the sum of A, B, C"),
        (sum_of((A,)) * 2, "A × 2"),
        (total(A), "the sum of A over all years"),
        (Constant(2.0), "2"),
    ],
)
def test_words_keep_the_order_of_operations(node, expected):
    assert words(node) == expected
