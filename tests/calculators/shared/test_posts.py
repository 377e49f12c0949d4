"""Posts and people of a service, worked by hand."""

from __future__ import annotations

import pytest

from estimator.calculators.shared import posts

NEAR = 1e-12


def test_fill_rate_and_shortfall_measure_strength_against_authorised_posts() -> None:
    # 9,900 of 11,000 is 90 %, 1,100 short; a surplus is no shortfall.
    assert posts.fill_rate(9_900.0, 11_000.0) == pytest.approx(0.9, rel=NEAR)
    assert posts.vacancies(9_900.0, 11_000.0) == 1_100
    assert posts.shortfall(1_100.0) == 1_100
    assert posts.vacancies(12_000.0, 11_000.0) == -1_000
    assert posts.shortfall(-1_000.0) == 0


def test_pay_per_person_follows_real_wages() -> None:
    # 9 million x 1.02 = 9.18 million.
    assert posts.pay_per_person(9e6, 1.02) == pytest.approx(9.18e6, rel=NEAR)
