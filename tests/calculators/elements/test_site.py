"""Sites and platforms: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import platform, site

ORDERED = np.array([1.0, 1.0, 0.0])


def test_works_and_training_are_bought_with_the_site() -> None:
    assert site.procurement_units(ORDERED) == pytest.approx([1, 1, 0])
    assert site.facilities_units(ORDERED, 1) == pytest.approx([1, 1, 0])
    assert site.introduction_units(ORDERED, 1) == pytest.approx([1, 1, 0])


def test_availability_is_the_product_of_independent_causes() -> None:
    # on land nothing but the material; at sea 0.85 * 0.97 * (1 - 0.03) = 0.799765
    assert site.availability(1) == 1
    assert site.availability(0.85, 0.97, 0.03) == pytest.approx(0.799765)


def test_two_sites_hold_two_stations() -> None:
    assert site.stations(np.array([0, 1, 2]), 1, 1) == pytest.approx([0, 1, 2])
    # two platforms, each 0.85 of the year out of the dock: 1.7 places; able to engage 0.8 of the year: 1.6 stations
    assert site.station_sites(2, 1, 0.85) == pytest.approx(1.7)
    # weather stops 0.05 of them; in its season three times as much, and at most all
    assert site.full_stations(1.7, 0.05) == pytest.approx(1.7 * 0.95)
    assert site.full_stations(1.7, 0.05, 2) == pytest.approx(1.7 * 0.85)
    assert site.full_stations(1.7, 0.5, 2) == 0
    assert site.full_stations(1.7) == 1.7  # on land


def test_launch_cells_of_all_sites() -> None:
    assert site.launch_cells(2, 24) == 48


def test_people_of_a_site_are_watch_teams_guards_and_support() -> None:
    # 12 * 3 + 120 + 94 = 250
    assert site.people_present(12, 3, 120, 94) == 250


def test_offshore_the_people_ashore_between_turns_come_on_top() -> None:
    # two sites on land 500; two platforms with 180 aboard and two turns 2 * 180 * 2 = 720
    assert site.billets(2, 250) == 500
    assert site.billets(2, 180, 2) == 720


def test_upkeep_and_disposal() -> None:
    assert site.upkeep_units(np.array([1, 2]), 1) == pytest.approx([1, 2])
    assert site.disposal_units(np.array([0, 1])) == pytest.approx([0, 1])
    # 2 percent of 134 is 2.68
    assert site.disposal_price(134, 0.02) == pytest.approx(2.68)


def test_marine_operation_counts_platform_years() -> None:
    assert platform.support_units(np.array([1, 2]), 1) == pytest.approx([1, 2])


def test_guard_ships_are_paid_by_the_year() -> None:
    # 2 platforms with 2 guard ships each are 4 ships; at 2.5 a year 10; 30 people aboard each are 120
    ships = platform.guard_ships(2, 2)
    assert ships == 4
    assert platform.guard_outlay(ships, 2.5, 1) == pytest.approx(10)
    assert platform.guard_obligation(10) == pytest.approx(10)
    assert platform.guard_crews(ships, 30) == 120


def test_a_platform_beyond_the_reach_of_its_link_fails_a_check() -> None:
    assert platform.link_in_reach(20, 50) == 1
    assert platform.link_in_reach(60, 50) == 0
