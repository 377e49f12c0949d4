"""Constellation: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import constellation

YEARS = np.arange(2022.0, 2028.0)


def test_twice_the_satellites_halve_the_revisit_time() -> None:
    # five satellites see a place every 120 minutes: 600 satellite-minutes; every 15 minutes takes 600 / 15 = 40
    constant = constellation.revisit_constant(120, 5)
    assert constant == 600
    assert constellation.satellites_needed(0, constant, 15) == 40
    assert constellation.satellites_needed(0, constant, 30) == 20
    # 600 / 35 = 17.14: whole satellites, 18; three more by hand
    assert constellation.satellites_needed(0, constant, 35) == 18
    assert constellation.satellites_needed(0, constant, 35, 3) == 21


def test_an_ally_takes_its_share_of_satellites_looks_and_sites() -> None:
    # 70 percent of 40 leaves 12; their looks are 12 / 600 = 0.02 a minute, the ally's 28 / 600 = 0.046667
    assert constellation.quantity(40) == 40
    assert constellation.quantity(40, 0.7) == 12
    assert constellation.satellite_looks(12, 600) == pytest.approx(0.02)
    assert constellation.ally_looks(40, 600, 0.7) == pytest.approx(0.0466667, abs=1e-6)
    # two sites less 70 percent are 0.6: one whole site
    assert constellation.own_ground_sites(2, 0.7) == 1
    assert constellation.own_ground_sites(2) == 2


def test_the_launch_rate_is_raised_where_it_could_not_hold_the_number() -> None:
    # ten a year with a life of five years hold 50; 120 satellites need 120 / 5 = 24 a year
    assert constellation.orders_per_year(10, 40, 5) == 10
    assert constellation.orders_per_year(10, 120, 5) == 24


def test_a_satellite_in_orbit_costs_satellite_and_launch() -> None:
    # 1.1 + 0.4 = 1.5, for the first buy and for each replacement
    assert constellation.unit_price(1.1, 0.4) == pytest.approx(1.5)
    assert constellation.replacement_price(1.5) == 1.5


def test_first_buy_replacement_sites_and_operation_are_told_apart() -> None:
    ordered, renewed = np.array([0, 10.0, 10, 0, 0, 0]), np.array([0, 0, 0, 0, 0, 10.0])
    assert constellation.procurement_units(ordered) == pytest.approx(ordered)
    assert constellation.replacement_units(renewed) == pytest.approx(renewed)
    # both sites with the first order, in 2023
    assert constellation.facilities_units(YEARS, 2023, 2) == pytest.approx([0, 2, 0, 0, 0, 0])
    assert constellation.upkeep_units(np.array([0, 40.0]), 1) == pytest.approx([0, 40])


def test_operators_stand_at_sites_and_analysts_go_with_satellites() -> None:
    # two sites of 60 once the first satellite is up; five analysts for each of 10, then 40 satellites
    operators = constellation.operators(np.array([0, 1, 1]), 2, 60)
    analysts = constellation.analysts(np.array([0, 10, 40]), 5)
    assert operators == pytest.approx([0, 120, 120])
    assert analysts == pytest.approx([0, 50, 200])
    # 0, 170, 320
    assert constellation.billets(operators, analysts) == pytest.approx([0, 170, 320])


def test_the_number_of_satellites_may_be_given_outright() -> None:
    # 7 given and 2 beyond; with the number given the revisit time that it would take (20) does not count
    assert constellation.satellites_needed(7, extra_satellites=2) == 9
    assert constellation.satellites_needed(7, 600, 30) == 7
    assert constellation.satellite_looks(7) == 0  # how often they look nobody has said
    assert constellation.ally_looks(7, supplied_by_ally=0.5) == 0
