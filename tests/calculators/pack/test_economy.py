"""Each row of the economy, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.pack import economy

YEARS = np.array([2019.0, 2020, 2021, 2022])
NEAR = 1e-12


def test_shifts_are_in_force_after_the_last_actual_year_and_from_the_decision_year_on() -> None:
    # Last actual 2020, decision 2022: 2021 is no forecast year yet.
    assert economy.forecast(YEARS, 2020, 2022).tolist() == [0, 0, 0, 1]
    # Last actual 2021, decision 2020: actuals are never shifted.
    assert economy.forecast(YEARS, 2021, 2020).tolist() == [0, 0, 0, 1]


def test_growth_takes_the_shift_in_forecast_years_only() -> None:
    # 1 % + 0.5 points where the flag is 1.
    assert economy.growth_in_use(0.01, 0.005, np.array([0, 1])) == pytest.approx([0.01, 0.015], rel=NEAR)


def test_price_changes_take_their_shift_in_forecast_years_only() -> None:
    # 0.3 % + 1 point.
    assert economy.inflation_in_use(0.003, 0.01, np.array([0, 1])) == pytest.approx([0.003, 0.013], rel=NEAR)


def test_gross_domestic_product_is_actual_and_then_grows_by_volume_and_price() -> None:
    # 2021: 540 x 1.02 x 1.01 = 556.308. 2022: 556.308 x 1.01 x 1.00 = 561.87108.
    path = np.array([550.0, 540, 556.308, 561.87108])
    actual = np.array([550.0, 540, 999, 999])
    growth = np.array([0, 0, 0.02, 0.01])
    prices = np.array([0, 0, 0.01, 0.0])
    assert economy.gdp(path, actual, growth, prices, YEARS, 2020) == pytest.approx(path, rel=NEAR)


def test_the_price_level_chains_the_yearly_changes() -> None:
    # 1.01, then 1.01 x 1.02 = 1.0302.
    level = np.array([1.01, 1.0302])
    assert economy.price_level(level, np.array([0.01, 0.02])) == pytest.approx(level, rel=NEAR)


def test_the_price_index_is_one_in_the_price_year() -> None:
    # Levels 1.00, 1.25, 1.50, 2.00 with price year 2020: 0.8, 1, 1.2, 1.6.
    found = economy.price_index(np.array([1.0, 1.25, 1.5, 2.0]), YEARS, 2020, 1)
    assert found == pytest.approx([0.8, 1, 1.2, 1.6], rel=NEAR)


def test_real_gross_domestic_product_takes_prices_out() -> None:
    # 600 at an index of 1.2 is 500.
    assert economy.real_gdp(600.0, 1.2) == pytest.approx(500, rel=NEAR)


def test_wages_move_with_the_shift_of_prices() -> None:
    # 1 %, then 2 % and a shift of 1 %; the level is 1.01, then 1.01 x 1.03 = 1.0403.
    growth = economy.wage_growth_in_use(np.array([0.01, 0.02]), 0.01, np.array([0, 1]), 0.5, np.array([1, 1]))
    assert growth == pytest.approx([0.01, 0.03], rel=NEAR)
    level = np.array([1.01, 1.0403])
    assert economy.wage_level(level, growth) == pytest.approx(level, rel=NEAR)


def test_wages_follow_output_per_head_once_growth_ends() -> None:
    # Output grows by 1.02 x 1.01 = 1.0302 while 1 % of the people go: 1.0302 / 0.99 = 1.040606...
    per_head = economy.growth_per_head(0.02, 0.01, -0.01)
    assert per_head == pytest.approx(1.0302 / 0.99 - 1, rel=NEAR)
    growing = economy.growing(YEARS, 2020)
    assert growing.tolist() == [1, 1, 0, 0]
    assert economy.growing(YEARS).tolist() == [1, 1, 1, 1]  # no end is named
    found = economy.wage_growth_in_use(0.01, 0.0, 0.0, per_head, growing)
    assert found == pytest.approx([0.01, 0.01, per_head, per_head], rel=NEAR)


def test_the_wage_index_is_one_in_the_price_year() -> None:
    # Level 1.1 over 1.0.
    assert economy.wage_index(np.array([0.9, 1.0, 1.1, 1.2]), YEARS, 2020)[2] == pytest.approx(1.1, rel=NEAR)


def test_real_wages_fall_where_prices_outrun_pay() -> None:
    # Pay 1.05 at prices 1.25 is 0.84.
    assert economy.real_wage_index(1.05, 1.25, 1) == pytest.approx(0.84, rel=NEAR)


def test_the_discount_factor_is_one_up_to_the_decision_year() -> None:
    # 4 % from 2021: 2019-2021 are 1, 2022 is 1 / 1.04.
    found = economy.discount_factor(0.04, YEARS, 2021, 1)
    assert found == pytest.approx([1, 1, 1, 1 / 1.04], rel=NEAR)
