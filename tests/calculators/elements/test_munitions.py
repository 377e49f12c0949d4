"""Munitions: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import munitions


def test_rounds_fill_the_share_of_cells_that_hold_them() -> None:
    # 256 cells, one round each, 0.1875 of the cells: 48; 400 rounds as counted are 400
    assert munitions.quantity(0, 256, 1, 0.1875) == 48
    assert munitions.quantity(400) == 400


def test_each_doubling_multiplies_the_price_by_the_slope() -> None:
    # slope 0.9: ln 0.9 / ln 2 = -0.152003; twice the quantity gives 2^-0.152003 = 0.9
    exponent = munitions.quantity_exponent(0.9)
    assert exponent == pytest.approx(-0.152003, abs=1e-6)
    assert munitions.quantity_factor(200, 100, exponent) == pytest.approx(0.9)
    assert munitions.quantity_exponent(1) == 0


def test_the_price_as_paid_holds_the_surcharge() -> None:
    # 100 * 0.9 * 1.05 = 94.5
    assert munitions.unit_price(100, 0.9, 0.05) == pytest.approx(94.5)


def test_first_buy_and_renewal_are_told_apart() -> None:
    # delivered 24 in the first year, half of them renewed 2 years later
    assert munitions.procurement_units(np.array([24.0, 0, 0])) == pytest.approx([24, 0, 0])
    assert munitions.renewal_units(np.array([24.0, 0, 0]), 2, 1, 1, 0.5) == pytest.approx([0, 0, 12])
    # the stock is given up after two years, just when they would be renewed: none is
    assert [munitions.renewed_in_life(2, life, each) for life, each in ((9, 0.5), (2, 0.5), (9, 0))] == [1, 0, 0]
    assert munitions.renewal_units(np.array([24.0, 0, 0]), 2, 1, 0, 0.5) == pytest.approx([0, 0, 0])


def test_rounds_fired_before_their_renewal_are_not_renewed() -> None:
    # three of sixty a year over ten years: exp(-0.5) = 0.606531 is still there; without test firings all
    unfired = munitions.unfired_share(60, 10, 3)
    assert unfired == pytest.approx(0.606531, abs=1e-6)
    assert munitions.unfired_share(60, 10) == 1
    # 60 delivered, all renewed a year later but those fired: 36.3918
    assert munitions.renewal_units(np.array([60.0, 0]), 1, unfired, 1, 1) == pytest.approx([0, 36.3918], abs=1e-4)


def test_rounds_fired_in_tests_are_replaced() -> None:
    # half a round a year while in service; with 12 renewed 12.5
    fired = munitions.fired_units(np.array([0, 1, 1]), 1, 0.5)
    assert fired == pytest.approx([0, 0.5, 0.5])
    assert munitions.replacement_units(np.array([0, 0, 12]), fired) == pytest.approx([0, 0.5, 12.5])
    # making twelve good costs a third of new ones, 4; a round that was fired is a new one all the same
    assert munitions.replacement_units(np.array([0, 0, 12]), fired, 1 / 3) == pytest.approx([0, 0.5, 4.5])


def test_replacing_and_keeping_a_round_are_shares_of_its_price() -> None:
    assert munitions.replacement_price(100) == 100
    assert munitions.upkeep_units(48, 1) == 48
    # 1 percent of 100 a year
    assert munitions.upkeep_price(100, 0.01) == pytest.approx(1)
    assert munitions.upkeep_price(100, 0, 3) == pytest.approx(3)  # an amount of its own
    assert munitions.upkeep_price(100, 0.01, 3) == pytest.approx(4)


def test_series_production_is_set_up_once_with_the_first_order() -> None:
    years = np.array([2026.0, 2027, 2028, 2029])
    assert munitions.introduction_units(years, 2027, 0, 1) == pytest.approx([0, 1, 0, 0])
    assert munitions.introduction_units(years, 2027, 1.5, 1) == pytest.approx([0, 0, 1, 0])
    assert munitions.introduction_units(years, 2027) == pytest.approx([0, 0, 0, 0])


def test_rounds_count_in_their_own_tier() -> None:
    assert munitions.upper_rounds(16, 1) == 16
    assert munitions.lower_rounds(16, 0) == 0
