"""Drone orbits: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import orbit


def test_an_orbit_held_day_and_night_takes_several_drones() -> None:
    # two orbits of four are eight; with half of them flown by the ally four; 1.3 orbits of four are 5.2: six
    assert orbit.own_orbits(2) == 2
    assert orbit.own_orbits(2, 0.5) == 1
    assert orbit.quantity(2, 4) == 8
    assert orbit.quantity(1.3, 4) == 6


def test_orbits_are_held_as_drones_arrive_and_no_more_than_wanted() -> None:
    # two of eight hold half an orbit; nine would hold 2.25, two are wanted
    assert orbit.orbits_held(np.array([0, 2, 8, 9]), 4, 2) == pytest.approx([0, 0.5, 2, 2])


def test_looks_are_orbits_over_the_time_of_one_search() -> None:
    # two orbits that each search the area in 360 minutes: a look every 180 minutes
    assert orbit.drone_looks(2, 360) == pytest.approx(1 / 180)


def test_losses_follow_the_hours_on_station() -> None:
    # two orbits of 8,760 hours are 17,520 hours; at 23 a million 0.40296 drones a year
    hours = orbit.station_hours(2, 8760, 1)
    assert hours == 17520
    assert orbit.lost(hours, 0.000023) == pytest.approx(0.40296)
    # and they are bought again with the two whose life ends
    assert orbit.replacement_units(2, 0.40296) == pytest.approx(2.40296)
    assert orbit.replacement_price(20) == 20


def test_first_buy_base_and_operation_are_told_apart() -> None:
    assert orbit.procurement_units(np.array([2.0, 2, 0])) == pytest.approx([2, 2, 0])
    # one base, half of it the ally's, contracted with the first order
    assert orbit.facilities_units(1, np.array([2022.0, 2023, 2024]), 2023, 0.5) == pytest.approx([0, 0.5, 0])
    assert orbit.upkeep_units(np.array([0, 8]), 1) == pytest.approx([0, 8])


def test_people_go_with_the_orbits_held() -> None:
    # half an orbit and two orbits of 300 people
    assert orbit.billets(np.array([0.5, 2]), 300) == pytest.approx([150, 600])
