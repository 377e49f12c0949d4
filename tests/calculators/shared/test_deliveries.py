"""Starts that an event sets back: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import launcher
from estimator.calculators.shared import deliveries, renewal

YEARS = np.arange(2023.0, 2030.0)


def test_a_risk_and_a_missing_offer_set_the_start_back_by_their_years() -> None:
    assert deliveries.setback() == 0
    # strikes with certainty, four years; half as likely, two; offered at once nothing, never offered at first five
    assert deliveries.setback(1, 4) == 4
    assert deliveries.setback(0.5, 4) == 2
    assert deliveries.setback(0, 4, 1, 5) == 0
    assert deliveries.setback(0, 4, 0, 5) == 5
    # one chance in four of three years and two in five that it is not offered for five: 0.75 + 2
    assert deliveries.setback(0.25, 3, 0.6, 5) == pytest.approx(2.75)


def test_orders_begin_later_by_whole_years_or_in_part() -> None:
    # five at two a year from 2024: 2, 4, 5; two years later the same from 2026
    assert deliveries.ordered_so_far(5, 2, 2024, YEARS, 1) == pytest.approx([0, 2, 4, 5, 5, 5, 5])
    assert deliveries.ordered_so_far(5, 2, 2024, YEARS, 1, 2) == pytest.approx([0, 0, 0, 2, 4, 5, 5])
    # an expected delay of a year and a quarter: in 2025 three quarters of a year's orders, 1.5
    assert deliveries.ordered_so_far(5, 2, 2024, YEARS, 1, 1.25) == pytest.approx([0, 0, 1.5, 3.5, 5, 5, 5])


def test_sites_are_contracted_once_in_the_year_in_which_orders_begin() -> None:
    # with the first orders, in 2025
    assert launcher.facilities_units(YEARS, 2024, 7, 1.25) == pytest.approx([0, 0, 7, 0, 0, 0, 0])
    assert launcher.facilities_units(YEARS, 2024, 7, 3) == pytest.approx([0, 0, 0, 0, 7, 0, 0])


def test_what_begins_later_is_renewed_later() -> None:
    # life of two years from 2024 + 1: generations begin in 2025, 2027 and 2029
    generation = renewal.generation(YEARS, 2024, 2, 1)
    assert generation == pytest.approx([-1, -1, 0, 0, 1, 1, 2])
    assert renewal.generation_position(YEARS, 2024, generation, 2, 1) == pytest.approx([0, 1, 0, 1, 0, 1, 0])
