"""Currency, price bases and prices, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.prices import currency, foreign_price_base, home_price_base, price

YEARS = np.array([2018.0, 2019, 2020, 2021])
NEAR = 1e-12


def test_foreign_prices_are_published_and_then_carried_on() -> None:
    # 2021: 106 x (1 + 0.02 + 0.005) = 108.65.
    level = np.array([100.0, 104, 106, 108.65])
    actual = np.array([100.0, 104, 106, 106])
    found = currency.price_level(level, actual, np.full(4, 0.02), 0.005, YEARS, 2020)
    assert found == pytest.approx(level, rel=NEAR)


def test_the_price_ratio_is_home_over_foreign() -> None:
    # 1.05 over 105.
    assert currency.price_ratio(1.05, 105.0) == pytest.approx(0.01, rel=NEAR)


def test_full_parity_gives_back_the_inflation_difference_since_the_forward_year() -> None:
    # Ratio falls from 0.010 (2020) to 0.009 (2021): factor 0.9; half of it in logs is the root; none is 1.
    ratio = np.array([0.012, 0.011, 0.010, 0.009])
    assert currency.parity(ratio, 1.0, YEARS, 2020)[3] == pytest.approx(0.9, rel=NEAR)
    assert currency.parity(ratio, 0.5, YEARS, 2020)[3] == pytest.approx(0.9**0.5, rel=NEAR)
    assert currency.parity(ratio, 0.0, YEARS, 2020)[3] == 1


def test_the_exchange_rate_is_the_budgets_then_the_markets_then_the_forward_rate() -> None:
    # Budget rates to 2018, the market's to 2020; after it 150 x 1.2 x 0.9 = 162.
    budget, market = np.array([97.0, 110, 0, 0]), np.array([110.0, 108, 106, 1])
    drift = np.array([1, 1, 1, 0.9])
    at_budget = currency.at_budget_rate(YEARS, 2018)
    assert at_budget.tolist() == [1, 0, 0, 0]
    found = currency.exchange_rate(at_budget, market, 150.0, 1.2, drift, YEARS, 2020, budget)
    assert found == pytest.approx([97, 108, 106, 162], rel=NEAR)
    # The market's own rate stands beside it, with the same forward path.
    beside = currency.market_rate(found, market, YEARS, 2020, 2018)
    assert beside == pytest.approx([110, 108, 106, 162], rel=NEAR)


def test_without_a_budget_rate_the_markets_rate_is_used_and_nothing_stands_beside_it() -> None:
    assert not currency.at_budget_rate(YEARS).any()
    market = np.array([110.0, 108, 106, 1])
    found = currency.exchange_rate(0, market, 150.0, 1.2, np.ones(4), YEARS, 2020)
    assert found == pytest.approx([110, 108, 106, 180], rel=NEAR)
    assert not currency.market_rate(found, market, YEARS, 2020).any()


def test_a_home_price_is_divided_by_the_index_of_its_own_year() -> None:
    # Index 0.8 in 2018: one unit of 2018 is 1.25 of the price year.
    found = home_price_base.factor(np.array([0.8, 0.9, 1, 1.1]), YEARS, 2018, 1)
    assert found == pytest.approx(1.25, rel=NEAR)


def test_a_foreign_price_is_escalated_in_its_own_currency() -> None:
    # 108 over 100 in 2018.
    found = foreign_price_base.escalation(np.array([100.0, 104, 106, 108]), YEARS, 2018, 1)
    assert found == pytest.approx([1, 1.04, 1.06, 1.08], rel=NEAR)


def test_a_foreign_price_is_converted_at_the_rate_of_the_payment_year() -> None:
    # 1.08 dollars x 150 yen / 1.2 = 135 yen of the price year.
    assert foreign_price_base.factor(1.08, 150.0, 1.2) == pytest.approx(135, rel=NEAR)


def test_cost_growth_multiplies_the_converted_price() -> None:
    # 10 x 1.25 x 1.3 = 16.25; alone, the quote stays.
    assert price.at_pack_prices(10.0, 1.25, 1.3) == pytest.approx(16.25, rel=NEAR)
    assert price.at_pack_prices(10.0) == 10
