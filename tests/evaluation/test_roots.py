"""The root of a function: where it is by hand, and step by step what SciPy's own search does."""

from __future__ import annotations

import math

import pytest
from scipy.optimize import brentq

from estimator.evaluation.roots import root_between

CASES = [
    (lambda x: x * x - 2, (0.0, 2.0)),
    (lambda x: math.cos(x) - x, (0.0, 1.0)),
    (lambda x: 1 if x > 0.3 else -1, (0.0, 1.0)),
    (lambda x: x**9 - 1e-3, (0.0, 10.0)),
    (lambda x: math.exp(-x) - 0.5, (20.0, -3.0)),
    (lambda x: max(x - 5, 0) - 1, (0.0, 100.0)),
    (lambda x: 3e12 * x - 1e12, (0.0, 1e6)),
    (lambda x: x, (0.0, 4.0)),
    (lambda x: x - 4, (0.0, 4.0)),
]


@pytest.mark.parametrize(("function", "ends"), CASES)
def test_it_takes_the_steps_of_scipy_to_the_same_bits(function, ends):
    ours, theirs = [], []
    found = root_between(lambda x: ours.append(x) or function(x), ends, 1e-12, 4e-12)
    expected = brentq(lambda x: theirs.append(x) or function(x), *ends, xtol=1e-12, rtol=4e-12, maxiter=200)
    assert found == expected
    assert ours == theirs


def test_the_root_of_two_is_found():
    assert root_between(lambda x: x * x - 2, (0.0, 2.0), 1e-12, 1e-12) == pytest.approx(2**0.5, rel=1e-11)


def test_where_the_function_has_no_value_there_is_no_root():
    assert math.isnan(root_between(lambda x: math.nan if 0.2 < x < 0.9 else x - 0.5, (0.0, 1.0), 1e-12, 1e-12))
