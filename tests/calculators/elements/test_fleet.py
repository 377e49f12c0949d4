"""Fleet: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import fleet
from estimator.calculators.shared import crewing, learning


def test_hulls_for_the_stations_before_and_after_rounding() -> None:
    # 2 stations / 0.33485 a hull = 5.97282 hulls, so 6 ships with a margin of 0.02718
    needed = fleet.hulls_needed(2, 0.33485)
    assert needed == pytest.approx(5.97282, abs=1e-5)
    assert fleet.ships_to_hold(needed) == 6
    assert fleet.rounding_margin(6, needed) == pytest.approx(0.02718, abs=1e-5)


def test_a_little_more_weather_flips_the_answer_to_one_more_ship() -> None:
    # 0.345205 * (1 - 0.04) = 0.331397; 2 / 0.331397 = 6.035: 7 ships
    assert fleet.ships_to_hold(fleet.hulls_needed(2, 0.331397)) == 7


def test_a_need_of_whole_hulls_is_not_rounded_up() -> None:
    # 0.1 + 0.2 is a little above 0.3 in floating point: 0.3 * 10 is still 3 hulls
    assert fleet.ships_to_hold((0.1 + 0.2) * 10) == 3


def test_stations_held_follow_the_ships_in_service() -> None:
    # 0, 1, 2 ships at a third each
    assert fleet.stations(np.array([0, 1, 2]), 1 / 3) == pytest.approx([0, 0.333333, 0.666667], abs=1e-6)


def test_launch_cells_of_the_series() -> None:
    assert fleet.launch_cells(2, 128) == 256


def test_a_series_as_quoted_costs_what_was_quoted() -> None:
    # quoted for 2: the first counts 2 * (1/2)^0.765535 = 1.176471 (= 1 / 0.85), both 2, four 2 * 2^0.765535 = 3.4
    exponent = learning.learning_exponent(0.85)  # 1 + ln 0.85 / ln 2 = 1 - 0.162519 / 0.693147 = 0.765535
    _, _, of_series = learning.SO_FAR
    cost = [of_series(n, n**exponent, 0, 4, exponent, exponent) for n in (0, 1, 2, 4)]
    found = [learning.priced_so_far(each, cost[2], 2, 1) for each in cost]
    assert np.ravel(found) == pytest.approx([0, 1.176471, 2, 3.4], abs=1e-6)


def test_the_second_ship_is_cheaper_than_the_first() -> None:
    # differences of 0, 1.176471, 2, 2: 0, 1.176471, 0.823529, 0; without a slope each ship counts for itself
    ordered, exponent = np.array([0, 1, 1, 0]), 0.765535
    found = fleet.procurement_units(ordered, exponent, np.array([0, 1.176471, 2, 2]))
    assert found.ravel().tolist() == pytest.approx([0, 1.176471, 0.823529, 0])
    assert fleet.procurement_units(ordered).ravel().tolist() == [0, 1, 1, 0]


def test_the_series_is_started_up_once() -> None:
    begun = fleet.series_begun(np.array([0, 1, 2, 2]))
    assert begun == pytest.approx([0, 1, 1, 1])
    assert fleet.introduction_units(begun, 1) == pytest.approx([0, 1, 0, 0])


def test_billets_are_crews_and_shore_support() -> None:
    # 2 ships, 1 crew each of 240 and 10 ashore: 2 * 240 + 2 * 10 = 500; with 1.5 crews a hull 3 * 240 + 20 = 740
    assert crewing.billets(crewing.crews(2, 1), 240, 2, 10) == 500
    assert crewing.billets(crewing.crews(2, 1.5), 240, 2, 10) == 740


def test_upkeep_counts_ship_years() -> None:
    assert crewing.upkeep_units(np.array([0, 1, 2]), 1) == pytest.approx([0, 1, 2])


def test_refits_come_at_their_age() -> None:
    # delivered 1 and 1, refit 2 years later, one refit a ship
    assert fleet.refit_units(np.array([1, 1, 0, 0, 0]), 2, 1, 1) == pytest.approx([0, 0, 1, 1, 0])
    # a life of two years ends at the age of the refit: no refit; nor where refits are inside the upkeep
    assert [fleet.refitted_in_life(2, life, refits) for life, refits in ((9, 1), (2, 1), (9, 0))] == [1, 0, 0]
    assert fleet.refit_units(np.array([1, 1, 0, 0, 0]), 2, 0, 1) == pytest.approx([0, 0, 0, 0, 0])


def test_ships_are_disposed_of_as_they_retire_at_a_share_of_the_price() -> None:
    assert fleet.disposal_units(np.array([0, 1])) == pytest.approx([0, 1])
    # 2.5 percent of 400 is 10
    assert fleet.disposal_price(400, 0.025) == pytest.approx(10)


def test_places_and_stations_at_full_strength() -> None:
    # 2 ships on watch 0.345 of the year hold 0.69 places in turn, and 2 * 0.335 = 0.67 stations after weather
    assert fleet.station_sites(2, 0.345, 1) == pytest.approx(0.69)
    assert fleet.full_stations(0.69, 2, 0.335) == pytest.approx(0.67)
    # three times the loss of 0.02 in the season of storms: 0.63; a storm all the time leaves none
    assert fleet.full_stations(0.69, 2, 0.335, 1, 2) == pytest.approx(0.63)
    assert fleet.full_stations(0.69, 2, 0.1, 1, 2) == 0


def test_the_loss_to_weather_above_which_one_more_ship_is_needed() -> None:
    # 6 ships of which each holds 0.4 of the time hold 2.4 stations in fair weather; 2 wanted are 5/6 of them
    assert fleet.weather_loss_for_one_more(2, 6, 0.4, 1) == pytest.approx(1 / 6)
    assert fleet.weather_loss_for_one_more(0, 0, 0.4, 1) == 1


def test_ships_that_shoot_on_a_radar_ashore_engage_nothing_while_it_or_the_link_fails() -> None:
    # link up nine tenths of the time, radar four fifths of it: 1 - 0.72 = 0.28 of the time nothing is engaged
    outage = fleet.remote_outage(0.9, 0.8)
    assert outage == pytest.approx(0.28)
    assert fleet.remote_outage() == 0
    # three ships of half a station each, 1.5, of which 0.72 stand: 1.08; with the link lost none
    assert fleet.stations(np.array([0, 3]), 0.5, outage) == pytest.approx([0, 1.08])
    assert fleet.stations(3, 0.5, fleet.remote_outage(0)) == 0
    # in a raid the link counts apart; a radar in upkeep leaves places open by plan: 1.5 * 0.8 = 1.2; weather takes 0.12
    held = fleet.station_sites(3, 0.5, 1, 0.8)
    assert held == pytest.approx(1.2)
    assert fleet.full_stations(held, 3, 0.45, 0.8) == pytest.approx(1.08)
