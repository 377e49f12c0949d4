"""Batteries: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import battery


def test_batteries_and_their_sites_are_bought_together() -> None:
    assert battery.procurement_units(np.array([25.0, 25.0])) == pytest.approx([25, 25])
    assert battery.facilities_units(np.array([25.0, 25.0]), 1) == pytest.approx([25, 25])


def test_five_hundred_batteries_take_twenty_years_at_twenty_five_a_year() -> None:
    assert battery.years_to_order(500, 25) == 20


def test_rounds_load_all_launchers() -> None:
    # 500 batteries with 7 launchers are 3,500; 12 rounds each are 42,000
    assert battery.launchers(500, 7) == 3500
    assert battery.rounds_wanted(3500, 12) == 42_000


def test_billets_of_batteries() -> None:
    # 500 * (120 + 30) = 75,000
    assert battery.billets(500, 120, 30) == 75_000


def test_upkeep_counts_battery_years() -> None:
    assert battery.upkeep_units(np.array([25.0]), 1) == pytest.approx([25])


def test_five_hundred_circles_less_what_overlaps() -> None:
    # 500 * 1,256.637 * (1 - 0.4) = 376,991 square kilometres
    assert battery.covered_area(500, 1256.637, 0.4) == pytest.approx(376_991, abs=1)


def test_all_batteries_count_among_the_units_at_full_strength() -> None:
    assert battery.units_at_full_strength(500) == 500


def test_the_price_stands_with_and_without_missiles() -> None:
    # 400 + 84 * 8 = 1,072
    assert battery.rounds_per_battery(7, 12) == 84
    assert battery.price_with_missiles(400, 84, 8) == 1072


def test_batteries_are_disposed_of_at_a_share_of_the_price() -> None:
    assert battery.disposal_units(np.array([0.0, 25.0])) == pytest.approx([0, 25])
    assert battery.disposal_price(400, 0.02) == pytest.approx(8)
