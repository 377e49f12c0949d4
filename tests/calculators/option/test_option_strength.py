"""When an option can act and how much of it stands, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.option import option_strength

YEARS = np.array([[2030.0, 2031.0, 2032.0, 2033.0]])
SHARES = np.array([[0.0, 0.85, 0.9, 1.0]])


def test_an_option_is_operational_once_no_element_lacks_more_than_is_left_open():
    flags = option_strength.operational(0.9, SHARES)
    assert np.ravel(flags) == pytest.approx([0, 0, 1, 1])
    assert np.ravel(option_strength.first_operational_year(flags, YEARS, (SHARES,))) == pytest.approx([2032])


def test_an_option_that_never_gets_there_has_no_first_year():
    never = option_strength.operational(0.9, SHARES / 2)
    assert np.isnan(np.ravel(option_strength.first_operational_year(never, YEARS, (SHARES,)))).all()


def test_strength_is_that_of_the_year_of_the_effects():
    assert np.ravel(option_strength.strength_in_reference_year(SHARES, YEARS, 2031)) == pytest.approx([0.85])
