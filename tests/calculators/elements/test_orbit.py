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
    # of six drones 0.06716 a year each; with 17,520 hours and no losses nil
    assert orbit.yearly_loss(2, 8760, 6, 0.000023) == pytest.approx(0.06716)
    assert orbit.yearly_loss(2, 8760, 6) == 0


def test_at_the_end_of_a_life_only_what_accidents_have_left_is_renewed() -> None:
    # one in fifty a year for 25 years: exp(-0.5) = 0.606531 is left; without losses all
    left = orbit.left_share(25, 0.02)
    assert left == pytest.approx(0.606531, abs=1e-6)
    assert orbit.left_share(25) == 1
    # ten places fall due in the first generation, then in the second: 6.06531 of the first buy, then 3.67879
    assert orbit.first_buy_renewed(np.array([0, 10, 10]), left, np.array([-3, 1, 2])) == pytest.approx(
        [0, 6.06531, 3.67879], abs=1e-5
    )
    # one drone bought for a lost one in the first year is itself two years old in the third: 0.606531 of it is left;
    # in the last year the orbits are given up
    flown = np.array([1, 1, 1, 0])
    again = orbit.losses_renewed(np.array([1.0, 1, 0, 0]), left, 2, flown)
    assert again == pytest.approx([0, 0, 0.606531, 0], abs=1e-6)
    assert orbit.replacement_units(6.0, 0.5, 0.2) == pytest.approx(6.7)
    assert orbit.replacement_price(20) == 20


def test_losses_and_renewals_of_a_generation_add_up() -> None:
    # one place from year 0, drones that live 10 years unless lost, 0.03 a year; exp(-0.3) = 0.740818 of a buy is left
    left = orbit.left_share(10, 0.03)
    years = np.arange(20)
    lost, flown = np.full(20, 0.03), np.ones(20)
    of_first = orbit.first_buy_renewed(np.where(years == 10, 1.0, 0.0), left, np.floor(years / 10))
    of_lost = orbit.losses_renewed(lost, left, 10, flown)
    second = np.asarray(orbit.replacement_units(of_first, of_lost, lost))[10:].mean()
    # a year of the second ten: 0.03 lost, 0.740818 / 10 of the first buy, 0.03 * 0.740818 of those bought for lost ones
    assert second == pytest.approx(0.126306, abs=1e-6)


def test_first_buy_base_and_operation_are_told_apart() -> None:
    assert orbit.procurement_units(np.array([2.0, 2, 0])) == pytest.approx([2, 2, 0])
    # one base, half of it the ally's, contracted with the first order
    assert orbit.facilities_units(np.array([2022.0, 2023, 2024]), 2023, 1, 0.5) == pytest.approx([0, 0.5, 0])
    assert orbit.upkeep_units(np.array([0, 8]), 1) == pytest.approx([0, 8])


def test_people_go_with_the_orbits_held() -> None:
    # half an orbit and two orbits of 300 people
    assert orbit.billets(np.array([0.5, 2]), 300) == pytest.approx([150, 600])
